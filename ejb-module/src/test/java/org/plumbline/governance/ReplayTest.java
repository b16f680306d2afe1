package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Fired;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.history.Visit;
import org.plumbline.kb.edge.Edge;
import org.plumbline.kb.fact.Fact;

class ReplayTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Visit VISIT = Known.visit("Patient/1", "QuestionnaireResponse/1", NOW);

  private final Kept kept = Kept.empty();
  private final Edge edge = new Edge(Known.KNOWLEDGE);
  private final AssessmentId recorded = record();

  @AfterEach
  void close() {
    kept.close();
  }

  private AssessmentId record() {
    var assessments =
        kept.give(
            new Assessments(
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Fired<>(it -> {}),
                new Fired<>(it -> {}),
                new LiveKnowledge("live")));
    var intake = Known.yes(VISIT, Fact.SADDLE_NUMBNESS);
    return assessments.add(
        new AssessmentId(new UUID(0, 7)), VISIT, intake, Known.KNOWLEDGE.assess(intake));
  }

  private Optional<Replay.Report> one(Tenant tenant, AssessmentId id, boolean loaded) {
    var found = new ArrayList<Optional<Replay.Report>>();
    kept.with(
        it -> {
          var replay = new Replay(it);
          found.add((loaded ? replay.with("live", edge) : replay).one(tenant, id, edge));
        });
    return found.get(0);
  }

  private Replay.Summary all() {
    var found = new ArrayList<Replay.Summary>();
    kept.with(it -> found.add(new Replay(it).with("live", edge).all()));
    return found.get(0);
  }

  @Test
  void theKnowledgeOfThenConcludesTheSame() {
    var report = one(Kept.TENANT, recorded, true).orElseThrow();
    assertEquals(Optional.of(true), report.sameAsRecorded());
    assertEquals(report.recorded(), report.now());
    assertEquals(List.of(), report.changes());
    assertEquals(new Replay.Summary(1, List.of(), 0), all());
  }

  @Test
  void aTranscriptThatDiffersIsNamed() {
    kept.with(
        it -> {
          try (var statement = it.createStatement()) {
            statement.executeUpdate(
                "update assessment set transcript = 'disposition other routine'");
          }
        });
    var report = one(Kept.TENANT, recorded, true).orElseThrow();
    assertEquals(Optional.of(false), report.sameAsRecorded());
    assertTrue(report.changes().contains("-disposition other routine"));
    assertEquals(List.of(recorded), all().different());
  }

  @Test
  void withoutItsKnowledgeNobodyCanTell() {
    assertEquals(
        Optional.empty(), one(Kept.TENANT, recorded, false).orElseThrow().sameAsRecorded());
  }

  @Test
  void anotherClinicAndAnErasedPatientHaveNothingToReplay() {
    assertEquals(Optional.empty(), one(new Tenant("other"), recorded, true));
    kept.with(
        it -> {
          try (var statement = it.createStatement()) {
            statement.executeUpdate("update assessment set patient = 'erased'");
          }
        });
    assertEquals(Optional.empty(), one(Kept.TENANT, recorded, true));
    assertEquals(new Replay.Summary(0, List.of(), 0), all());
  }
}
