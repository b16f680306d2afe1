package org.plumbline.web.protocol.fhir;

import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.document.Drafts;

/** A follow-up as a Task. */
final class FollowUpTask {
  private static final String STATES =
      Library.CANONICAL_BASE + "/CodeSystem/low-back-follow-up-state";
  private static final String CODES = Library.CANONICAL_BASE + "/CodeSystem/low-back-follow-up";
  private static final String UUID_SYSTEM = "urn:ietf:rfc:3986";

  private FollowUpTask() {}

  static Task of(FollowUp followUp) {
    var task = new Task();
    task.setId(followUp.id().toString());
    task.setStatus(status(followUp.state()));
    task.setBusinessStatus(
        new CodeableConcept(new Coding().setSystem(STATES).setCode(followUp.state().code())));
    task.setIntent(TaskIntent.PLAN);
    task.setPriority(
        followUp
            .urgency()
            .flatMap(Urgency::of)
            .map(Drafts::priorityCode)
            .map(TaskPriority::fromCode)
            .orElse(TaskPriority.URGENT));
    task.setCode(new CodeableConcept(new Coding().setSystem(CODES).setCode(followUp.code())));
    task.setFor(new Reference(followUp.patient().value()));
    followUp.assessment().ifPresent(it -> task.setFocus(assessment(it.value())));
    task.setAuthoredOn(Date.from(followUp.createdAt()));
    task.getRestriction().getPeriod().setEndElement(new DateTimeType(Date.from(followUp.dueAt())));
    followUp
        .supersededBy()
        .ifPresent(
            it ->
                task.addNote(
                    new Annotation().setText("Replaced by assessment urn:uuid:" + it.value())));
    return task;
  }

  /** The assessment is kept here as rows, not as a resource; its id names it. */
  private static Reference assessment(UUID id) {
    var reference = new Reference().setType("GuidanceResponse");
    reference.getIdentifier().setSystem(UUID_SYSTEM).setValue("urn:uuid:" + id);
    return reference;
  }

  static TaskStatus status(State state) {
    return switch (state) {
      case SCHEDULED -> TaskStatus.ACCEPTED;
      case DUE, ESCALATED -> TaskStatus.READY;
      case DONE -> TaskStatus.COMPLETED;
      case SUPERSEDED, CANCELLED -> TaskStatus.CANCELLED;
    };
  }
}
