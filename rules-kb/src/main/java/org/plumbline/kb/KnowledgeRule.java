package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Rule;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * What the compiled rule says of itself: its metadata, what its condition reads, and the
 * conclusions that it builds on.
 *
 * @param reads the facts that the condition reads, groups expanded, and which of their values can
 *     fulfil it
 * @param buildsOn the ids of the conclusions that the condition asks to be there
 * @param readsContradictions whether the condition asks for answers that contradict each other
 * @param buildsOnTopRedFlags whether it builds on the most urgent red flags, whichever they are
 */
record KnowledgeRule(
    String name,
    String family,
    String title,
    String claim,
    String evidence,
    List<Citation> sources,
    Map<Fact, Set<Matching>> reads,
    Set<String> buildsOn,
    boolean readsContradictions,
    boolean buildsOnTopRedFlags) {

  static KnowledgeRule of(Rule rule) {
    var condition = new ConditionReader(rule);
    return new KnowledgeRule(
        rule.getName(),
        metadata(rule, "family"),
        metadata(rule, "title"),
        metadata(rule, "claim"),
        metadata(rule, "evidence"),
        sources(rule),
        condition.reads(),
        condition.buildsOn(),
        condition.readsContradictions(),
        condition.buildsOnTopRedFlags());
  }

  /** The facts of an intake that can have fulfilled the condition. */
  List<Fact> matched(Intake intake) {
    var matched = new ArrayList<Fact>();
    reads.forEach(
        (fact, matching) -> {
          if (matching.contains(Matching.of(intake.value(fact)))) {
            matched.add(fact);
          }
        });
    return matched;
  }

  /** Whether the condition reads the intake alone. */
  boolean standsAlone() {
    return buildsOn.isEmpty() && !readsContradictions && !buildsOnTopRedFlags;
  }

  Reason reason(List<Fact> facts) {
    return new Reason(name, family, title, claim, evidence, sources, facts);
  }

  private static String metadata(Rule rule, String key) {
    if (rule.getMetaData(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalStateException("rule %s has no @%s".formatted(rule.getName(), key));
  }

  private static List<Citation> sources(Rule rule) {
    return Arrays.stream(metadata(rule, "source").split(","))
        .map(String::strip)
        .map(key -> citation(rule, key))
        .toList();
  }

  private static Citation citation(Rule rule, String key) {
    return Library.citation(key)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "rule %s cites %s, which the Library does not have"
                        .formatted(rule.getName(), key)));
  }
}
