package org.plumbline.triage;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Intake;

/**
 * An assessment and where it is recorded.
 *
 * @param id empty when it could not be recorded; the answer is given all the same and says so
 * @param intake what was assessed
 * @param assessment what was concluded
 */
public record RecordedAssessment(Optional<AssessmentId> id, Intake intake, Assessment assessment) {
  public RecordedAssessment {
    requireNonNull(id, "id");
    requireNonNull(intake, "intake");
    requireNonNull(assessment, "assessment");
  }
}
