package org.plumbline.followup;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.plumbline.client.Tenant;
import org.plumbline.database.Bookmark;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;

/**
 * One look again at a patient.
 *
 * @param assessment the assessment that called for it; empty when a link was not answered
 * @param urgency the code of its disposition; empty when nothing was assessed
 * @param code what is to be done, such as {@code re-screen}, as dispositions.yaml names it
 * @param dueAt when it is to be done; after that it is late
 * @param supersededBy the assessment that took its place; empty when none did
 */
public record FollowUp(
    UUID id,
    Tenant tenant,
    PatientReference patient,
    Optional<AssessmentId> assessment,
    Optional<String> urgency,
    String code,
    Instant createdAt,
    Instant dueAt,
    State state,
    Optional<AssessmentId> supersededBy) {
  public FollowUp {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(patient, "patient");
    requireNonNull(assessment, "assessment");
    requireNonNull(urgency, "urgency");
    requireNonNull(state, "state");
    requireNonNull(supersededBy, "supersededBy");
  }

  /** Where a page ends whose last follow-up this is. */
  public Bookmark bookmark() {
    return new Bookmark(0, dueAt, id);
  }

  /** Where a follow-up stands. */
  public enum State {
    SCHEDULED,
    /** Its time has come. */
    DUE,
    /** It was not acknowledged in time, and the duty clinician was told. */
    ESCALATED,
    DONE,
    /** A later assessment took its place. */
    SUPERSEDED,
    CANCELLED;

    /** As it is shown and stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody still has to do something. */
    public boolean open() {
      return this == SCHEDULED || this == DUE || this == ESCALATED;
    }

    /** The state of a code; empty when there is none. */
    public static Optional<State> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
  }

  /** One step of a follow-up, as it was kept. */
  public record Step(Instant at, State state, String author, Optional<String> remark) {}

  /** A follow-up with its steps, oldest first. */
  public record History(FollowUp followUp, List<Step> steps) {
    public History {
      steps = List.copyOf(steps);
    }
  }
}
