package org.plumbline.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Conclusions;
import org.plumbline.history.KeptWords;
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

/** A version of then for which saddle numbness was urgent, and what it has recorded. */
public final class Milder {
  public static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  private Milder() {}

  public static StoredAssessment stored() {
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

  /** What it concluded, told in the words of today. */
  public static Conclusions conclusions(KnowledgeBase knowledge) {
    return new Conclusions(knowledge, new LiveKnowledge("live"), new KeptWords()) {
      @Override
      public Recorded of(StoredAssessment stored) {
        var intake = Intake.of(stored.statements());
        var told =
            Retelling.of(
                stored.knowledgeVersion(),
                stored.concluded().transcript(),
                VersionWords.of(knowledge),
                intake);
        return new Recorded(stored, intake, told, false);
      }
    };
  }
}
