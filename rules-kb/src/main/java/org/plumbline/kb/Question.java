package org.plumbline.kb;

import java.util.List;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

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
   * @param stored the value as it is stored; empty when it is enabled as long as there is no answer
   */
  public record Enabling(Fact fact, String stored) {
    private boolean by(Intake intake) {
      return intake
          .statement(fact)
          .map(it -> it.value().stored().equals(stored))
          .orElse(stored.isEmpty());
    }
  }

  /** Whether the answers so far ask for it. */
  public boolean enabled(Intake intake) {
    return enabledBy.isEmpty() || enabledBy.stream().anyMatch(it -> it.by(intake));
  }

  /** Whether a patient, and not an examination, answers it. */
  public boolean forPatient() {
    return fact.askedOf() != Fact.AskedOf.CLINICIAN;
  }
}
