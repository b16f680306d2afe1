package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
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
      assertTrue(text.contains("urgent"), text);
    }
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
            return Optional.of(STORED);
          }
        },
        new Decisions() {
          @Override
          public List<Decision> about(Tenant tenant, AssessmentId assessment) {
            return List.of();
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
            return List.of();
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
