package org.plumbline.kb.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Wording;

/**
 * Yes-or-no questions of one kind that a short intake asks together: the patient ticks what is so.
 * Lists.yaml says what may stand in one, and which questions never do.
 *
 * @param tick what one tick tells
 * @param heading what is asked, with its time frame
 */
public record Checklist(String id, Tick tick, Wording heading, List<Sign> signs) {
  private static final Map<Fact, Checklist> BY_FACT =
      ChecklistTable.ALL.stream()
          .flatMap(list -> list.signs().stream().map(sign -> Map.entry(sign.fact(), list)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  public Checklist {
    signs = List.copyOf(signs);
  }

  /** How urgent one tick alone makes an adult of 30 who has none of the core findings. */
  public enum Tick {
    /** An emergency or more: it interrupts at once. */
    NOW,
    /** Urgent or same-day. */
    SOON,
    /** Urgent or less. */
    LATER
  }

  /**
   * One question in its short form.
   *
   * @param shortText a positive phrase without a full stop, so that a tick is a yes
   */
  public record Sign(Fact fact, Wording shortText) {}

  /** Every list, in the order of lists.yaml. */
  public static List<Checklist> all() {
    return ChecklistTable.ALL;
  }

  /** The list in which a fact is asked; empty when it is asked alone. */
  public static Optional<Checklist> of(Fact fact) {
    return Optional.ofNullable(BY_FACT.get(fact));
  }
}
