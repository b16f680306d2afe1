package org.plumbline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.plumbline.audit.Entry.Action;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.AssessmentShownAgain;

/** Audits every guidance given, in the transaction that records it. */
@ApplicationScoped
public class GuidanceEntries {
  private static final String AGAIN = " shown again";

  private AuditTrail trail;

  @SuppressWarnings("NullAway.Init")
  protected GuidanceEntries() {} // required by the container

  @Inject
  public GuidanceEntries(AuditTrail trail) {
    this.trail = trail;
  }

  void keep(@Observes AssessmentRecorded recorded) {
    var visit = recorded.visit();
    trail.add(
        visit.tenant(),
        Action.GUIDANCE,
        visit.route().name(),
        0,
        recorded.author().orElseGet(trail::caller),
        Optional.of(visit.patient()),
        "Assessment/" + recorded.id());
  }

  /** Guidance was given; that it was given before is seen by the assessment that it names. */
  void keepAgain(@Observes AssessmentShownAgain shown) {
    var visit = shown.visit();
    trail.add(
        visit.tenant(),
        Action.GUIDANCE,
        visit.route().name() + AGAIN,
        0,
        trail.caller(),
        Optional.of(visit.patient()),
        "Assessment/" + shown.id());
  }
}
