package org.plumbline.web.protocol.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.history.Recorded;
import org.plumbline.history.VisitBefore;
import org.plumbline.history.VisitBefore.Flag;
import org.plumbline.kb.Reason;
import org.plumbline.kb.fact.Difference;
import org.plumbline.web.json.Build;

/** Writes what is otherwise than at the visit before. */
final class ChangesJson {
  private ChangesJson() {}

  /** Each visit is told as it was concluded then. */
  static JsonObject write(Recorded now, Optional<Recorded> before) {
    var json =
        Build.object()
            .add("assessment", now.stored().id().toString())
            .add("disposition", now.stored().urgency());
    if (before.isEmpty()) {
      return json.add("first", true).build();
    }
    var earlier = before.get();
    var missing =
        VisitBefore.of(earlier).flags().stream()
            .filter(it -> !now.stored().rules().contains(it.rule()))
            .toList();
    json.add("first", false)
        .add("before", earlier.stored().id().toString())
        .add("answeredBefore", earlier.stored().answeredAt().toString())
        .add("dispositionBefore", earlier.stored().urgency())
        .add("newRedFlags", AssessmentJson.flags(added(earlier, now)))
        .add("goneRedFlags", flags(missing, it -> it.isKnown(now.intake())))
        .add("unansweredRedFlags", flags(missing, it -> !it.isKnown(now.intake())));
    var facts = Build.array();
    for (var it : Difference.between(earlier.intake(), now.intake())) {
      facts.add(
          Build.object()
              .add("fact", it.fact().code())
              .add("change", it.kind().code())
              .add("before", it.before().stored())
              .add("now", it.after().stored()));
    }
    return json.add("facts", facts).build();
  }

  private static List<Reason> added(Recorded before, Recorded now) {
    return now.redFlags().stream()
        .filter(it -> !before.stored().rules().contains(it.rule()))
        .toList();
  }

  private static JsonArrayBuilder flags(List<Flag> flags, Predicate<Flag> wanted) {
    return AssessmentJson.flags(flags.stream().filter(wanted).map(Flag::reason).toList());
  }
}
