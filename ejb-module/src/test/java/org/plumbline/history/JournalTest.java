package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Intake;

class JournalTest {
  @TempDir Path folder;

  private static Journal.Kept kept(boolean finished) {
    return new Journal.Kept(
        new AssessmentId(UUID.randomUUID()),
        Instant.EPOCH,
        "ehr",
        new Visit(
            Tenant.DEMO,
            new PatientReference("Patient/1"),
            new ResponseReference("QuestionnaireResponse/1"),
            Instant.EPOCH,
            Route.CDS_HOOKS,
            finished),
        Intake.of(List.of()));
  }

  @Test
  void answersThatWereFinishedMeanwhileAreKeptBesideTheUnfinished() {
    var journal = new Journal(folder);
    assertTrue(journal.keep(kept(false)));
    assertTrue(journal.keep(kept(true)));
    assertTrue(journal.keep(kept(true)));
    assertEquals(
        List.of(false, true),
        journal.waiting().stream().map(it -> it.kept().visit().finished()).sorted().toList());
  }

  @Test
  void whatWasRefusedIsCountedAndNotTriedAgain() {
    var journal = new Journal(folder);
    journal.keep(kept(true));
    journal.setAside(journal.waiting().get(0));
    assertTrue(journal.keep(kept(true)));
    assertEquals(0, journal.count());
    assertEquals(1, journal.refused());
    assertEquals(1, new Journal(folder).refused());
  }

  @Test
  void fileThatThisVersionCannotReadIsSetAside() throws IOException {
    var journal = new Journal(folder);
    journal.keep(kept(true));
    Files.writeString(journal.waiting().get(0).file(), "id=a later version");
    assertEquals(List.of(), journal.waiting());
    assertEquals(0, journal.count());
    assertEquals(1, journal.refused());
  }

  @Test
  void fileWithoutAPatientIsSetAside() throws IOException {
    var journal = new Journal(folder);
    journal.keep(kept(true));
    var file = journal.waiting().get(0).file();
    Files.writeString(file, Files.readString(file).replace("patient=", "person="));
    assertEquals(List.of(), journal.waiting());
    assertEquals(1, journal.refused());
  }
}
