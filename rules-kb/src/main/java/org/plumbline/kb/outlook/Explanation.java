package org.plumbline.kb.outlook;

import java.util.List;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * What could still change an assessment.
 *
 * @param askNext what to ask the patient next: what the suspicion calls for, then what could raise
 *     the urgency; with an ambulance nothing
 * @param examineNext what to examine next: what the suspicion calls for, and the tests that tell
 *     muscle from structure where nothing urgent is open; with an ambulance nothing
 * @param openQuestions those of red-flags.yaml: the unknown facts that can still make the
 *     disposition more urgent, whether or not they are worth asking now
 * @param changes the smallest changes of a single fact that move the disposition, those that make
 *     it more urgent first
 */
public record Explanation(
    List<OpenFact> askNext,
    List<OpenFact> examineNext,
    List<Fact> openQuestions,
    List<Change> changes) {
  public Explanation {
    askNext = List.copyOf(askNext);
    examineNext = List.copyOf(examineNext);
    openQuestions = List.copyOf(openQuestions);
    changes = List.copyOf(changes);
  }

  /**
   * An unknown fact that matters.
   *
   * @param open whether some completion, in which it is needed, makes the disposition more urgent
   * @param most the most urgent disposition that it can lead to, alone or with other unknown facts
   * @param least the least urgent disposition that it can lead to alone
   * @param expectedChange how far it is expected to move the margin of the differential, 0 to 2
   */
  public record OpenFact(
      Fact fact, boolean open, Urgency most, Urgency least, double expectedChange) {
    /** Whether it changes anything: the disposition, or what the pain leans toward. */
    boolean matters() {
      return open || span() > 0 || expectedChange > 0;
    }

    /** By how many steps of urgency it can change the disposition. */
    int span() {
      return most.ordinal() - least.ordinal();
    }
  }

  /**
   * A change of one fact that moves the disposition.
   *
   * @param from what is read now
   * @param to what would be read instead
   * @param urgency the disposition then
   */
  public record Change(Fact fact, Value from, Value to, Urgency urgency) {}
}
