package org.plumbline.web.protocol.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Assessments.Flag;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.fact.Difference;
import org.plumbline.kb.fact.Intake;
import org.plumbline.web.json.Build;

/** Writes what is otherwise than at the visit before. */
final class ChangesJson {
  private ChangesJson() {}

  static JsonObject write(
      KnowledgeBase knowledge, StoredAssessment now, Optional<StoredAssessment> before) {
    var json =
        Build.object().add("assessment", now.id().toString()).add("disposition", now.urgency());
    if (before.isEmpty()) {
      return json.add("first", true).build();
    }
    var earlier = before.get();
    json.add("first", false)
        .add("before", earlier.id().toString())
        .add("answeredBefore", earlier.answeredAt().toString())
        .add("dispositionBefore", earlier.urgency())
        .add("newRedFlags", flags(knowledge, without(now.rules(), earlier.rules())))
        .add("goneRedFlags", flags(knowledge, missing(knowledge, earlier, now, true)))
        .add("unansweredRedFlags", flags(knowledge, missing(knowledge, earlier, now, false)));
    var facts = Build.array();
    for (var it :
        Difference.between(Intake.of(earlier.statements()), Intake.of(now.statements()))) {
      facts.add(
          Build.object()
              .add("fact", it.fact().code())
              .add("change", it.kind().code())
              .add("before", it.before().stored())
              .add("now", it.after().stored()));
    }
    return json.add("facts", facts).build();
  }

  /**
   * The red flags of then that do not fire now: those of which all that was known is known now, or
   * the others, which were not answered again and are not gone.
   */
  private static List<String> missing(
      KnowledgeBase knowledge, StoredAssessment before, StoredAssessment now, boolean known) {
    var intake = Intake.of(now.statements());
    return without(before.rules(), now.rules()).stream()
        .filter(
            rule ->
                knowledge
                        .rule(rule)
                        .map(it -> Flag.of(rule, it.facts(), before))
                        .filter(it -> it.isKnown(intake))
                        .isPresent()
                    == known)
        .toList();
  }

  private static List<String> without(List<String> rules, List<String> others) {
    return rules.stream().filter(it -> !others.contains(it)).toList();
  }

  private static JsonArrayBuilder flags(KnowledgeBase knowledge, List<String> rules) {
    var flags = Build.array();
    for (var rule : rules) {
      var flag = Build.object().add("rule", rule);
      knowledge.rule(rule).map(Reason::title).ifPresent(title -> flag.add("title", title));
      flags.add(flag);
    }
    return flags;
  }
}
