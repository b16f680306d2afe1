package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.fact.Statement;

/**
 * An assessment as it was recorded.
 *
 * @param urgency the code of the disposition
 * @param finished whether the patient had come to the end of the questions
 * @param rules the red flags that fired, by rule
 * @param statements what was said, in the order in which it was read
 * @param previous the assessment of this patient before; empty when this was the first
 */
public record StoredAssessment(
    AssessmentId id,
    PatientReference patient,
    Instant answeredAt,
    Instant recordedAt,
    String knowledgeVersion,
    String urgency,
    boolean provisional,
    boolean finished,
    List<String> rules,
    List<Statement> statements,
    Optional<AssessmentId> previous) {
  public StoredAssessment {
    requireNonNull(id, "id");
    requireNonNull(patient, "patient");
    requireNonNull(previous, "previous");
    rules = List.copyOf(rules);
    statements = List.copyOf(statements);
  }
}
