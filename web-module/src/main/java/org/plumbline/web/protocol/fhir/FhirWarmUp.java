package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/**
 * Writes answers before the first client asks for one, so that it does not pay for the loading:
 * what a hook answers is warm before the server is ready, this is worked out soon after.
 */
@ApplicationScoped
public class FhirWarmUp {
  private static final Logger LOG = System.getLogger(FhirWarmUp.class.getName());
  private static final int ANSWERS = 40;

  /** The rest of the start, and the first hook call, have the processor for themselves. */
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  private final Thread thread = new Thread(this::run, "plumbline-warm-up");

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

  void start(@Observes Startup startup) {
    thread.setDaemon(true);
    thread.setContextClassLoader(FhirWarmUp.class.getClassLoader());
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      Thread.sleep(AFTER_START.toMillis());
      warmUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "an answer about nobody could not be written", e);
    }
  }

  private void warmUp() {
    var intake = Intake.of(List.of());
    var read =
        new ReadIntake(
            new PatientReference("Patient/nobody"),
            new ResponseReference("QuestionnaireResponse"),
            clock.instant(),
            intake,
            0);
    if (knowledge.outlook().certain(intake).stops()) {
      throw new IllegalStateException("an intake without answers must not be a certain emergency");
    }
    for (var i = 0; i < ANSWERS && !Thread.interrupted(); i++) {
      var recorded = new RecordedAssessment(Optional.empty(), intake, knowledge.assess(intake));
      var answer =
          context
              .newJsonParser()
              .encodeResourceToString(
                  writer.write(
                      read, recorded, new StayingIssues(read, List.of(), Optional.empty()), ""));
      if (answer.isEmpty()) {
        throw new IllegalStateException("an assessment must give an answer");
      }
    }
  }
}
