package org.plumbline.kb;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.advice.HeadlineWords;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.wording.Wording;

/**
 * Where suspicions lead and what patients are told, as one version of the knowledge has it.
 *
 * @param all every destination; of two that are equally urgent the one that stands first decides
 * @param told what goes with an urgency
 * @param headlines what a patient reads first
 */
record Directory(List<Destination> all, Map<Urgency, Wording> told, HeadlineWords headlines) {
  /** That of the knowledge that runs. */
  static final Directory LIVE = live();

  Directory {
    all = List.copyOf(all);
    told = Map.copyOf(told);
  }

  private static Directory live() {
    var told = new EnumMap<Urgency, Wording>(Urgency.class);
    for (var urgency : Urgency.values()) {
      told.put(urgency, Instruction.of(urgency).wording());
    }
    return new Directory(Destination.all(), told, HeadlineWords.LIVE);
  }

  /**
   * Where a red flag leads: its rule is looked for before its family.
   *
   * @return empty when a rule that the knowledge has no longer led to a place that is not known
   * @throws IllegalStateException if a rule of the knowledge that runs leads nowhere
   */
  Optional<Destination> of(String rule, String family) {
    var found =
        all.stream()
            .filter(it -> it.rules().contains(rule))
            .findFirst()
            .or(() -> all.stream().filter(it -> it.families().contains(family)).findFirst());
    if (found.isEmpty() && !family.isEmpty()) {
      throw new IllegalStateException(rule + " leads nowhere");
    }
    return found;
  }

  /** What the patient is told with this urgency. */
  Wording told(Urgency urgency) {
    return told.getOrDefault(urgency, Instruction.of(urgency).wording());
  }
}
