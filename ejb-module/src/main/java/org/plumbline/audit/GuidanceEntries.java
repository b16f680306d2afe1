package org.plumbline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.AssessmentShownAgain;
import org.plumbline.history.Visit;

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
    add(
        visit,
        new Deed(
            recorded.author().orElseGet(trail::caller),
            Action.GUIDANCE,
            visit.route().name(),
            0,
            "Assessment/" + recorded.id()));
  }

  /** Guidance was given; that it was given before is seen by the assessment that it names. */
  void keepAgain(@Observes AssessmentShownAgain shown) {
    var visit = shown.visit();
    add(
        visit,
        new Deed(
            trail.caller(),
            Action.GUIDANCE,
            visit.route().name() + AGAIN,
            0,
            "Assessment/" + shown.id()));
  }

  private void add(Visit visit, Deed deed) {
    trail.add(visit.tenant(), deed, visit.patient());
  }
}
