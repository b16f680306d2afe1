package org.plumbline.kb.edge;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Intake;

/**
 * The stable edge in short, for many rows: the urgency and the red flags, without reasons, advice
 * or leaning. Back comes one line: the code of the urgency, a tab, and the rules with commas
 * between them, in the order of their names. Name, constructor and type of this class never change.
 */
public final class Verdicts implements Function<List<Map.Entry<String, String>>, String> {
  private final KnowledgeBase knowledge;

  /** Loads the knowledge of this jar. */
  public Verdicts() {
    this(KnowledgeBase.load());
  }

  /** The edge of a knowledge that is loaded. */
  public Verdicts(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  @Override
  public String apply(List<Map.Entry<String, String>> said) {
    var verdict = knowledge.verdict(Intake.of(Said.statements(said).known()));
    return verdict.urgency().code()
        + "\t"
        + verdict.redFlags().stream().map(RedFlag::id).sorted().collect(joining(","));
  }
}
