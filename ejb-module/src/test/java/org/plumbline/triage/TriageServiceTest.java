package org.plumbline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJBException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;

class TriageServiceTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Intake NOBODY = Intake.of(List.of());
  private static final AssessmentId ID = new AssessmentId(new UUID(0, 1));
  private static final Visit VISIT =
      new Visit(
          Tenant.DEMO,
          new PatientReference("Patient/1"),
          new ResponseReference("QuestionnaireResponse/1"),
          Instant.EPOCH,
          Route.CDS_HOOKS);

  /** The database, as it is and as it is away. */
  private static final class Database extends Assessments {
    private final boolean away;

    Database(boolean away) {
      this.away = away;
    }

    @Override
    public AssessmentId add(Visit visit, Intake intake, Assessment assessment) {
      if (away) {
        throw new EJBException("away");
      }
      return ID;
    }
  }

  @Test
  void assessmentIsRecordedAndNamed() {
    var recorded = new TriageService(KNOWLEDGE, new Database(false)).assess(VISIT, NOBODY);
    assertEquals(Optional.of(ID), recorded.id());
  }

  @Test
  void answerIsNotWithheldWhenItCannotBeRecorded() {
    var recorded = new TriageService(KNOWLEDGE, new Database(true)).assess(VISIT, NOBODY);
    assertEquals(Optional.empty(), recorded.id());
    assertEquals(Urgency.URGENT, recorded.assessment().urgency());
  }
}
