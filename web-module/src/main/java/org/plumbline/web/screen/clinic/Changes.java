package org.plumbline.web.screen.clinic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.history.Recorded;
import org.plumbline.history.VisitBefore;
import org.plumbline.history.VisitBefore.Flag;
import org.plumbline.kb.fact.Difference;
import org.plumbline.kb.wording.Glossary;

/** What is otherwise than at the visit before; each visit is told as it was concluded then. */
final class Changes {
  private final FactWords words = new FactWords();

  /** The rules that had not fired before. */
  Set<String> added(Recorded before, Recorded now) {
    var rules = new HashSet<>(now.stored().rules());
    before.stored().rules().forEach(rules::remove);
    return rules;
  }

  /** In words, the red flags first. */
  List<String> lines(Recorded before, Recorded now) {
    var lines = new LinkedHashSet<String>();
    var added = added(before, now);
    now.redFlags().stream()
        .filter(it -> added.contains(it.rule()))
        .forEach(it -> lines.add("New red flag: " + it.title()));
    VisitBefore.of(before).flags().stream()
        .filter(it -> !now.stored().rules().contains(it.rule()))
        .forEach(it -> lines.add(missing(it, now)));
    for (var it : Difference.between(before.intake(), now.intake())) {
      lines.add(line(it));
    }
    return new ArrayList<>(lines);
  }

  private String line(Difference it) {
    var now =
        Glossary.capital(Glossary.term(it.fact())) + ": " + words.known(it.fact(), it.after());
    if (it.before().isUnknown()) {
      return now + ", not known before";
    }
    var way =
        switch (it.kind()) {
          case WORSE -> " (worse)";
          case BETTER -> " (better)";
          case NEW, GONE, NO_LONGER_KNOWN, OTHER -> "";
        };
    return now + ", was " + words.known(it.fact(), it.before()) + way;
  }

  /** What was not answered again is not gone. */
  private static String missing(Flag flag, Recorded now) {
    return (flag.isKnown(now.intake()) ? "No longer: " : "Not answered again, so not excluded: ")
        + flag.reason().title();
  }
}
