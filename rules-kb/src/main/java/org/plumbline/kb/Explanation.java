package org.plumbline.kb;

import java.util.List;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * What could still change an assessment.
 *
 * @param askNext what to ask the patient next, what matters most first
 * @param examineNext what to examine next, what matters most first
 * @param changes the smallest changes of a single fact that move the disposition, those that make
 *     it more urgent first
 */
public record Explanation(
    List<OpenFact> askNext, List<OpenFact> examineNext, List<Change> changes) {
  public Explanation {
    askNext = List.copyOf(askNext);
    examineNext = List.copyOf(examineNext);
    changes = List.copyOf(changes);
  }

  /**
   * The open questions of red-flags.yaml: those that can still make the disposition more urgent.
   */
  public List<Fact> openQuestions() {
    return Stream.concat(askNext.stream(), examineNext.stream())
        .filter(OpenFact::open)
        .map(OpenFact::fact)
        .sorted()
        .toList();
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
