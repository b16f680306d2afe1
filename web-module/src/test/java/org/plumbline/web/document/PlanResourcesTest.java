package org.plumbline.web.document;

import java.util.Date;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.wording.Language;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.OneVoice;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.intake.ReadIntake;

class PlanResourcesTest {
  private static String communication(RecordedAssessment recorded) {
    var read =
        new ReadIntake(
            new PatientReference("Patient/1"),
            new ResponseReference("QuestionnaireResponse/1"),
            WrittenPatients.AT,
            recorded.intake(),
            0);
    var now = Date.from(WrittenPatients.AT);
    return new PlanResources(read, recorded, ClinicSettings.DEFAULT, now)
        .communication().getPayload().stream()
            .map(it -> ((StringType) it.getContent()).getValue())
            .collect(Collectors.joining("\n"));
  }

  @Test
  void communicationSaysOneUrgencyOfEachSign() {
    var voice = new OneVoice(Language.ENGLISH);
    WrittenPatients.all().forEach(it -> voice.check(communication(it), it));
  }
}
