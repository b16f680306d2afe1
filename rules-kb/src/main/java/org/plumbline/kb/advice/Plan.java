package org.plumbline.kb.advice;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.wording.Wording;

/**
 * What the patient is told beside the disposition.
 *
 * @param urgency the disposition that it goes with
 * @param given the items that are given, in the order of advice.yaml
 * @param withheld the items that a rule called for and that are not given, each with the reason
 * @param reviews when the patient is looked at again
 * @param safetyNet the signs with which not to wait for that
 */
public record Plan(
    Urgency urgency,
    List<Given> given,
    List<Withheld> withheld,
    List<Review> reviews,
    SafetyNet safetyNet) {
  public Plan {
    given = List.copyOf(given);
    withheld = List.copyOf(withheld);
    reviews = List.copyOf(reviews);
  }

  /** Whether a red flag of urgent or above holds back every plan for training. */
  public boolean held() {
    return !Instruction.of(urgency).plans();
  }

  /**
   * An item that is given.
   *
   * @param unlessThere unknown facts with which it does not go; the wording names them
   * @param added sentences that are added because of what is there or unknown
   * @param weight the weight that it names, in kg
   */
  public record Given(
      AdviceItem item,
      List<Fact> unlessThere,
      List<AdviceItem.Addition> added,
      Optional<Reading> weight) {
    public Given {
      unlessThere = List.copyOf(unlessThere);
      added = List.copyOf(added);
    }

    /**
     * Whether it is for this patient as it stands: nothing is added, and nothing may hold it back.
     */
    public boolean unconditional() {
      return unlessThere.isEmpty() && added.isEmpty();
    }

    /** The exercises that it is about, save those of which not enough is known. */
    public List<Exercise> exercises() {
      var open = added.stream().flatMap(it -> it.unlessAbsent().stream()).toList();
      return item.exercises().stream()
          .filter(it -> Collections.disjoint(it.onlyIfAbsent(), open))
          .toList();
    }

    /** With what it does not go, as far as that is not known; empty when all of it is known. */
    public Optional<Wording> caution() {
      return unlessThere.isEmpty()
          ? Optional.empty()
          : Optional.of(AdviceText.NOT_IF.map(language -> AdviceText.notIf(this, language)));
    }

    /** The whole text. */
    public Wording wording() {
      return item.wording().map(language -> AdviceText.of(this, language));
    }
  }

  /**
   * An item that is held back.
   *
   * @param present the facts that are there
   * @param unknown the facts that would have to be known to be absent
   * @param concluded the rules that concluded against it
   */
  public record Withheld(
      AdviceItem item, List<Fact> present, List<Fact> unknown, List<String> concluded) {
    public Withheld {
      present = List.copyOf(present);
      unknown = List.copyOf(unknown);
      concluded = List.copyOf(concluded);
    }
  }

  /**
   * A time to look at the patient again.
   *
   * @param hours after the answers were given
   * @param clock how the hours are counted
   * @param escalates whether the duty clinician is told when it is not done in time
   */
  public record Review(
      String code, double hours, Instruction.Clock clock, boolean escalates, String what) {}
}
