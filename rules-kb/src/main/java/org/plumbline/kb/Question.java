package org.plumbline.kb;

import java.util.List;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Value;

/**
 * A question of the intake.
 *
 * @param fact what it asks
 * @param enabledBy the answers of which one is needed before it is asked; empty when it is always
 */
public record Question(Fact fact, List<Enabling> enabledBy) {
  public Question {
    enabledBy = List.copyOf(enabledBy);
  }

  /**
   * An answer that enables a question.
   *
   * @param stored the value as it is stored; unknown when there is no answer yet
   */
  public record Enabling(Fact fact, String stored) {}

  /** Whether the answers so far ask for it. */
  public boolean enabled(Intake intake) {
    return enabledBy.isEmpty()
        || enabledBy.stream()
            .anyMatch(it -> intake.value(it.fact()).equals(Value.parse(it.fact(), it.stored())));
  }

  /** Whether a patient, and not an examination, answers it. */
  public boolean forPatient() {
    return fact.askedOf() != Fact.AskedOf.CLINICIAN;
  }
}
