package org.plumbline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJBException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.Assessments;
import org.plumbline.history.Fired;
import org.plumbline.history.Hand;
import org.plumbline.history.Journal;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Fact;

class JournalTimerTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.empty();
  private final ArrayList<AssessmentRecorded> recorded = new ArrayList<>();
  private @Nullable EJBException fault;
  private final Assessments assessments =
      kept.give(
          new Assessments(
              clock, new Fired<>(recorded::add), new Fired<>(it -> {}), new LiveKnowledge("live")) {
            @Override
            public AssessmentId addLate(Journal.Kept late, Assessment assessment) {
              if (fault != null) {
                throw fault;
              }
              return super.addLate(late, assessment);
            }
          });

  @AfterEach
  void close() {
    kept.close();
  }

  private Journal journal() {
    var visit = Known.visit("Patient/1", "QuestionnaireResponse/1", NOW);
    var journal = new Journal(folder);
    journal.keep(
        new Journal.Kept(
            new AssessmentId(new UUID(0, 1)),
            NOW,
            "ehr",
            visit,
            Known.yes(visit, Fact.SADDLE_NUMBNESS)));
    return journal;
  }

  private void replay(Journal journal) {
    new JournalTimer(Known.KNOWLEDGE, assessments, journal).replay();
  }

  @Test
  void whatWaitsIsRecordedOnceUnderItsIdAndItsAuthor() {
    var journal = journal();
    replay(journal);
    assertEquals(0, journal.count());
    assertEquals(new AssessmentId(new UUID(0, 1)), recorded.get(0).id());
    assertEquals(Optional.of("ehr"), recorded.get(0).author());
    replay(journal());
    assertEquals(1, recorded.size());
    assertEquals(1, kept.number("select count(*) from assessment"));
  }

  @Test
  void withoutADatabaseItWaits() {
    var journal = journal();
    fault = new EJBException(new SQLException("away", "08006"));
    replay(journal);
    assertEquals(1, journal.count());
    fault = null;
    replay(journal);
    assertEquals(0, journal.count());
  }

  @Test
  void whatCanNeverBeRecordedIsSetAside() {
    var journal = journal();
    fault = new EJBException(new SQLException("too long", "22001"));
    replay(journal);
    assertEquals(0, journal.count());
    assertEquals(1, journal.refused());
  }

  @Test
  void aFaultOfOursIsTriedAgain() {
    var journal = journal();
    fault = new EJBException(new IllegalStateException("ours"));
    replay(journal);
    assertEquals(1, journal.count());
    assertEquals(0, journal.refused());
  }
}
