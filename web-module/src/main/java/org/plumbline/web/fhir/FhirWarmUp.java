package org.plumbline.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/** Writes answers before the first client asks for one, so that it does not pay for the loading. */
@ApplicationScoped
public class FhirWarmUp {
  private static final int ANSWERS = 40;

  private FhirContext context;
  private KnowledgeBase knowledge;
  private AssessmentWriter writer;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected FhirWarmUp() {} // required by the container

  @Inject
  FhirWarmUp(FhirContext context, KnowledgeBase knowledge, AssessmentWriter writer, Clock clock) {
    this.context = context;
    this.knowledge = knowledge;
    this.writer = writer;
    this.clock = clock;
  }

  void warmUp(@Observes Startup startup) {
    var intake = Intake.of(List.of());
    var read =
        new ReadIntake(
            new PatientReference("Patient/nobody"),
            new ResponseReference("QuestionnaireResponse"),
            clock.instant(),
            intake,
            0);
    for (var i = 0; i < ANSWERS; i++) {
      var recorded = new RecordedAssessment(Optional.empty(), intake, knowledge.assess(intake));
      var answer =
          context
              .newJsonParser()
              .encodeResourceToString(
                  writer.write(
                      read,
                      recorded,
                      new StayingIssues(read, List.of(), Optional.empty(), knowledge)));
      if (answer.isEmpty()) {
        throw new IllegalStateException("an assessment must give an answer");
      }
    }
  }
}
