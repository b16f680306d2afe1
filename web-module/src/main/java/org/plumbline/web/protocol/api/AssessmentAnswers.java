package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Intake;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.access.Callers;
import org.plumbline.web.intake.OtherIntakes;

/** What the plain API says of an assessment, new or recorded. */
@RequestScoped
public class AssessmentAnswers {
  private Callers callers;
  private Conclusions conclusions;
  private ClinicSettings settings;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected AssessmentAnswers() {} // required by the container

  @Inject
  AssessmentAnswers(
      Callers callers, Conclusions conclusions, ClinicSettings settings, OtherIntakes others) {
    this.callers = callers;
    this.conclusions = conclusions;
    this.settings = settings;
    this.others = others;
  }

  /** Of one that was just made. */
  JsonObjectBuilder of(RecordedAssessment made, PatientReference patient, Instant answeredAt) {
    return json(made.intake(), made.assessment(), patient, made.id())
        .add("recorded", made.id().isPresent())
        .add("patient", patient.value())
        .add("answeredAt", answeredAt.toString());
  }

  /** Of a recorded one, as the knowledge of then concluded it. */
  JsonObjectBuilder of(StoredAssessment stored) {
    var then = conclusions.of(stored);
    return json(then.intake(), then.concluded(), stored.patient(), Optional.of(stored.id()))
        .add("recorded", true)
        .add("patient", stored.patient().value())
        .add("answeredAt", stored.answeredAt().toString());
  }

  private JsonObjectBuilder json(
      Intake intake, Assessment assessment, PatientReference patient, Optional<AssessmentId> id) {
    var tenant = callers.current().tenant();
    var staying = others.staying(tenant, patient, id);
    return new AssessmentJson(settings)
        .write(intake, assessment, staying, others.graver(tenant, staying, assessment.urgency()));
  }

  /** What is otherwise than at the visit before; empty for a first visit. */
  JsonObject changes(StoredAssessment now, Optional<StoredAssessment> before) {
    return ChangesJson.write(conclusions.of(now), before.map(conclusions::of));
  }
}
