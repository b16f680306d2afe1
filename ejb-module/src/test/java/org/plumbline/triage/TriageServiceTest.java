package org.plumbline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJBException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

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
    public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
      if (away) {
        throw new EJBException("away");
      }
      return ID;
    }
  }

  @TempDir Path folder;

  private TriageService service(boolean away) {
    return new TriageService(
        KNOWLEDGE,
        new Database(away),
        new Journal(folder.resolve("journal")),
        Clock.systemUTC(),
        new AuditTrail(Clock.systemUTC()) {
          @Override
          public String caller() {
            return "ehr";
          }
        });
  }

  private static Intake numb() {
    return Intake.of(
        List.of(
            new Statement(
                Fact.of("saddle-numbness").orElseThrow(),
                Presence.PRESENT,
                Provenance.of("QuestionnaireResponse/1", Instant.EPOCH)
                    .answering("saddle-numbness"))));
  }

  @Test
  void assessmentIsRecordedAndNamed() {
    var recorded = service(false).assess(VISIT, NOBODY);
    assertEquals(Optional.of(ID), recorded.id());
  }

  @Test
  void answerIsNotWithheldWhenItCannotBeRecorded() {
    var recorded = service(true).assess(VISIT, NOBODY);
    assertEquals(Optional.empty(), recorded.id());
    assertEquals(Urgency.URGENT, recorded.assessment().urgency());
    assertEquals(0, new Journal(folder.resolve("journal")).count());
  }

  @Test
  void whatMustNotBeLostIsKeptOnceForThisUserAlone() throws IOException {
    for (var i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), service(true).assess(VISIT, numb()).id());
    }
    var journal = new Journal(folder.resolve("journal"));
    var waiting = journal.waiting();
    assertEquals(1, waiting.size());
    var kept = waiting.get(0).kept();
    assertEquals(VISIT, kept.visit());
    assertEquals("ehr", kept.author());
    assertEquals(numb().statements(), kept.intake().statements());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(waiting.get(0).file())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("journal"))));
    journal.done(waiting.get(0));
    assertEquals(0, journal.count());
  }
}
