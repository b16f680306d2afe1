package org.plumbline.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.plumbline.audit.Entry.Action;
import org.plumbline.history.AssessmentRecorded;

/** Audits every guidance given, in the transaction that records it. */
@ApplicationScoped
public class GuidanceEntries {
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
}
