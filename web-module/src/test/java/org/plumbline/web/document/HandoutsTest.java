package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Standing;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.triage.TriageService;
import org.plumbline.web.Milder;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.OtherIntakes;

class HandoutsTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  @Test
  void handOutSaysWhatTheVersionOfThenConcluded() {
    var handout =
        new Handouts(ClinicSettings.DEFAULT, Milder.conclusions(), new OtherIntakes() {})
            .of(Milder.stored(), ZoneOffset.UTC, Language.ENGLISH);
    assertEquals(Urgency.URGENT, handout.urgency());
    assertEquals(Milder.VERSION, handout.version());
    assertEquals(Milder.TOLD, handout.address().told());
  }

  @Test
  void graverAnswersAreToldAsTheyWereThen() {
    var stays =
        new Standing.Line(
            Optional.of(Milder.stored().id()),
            new ResponseReference("QuestionnaireResponse/1"),
            Milder.AT,
            Urgency.URGENT,
            true,
            List.of());
    assertEquals(
        Optional.of(Milder.TOLD),
        others(stays, Optional.of(Milder.stored()))
            .told(Tenant.DEMO, PATIENT, Optional.empty(), Urgency.ROUTINE)
            .map(Wording::english));
    assertEquals(
        Optional.of(Instruction.of(Urgency.URGENT).wording()),
        others(stays, Optional.empty())
            .told(Tenant.DEMO, PATIENT, Optional.empty(), Urgency.ROUTINE),
        "nobody can read it any more");
    assertEquals(
        Optional.empty(),
        others(stays, Optional.of(Milder.stored()))
            .told(Tenant.DEMO, PATIENT, Optional.empty(), Urgency.EMERGENCY));
  }

  private static OtherIntakes others(Standing.Line stays, Optional<StoredAssessment> kept) {
    var clock = Clock.fixed(Milder.AT, ZoneOffset.UTC);
    return new OtherIntakes(
        new IntakeReader(clock, ClinicSettings.DEFAULT),
        KNOWLEDGE,
        new TriageService() {},
        new Standing() {
          @Override
          public List<Line> of(Tenant tenant, PatientReference patient) {
            return List.of(stays);
          }
        },
        new Assessments() {
          @Override
          public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
            return kept;
          }
        },
        Milder.conclusions(),
        clock);
  }
}
