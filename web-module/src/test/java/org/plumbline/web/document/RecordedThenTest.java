package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Conclusions;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.history.Recorded;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.StoredAssessment.Concluded;
import org.plumbline.history.StoredAssessment.Version;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Retelling;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

class CardPreviewTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);

  /** A version for which saddle numbness was urgent and no emergency. */
  private static StoredAssessment milder() {
    var said =
        new Statement(
            Fact.SADDLE_NUMBNESS,
            Presence.PRESENT,
            new Provenance("QuestionnaireResponse/1", Optional.empty(), AT));
    return new StoredAssessment(
        new AssessmentId(new UUID(0, 1)),
        new PatientReference("Patient/1"),
        AT,
        AT,
        true,
        List.of(said),
        Optional.empty(),
        new Concluded(
            new Version("0.9.0", new Version.Hash("other")),
            "urgent",
            false,
            List.of("saddle-sensory-change"),
            List.of(
                "disposition most-urgent-red-flag urgent saddle-numbness",
                "red-flag saddle-sensory-change urgent saddle-numbness")));
  }

  @Test
  void cardSaysWhatTheVersionOfThenConcluded() {
    var then =
        new Conclusions(KNOWLEDGE, new LiveKnowledge("live")) {
          @Override
          public Recorded of(StoredAssessment stored) {
            var intake = Intake.of(stored.statements());
            var told =
                Retelling.of(
                    stored.knowledgeVersion(),
                    stored.concluded().transcript(),
                    VersionWords.of(KNOWLEDGE),
                    intake);
            return new Recorded(stored, intake, told, false);
          }
        };
    var writer =
        new CardWriter(CLOCK, ClinicSettings.DEFAULT, Drafts.of(ClinicSettings.DEFAULT, CLOCK));
    var card = new CardPreview(writer, then).of(milder(), "http://127.0.0.1").orElseThrow();
    assertEquals("warning", card.getString("indicator"));
    assertTrue(card.getString("detail").contains("Knowledge 0.9.0"), card.getString("detail"));
    assertEquals("urgent", card.getJsonObject("extension").getString("org.plumbline.disposition"));
  }
}
