package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.plumbline.board.Board;
import org.plumbline.board.BoardLine;
import org.plumbline.board.BoardQuery;
import org.plumbline.client.Tenant;
import org.plumbline.decision.Decision;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.diary.Diary;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.diary.DiaryEntry.Trained;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.house.Codes;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.web.Milder;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Callers;

class PatientRecordResourceTest {
  private static final StoredAssessment STORED = Milder.stored();

  @Test
  void recordSaysWhatTheVersionOfThenConcluded() throws IOException {
    var pdf = resource().record("1");
    try (var document = Loader.loadPDF(pdf)) {
      var text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertTrue(text.contains("red flag: " + Milder.TITLE), text);
      assertTrue(text.contains("knowledge " + Milder.VERSION), text);
      assertTrue(text.contains("Within 72 h"), text);
      assertTrue(text.contains("2026-11-26 pain 4, trained light"), text);
    }
  }

  @Test
  void recordShowsNoCodeOfAFactOfAReasonOrOfAFollowUp() throws IOException {
    try (var document = Loader.loadPDF(resource().record("1"))) {
      var text = new PDFTextStripper().getText(document);
      assertEquals(List.of(), Codes.in(text), text);
      assertTrue(text.contains("Long-standing, unchanged"), text);
      for (var code : List.of("long-standing-unchanged", "re-screen", "same-day")) {
        assertFalse(text.contains(code), text);
      }
    }
  }

  /** Somebody who has said all that can be said. */
  private static StoredAssessment saidAll() {
    var from = Provenance.of("QuestionnaireResponse/1", Milder.AT);
    var statements = new ArrayList<Statement>();
    for (var fact : Fact.values()) {
      Value value =
          switch (fact.kind()) {
            case FINDING -> Presence.PRESENT;
            case READING -> new Reading(fact.low());
            case CHOICE -> fact.options().get(0);
          };
      statements.add(new Statement(fact, value, from));
    }
    return new StoredAssessment(
        STORED.id(),
        STORED.patient(),
        STORED.answeredAt(),
        STORED.recordedAt(),
        true,
        statements,
        Optional.empty(),
        STORED.concluded());
  }

  private static Decision changed() {
    return new Decision(
        new UUID(0, 2),
        Tenant.DEMO,
        STORED.id(),
        Milder.AT,
        Decision.Kind.CHANGED,
        Urgency.SAME_DAY,
        OverrideReason.LONG_STANDING_UNCHANGED.code(),
        Optional.empty(),
        "Practitioner/1",
        Optional.empty());
  }

  private static FollowUp askedAgain() {
    return new FollowUp(
        new UUID(0, 3),
        Tenant.DEMO,
        STORED.patient(),
        Optional.of(STORED.id()),
        Optional.of("routine"),
        "re-screen",
        Milder.AT,
        Milder.AT,
        FollowUp.State.SCHEDULED,
        Optional.empty());
  }

  private static PatientRecordResource resource() {
    return new PatientRecordResource(
        new Board() {
          @Override
          public List<BoardLine> lines(BoardQuery sought) {
            return List.of(line());
          }
        },
        new Assessments() {
          @Override
          public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
            return Optional.of(saidAll());
          }
        },
        new Decisions() {
          @Override
          public List<Decision> about(Tenant tenant, AssessmentId assessment) {
            return List.of(changed());
          }
        },
        new ReportedOutcomes() {
          @Override
          public List<Outcome> of(Tenant tenant, AssessmentId assessment) {
            return List.of();
          }
        },
        new FollowUps() {
          @Override
          public List<FollowUp> find(Query query) {
            return List.of(askedAgain());
          }
        },
        new Diary() {
          @Override
          public List<DiaryEntry> of(Tenant tenant, PatientReference patient) {
            return List.of(new DiaryEntry(LocalDate.of(2026, 11, 26), 4, Trained.LIGHT));
          }
        },
        new Callers() {
          @Override
          public Caller current() {
            return Caller.guest("test", Tenant.DEMO, Optional.empty());
          }

          @Override
          public void accessed(PatientReference patient) {}
        });
  }

  private static BoardLine line() {
    return new BoardLine(
        STORED.id(),
        STORED.patient(),
        STORED.answeredAt(),
        STORED.recordedAt(),
        STORED.urgency(),
        Milder.conclusions().of(STORED).redFlags(),
        new BoardLine.Standing(false, STORED.knowledgeVersion(), true, false, true));
  }
}
