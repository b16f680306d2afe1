package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.Milder;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.screen.page.Assets;

class HandoutsTest {
  @Test
  void handOutSaysWhatTheVersionOfThenConcluded() {
    var pages =
        new PatientPages(
            new Assets(), ClinicSettings.DEFAULT, new ClinicFace("The clinic", Optional.empty()));
    var handout =
        new Handouts(pages, Milder.conclusions(), new OtherIntakes() {})
            .of(Milder.stored(), ZoneOffset.UTC, Language.ENGLISH);
    assertEquals(Urgency.URGENT, handout.urgency());
    assertEquals(Milder.VERSION, handout.version());
    assertEquals(Milder.TOLD, handout.address().told());
  }
}
