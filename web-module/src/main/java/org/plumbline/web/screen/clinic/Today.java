package org.plumbline.web.screen.clinic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.history.Recorded;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.RedFlag;

/** What today's knowledge says of answers that another version has assessed, where it differs. */
final class Today {
  private Today() {}

  /** In words; empty when both send the patient to the same place for the same reasons. */
  static List<String> beside(Recorded then, Assessment today) {
    var lines = new ArrayList<String>();
    var concluded = then.concluded();
    if (today.urgency() != concluded.urgency()) {
      lines.add(
          "%s instead of %s".formatted(today.urgency().display(), concluded.urgency().display()));
    }
    var before = flags(concluded);
    var now = flags(today);
    today.redFlags().stream()
        .filter(it -> !before.contains(it.id()))
        .forEach(it -> lines.add("new: " + today.reason(it).title()));
    concluded.redFlags().stream()
        .filter(it -> !now.contains(it.id()))
        .forEach(it -> lines.add("not any more: " + concluded.reason(it).title()));
    return lines;
  }

  private static Set<String> flags(Assessment assessment) {
    var flags = new LinkedHashSet<String>();
    assessment.redFlags().stream().map(RedFlag::id).forEach(flags::add);
    return flags;
  }
}
