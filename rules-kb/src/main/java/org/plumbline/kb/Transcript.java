package org.plumbline.kb;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;

/**
 * An assessment in lines of text: every conclusion with the facts behind it. Two assessments with
 * the same lines say the same, whatever version of the knowledge wrote them; it is what is stored
 * and what a replay is compared with.
 */
public final class Transcript {
  private Transcript() {}

  /** The lines, the version of the knowledge not among them. */
  public static List<String> of(Assessment assessment) {
    var lines = new ArrayList<String>();
    for (var it : assessment.dispositions()) {
      lines.add(
          "disposition %s %s%s".formatted(it.id(), it.urgency().code(), facts(assessment, it)));
    }
    for (var it : assessment.redFlags()) {
      lines.add("red-flag %s %s%s".formatted(it.id(), it.urgency().code(), facts(assessment, it)));
    }
    findings(assessment).forEach(lines::add);
    if (assessment.provisional()) {
      lines.add("unanswered " + codes(assessment.unanswered()));
    }
    var differential = assessment.differential();
    lines.add(
        "leaning %s%s %s"
            .formatted(
                differential.band().code(),
                differential.radiculopathy() ? " radiculopathy" : "",
                differential.ranking().stream().map(it -> it.code()).collect(joining(","))));
    advice(assessment).forEach(lines::add);
    for (var it : assessment.plan().reviews()) {
      lines.add("review %s %s".formatted(it.code(), it.hours()));
    }
    return lines;
  }

  private static String facts(Assessment assessment, Conclusion conclusion) {
    return facts(assessment.reason(conclusion));
  }

  private static String facts(Reason reason) {
    return reason.facts().isEmpty() ? "" : " " + codes(reason.facts());
  }

  private static String codes(List<Fact> facts) {
    return facts.stream().map(Fact::code).collect(joining(","));
  }

  private static List<String> findings(Assessment assessment) {
    var others =
        assessment.redFlags().stream()
            .map(RedFlag::id)
            .collect(Collectors.toCollection(ArrayList::new));
    assessment.dispositions().stream().map(Disposition::id).forEach(others::add);
    return assessment.reasons().stream()
        .filter(it -> !others.contains(it.rule()))
        .map(it -> "finding " + it.rule() + facts(it))
        .toList();
  }

  private static List<String> advice(Assessment assessment) {
    var lines = new ArrayList<String>();
    for (var it : assessment.plan().given()) {
      lines.add(
          "given %s%s%s"
              .formatted(
                  it.item().id(),
                  it.unlessThere().isEmpty() ? "" : " unless " + codes(it.unlessThere()),
                  it.added().stream()
                          .map(AdviceItem.Addition::unlessAbsent)
                          .map(facts -> " added " + codes(facts))
                          .collect(joining())
                      + it.weight().map(weight -> " kg " + weight.stored()).orElse("")));
    }
    for (var it : assessment.plan().withheld()) {
      lines.add(
          "withheld %s present %s unknown %s concluded %s"
              .formatted(
                  it.item().id(),
                  codes(it.present()),
                  codes(it.unknown()),
                  String.join(",", it.concluded())));
    }
    return lines;
  }
}
