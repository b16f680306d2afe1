package org.plumbline.kb.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Transcript;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Intake;

/**
 * Answers in types of the JDK alone, so that a jar of another version, whose facts differ, can be
 * asked from outside: what was said, as codes with the values as they are stored, in the order of
 * the record; back come the lines of the transcript. Name, constructor and type of this class never
 * change.
 */
public final class Edge implements Function<List<Map.Entry<String, String>>, List<String>> {
  private final KnowledgeBase knowledge;

  /** Loads the knowledge of this jar. */
  public Edge() {
    this(KnowledgeBase.load());
  }

  /** The edge of a knowledge that is loaded. */
  public Edge(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** The version of this jar. */
  @Override
  public String toString() {
    return Library.VERSION;
  }

  /**
   * Assesses.
   *
   * @return the transcript; a statement about a fact, or with a value, that this version does not
   *     know is named in a line {@code not-read}
   */
  @Override
  public List<String> apply(List<Map.Entry<String, String>> said) {
    var statements = Said.statements(said);
    var lines = new ArrayList<>(Transcript.of(knowledge.assess(Intake.of(statements.known()))));
    statements.notRead().forEach(it -> lines.add("not-read " + it));
    return lines;
  }
}
