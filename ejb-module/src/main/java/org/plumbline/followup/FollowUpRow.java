package org.plumbline.followup;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;

/** A follow-up as it is kept. */
@Entity
@Table(name = "follow_up")
class FollowUpRow {
  @Id private UUID id;
  private String tenant;
  private String patient;

  @Column(name = "assessment_id")
  private @Nullable UUID assessment;

  private @Nullable String urgency;
  private String code;
  private boolean escalates;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  private String state;

  @Column(name = "superseded_by")
  private @Nullable UUID supersededBy;

  protected FollowUpRow() {} // required by Hibernate

  boolean escalates() {
    return escalates;
  }

  void move(State to) {
    state = to.code();
  }

  void close(State to, AssessmentId by) {
    move(to);
    supersededBy = by.value();
  }

  FollowUp followUp() {
    return new FollowUp(
        id,
        new Tenant(tenant),
        new PatientReference(patient),
        Optional.ofNullable(assessment).map(AssessmentId::new),
        Optional.ofNullable(urgency),
        code,
        createdAt,
        dueAt,
        State.of(state).orElseThrow(),
        Optional.ofNullable(supersededBy).map(AssessmentId::new));
  }
}
