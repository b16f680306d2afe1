package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.outbox.Outbox;
import org.plumbline.web.Milder;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.outbound.Outbound;

/** What is said of a recorded assessment is what was concluded then, not what is known today. */
class RecordedThenTest {
  private static final Clock CLOCK = Clock.fixed(Milder.AT, ZoneOffset.UTC);
  private static final Drafts DRAFTS = Drafts.of(ClinicSettings.DEFAULT, CLOCK);

  @Test
  void card() {
    var writer = new CardWriter(CLOCK, ClinicSettings.DEFAULT, DRAFTS);
    var card =
        new CardPreview(writer, Milder.conclusions())
            .of(Milder.stored(), "http://127.0.0.1")
            .orElseThrow();
    assertEquals("warning", card.getString("indicator"));
    assertTrue(
        card.getString("detail").contains("Knowledge " + Milder.VERSION), card.getString("detail"));
    assertTrue(card.getString("detail").contains(Milder.CLAIM), card.getString("detail"));
    assertEquals("urgent", card.getJsonObject("extension").getString("org.plumbline.disposition"));
  }

  @Test
  void letter() {
    var clinics =
        new Clinics() {
          @Override
          public Clinic of(Tenant tenant) {
            return new Clinic(tenant, ZoneOffset.UTC, Optional.empty(), Duration.ofHours(24));
          }
        };
    var stays =
        new Standing.Line(
            Optional.empty(),
            new ResponseReference("QuestionnaireResponse/2"),
            Milder.AT,
            Urgency.AMBULANCE,
            true,
            Milder.conclusions().of(Milder.stored()).redFlags());
    var others =
        new OtherIntakes() {
          @Override
          public List<Standing.Line> staying(
              Tenant tenant, PatientReference patient, Optional<AssessmentId> shown) {
            return List.of(stays);
          }
        };
    var text =
        new Letters(
                Milder.conclusions(),
                ClinicSettings.DEFAULT,
                new ClinicFace("The clinic", Optional.empty()),
                clinics,
                others)
            .of(Tenant.DEMO, Milder.stored(), "Dana")
            .text();
    assertTrue(
        text.contains("knowledge " + Milder.VERSION + ", which does not run any more"), text);
    assertTrue(text.contains("Within 72 h"), text);
    assertTrue(text.contains("- " + Milder.TITLE + " (Within 72 h)"), text);
    assertTrue(text.contains(Milder.CLAIM), text);
    assertTrue(text.contains(Milder.TOLD), text);
    assertTrue(text.contains(stays.titles().get(0)), text);
    assertTrue(stays.titles().contains(Milder.TITLE), text);
    assertTrue(!text.contains("Emergency now"), text);
  }

  @Test
  void writeBack() {
    var resources =
        new WriteBack(
                DRAFTS,
                Milder.conclusions(),
                new Assessments() {},
                new Outbox() {},
                new Outbound(),
                null)
            .preview(Milder.stored());
    var referral =
        resources.stream()
            .filter(it -> it.getString("resourceType").equals("ServiceRequest"))
            .findFirst()
            .orElseThrow();
    assertEquals("urgent", referral.getString("priority"));
    assertTrue(referral.getString("patientInstruction").contains(Milder.TOLD), referral.toString());
  }
}
