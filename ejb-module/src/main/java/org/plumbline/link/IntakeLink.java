package org.plumbline.link;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;

/**
 * A link by which one patient fills the intake.
 *
 * @param code what is typed on a shared device in place of the link
 * @param answers what was answered so far, as JSON; only the pages read it
 * @param version how often the answers were kept
 * @param assessment what the answers led to last
 */
public record IntakeLink(
    UUID id,
    Tenant tenant,
    PatientReference patient,
    String code,
    Instant createdAt,
    Instant expiresAt,
    String answers,
    int version,
    Optional<Instant> finishedAt,
    Optional<AssessmentId> assessment) {
  public IntakeLink {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(patient, "patient");
    requireNonNull(code, "code");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(answers, "answers");
    requireNonNull(finishedAt, "finishedAt");
    requireNonNull(assessment, "assessment");
  }

  /** The same under another id, for answers that are a response of their own. */
  public IntakeLink under(UUID response) {
    return new IntakeLink(
        response,
        tenant,
        patient,
        code,
        createdAt,
        expiresAt,
        answers,
        version,
        finishedAt,
        assessment);
  }

  /** No answer of a patient stands in a log. */
  @Override
  public String toString() {
    return "intake link " + id;
  }
}
