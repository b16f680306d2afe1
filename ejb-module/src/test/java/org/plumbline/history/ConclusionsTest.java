package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.board.Board;
import org.plumbline.board.BoardQuery;
import org.plumbline.database.Part;
import org.plumbline.governance.KnowledgeStore;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Retelling;
import org.plumbline.kb.Transcript;
import org.plumbline.kb.VersionWords;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

class ConclusionsTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final LiveKnowledge LIVE = new LiveKnowledge(KnowledgeJar.live().hash());
  private static final LiveKnowledge OTHER = new LiveKnowledge("0".repeat(64));
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final Intake INTAKE =
      Intake.of(
          List.of(
              new Statement(
                  Fact.SADDLE_NUMBNESS,
                  Presence.PRESENT,
                  Provenance.of("QuestionnaireResponse/1", AT))));

  private final Kept kept = Kept.empty();
  private final Conclusions conclusions = kept.conclusions(LIVE);

  @AfterEach
  void close() {
    kept.close();
  }

  private Recorded recorded(LiveKnowledge by, Assessment assessment) {
    var assessments =
        kept.give(new Assessments(Clock.systemUTC(), new Fired<>(), new Fired<>(), by));
    var visit =
        new Visit(
            Kept.TENANT,
            new PatientReference("Patient/1"),
            new ResponseReference("QuestionnaireResponse/1"),
            AT,
            Route.CDS_HOOKS);
    var id = assessments.add(new AssessmentId(UUID.randomUUID()), visit, INTAKE, assessment);
    return conclusions.of(assessments.find(Kept.TENANT, id).orElseThrow());
  }

  /** As a version that found the same sign less urgent and had other words for it. */
  private static Assessment milder() {
    return Retelling.of(
        "0.9.0",
        Transcript.of(KNOWLEDGE.assess(INTAKE)).stream()
            .filter(it -> !it.startsWith("red-flag") || it.contains("saddle-sensory-change"))
            .map(it -> it.replace(" emergency", " urgent"))
            .toList(),
        VersionWords.of(KNOWLEDGE),
        INTAKE);
  }

  @Test
  void liveKnowledgeSaysAllThatItSaidThen() {
    var recorded = recorded(LIVE, KNOWLEDGE.assess(INTAKE));
    assertTrue(recorded.live());
    assertEquals(KNOWLEDGE.assess(INTAKE), recorded.concluded());
    assertEquals(Optional.empty(), conclusions.today(recorded));
    assertEquals(Optional.empty(), recorded.anotherVersion());
  }

  /** Words that the other version had. */
  private void keepWords() {
    var texts = new HashMap<>(VersionWords.of(KNOWLEDGE).texts());
    texts.put("rule/saddle-sensory-change/claim", "So it was claimed then.");
    kept.with(
        database -> {
          database
              .createStatement()
              .execute(
                  "insert into knowledge (hash, version, stored_at) values ('%s', '0.9.0', current_timestamp)"
                      .formatted(OTHER.hash()));
          new KnowledgeStore(database).add(OTHER, texts);
        });
  }

  @Test
  void anotherVersionSaysWhatItConcludedInItsWords() {
    keepWords();
    var recorded = recorded(OTHER, milder());
    assertFalse(recorded.live());
    assertEquals(Urgency.URGENT, recorded.concluded().urgency());
    assertEquals(
        List.of("saddle-sensory-change"),
        recorded.concluded().redFlags().stream().map(it -> it.id()).toList());
    assertEquals(
        "So it was claimed then.", recorded.concluded().reason("saddle-sensory-change").claim());
    assertEquals("0.9.0", recorded.concluded().knowledgeVersion());
    assertEquals(
        Optional.of("Concluded by knowledge 0.9.0, which does not run any more."),
        recorded.anotherVersion());
    assertEquals(
        Urgency.EMERGENCY, conclusions.today(recorded).map(Assessment::urgency).orElseThrow());
  }

  @Test
  void listsTellRedFlagsInTheWordsOfTheVersionThatFoundThem() {
    keepWords();
    recorded(OTHER, KNOWLEDGE.assess(INTAKE));
    kept.written();
    var clock = Clock.fixed(AT.plusSeconds(3600), ZoneOffset.UTC);
    var patient = new PatientReference("Patient/1");
    var standing = kept.give(new Standing(clock, conclusions)).of(Kept.TENANT, patient);
    var board = kept.give(new Board(clock, conclusions));
    var history = BoardQuery.historyOf(Kept.TENANT, patient, new Part(Optional.empty(), 0, 10));
    var before =
        kept.give(new VisitsBefore(conclusions)).before(Kept.TENANT, patient, clock.instant());
    for (var flags :
        List.of(
            standing.get(0).flags(),
            board.lines(history).get(0).redFlags(),
            board.waiting(Kept.TENANT).get(0).redFlags(),
            before.orElseThrow().flags().stream().map(VisitBefore.Flag::reason).toList())) {
      assertEquals("saddle-sensory-change", flags.get(0).rule());
      assertEquals("So it was claimed then.", flags.get(0).claim());
    }
    assertTrue(before.orElseThrow().flags().get(0).known().contains(Fact.SADDLE_NUMBNESS.code()));
  }

  @Test
  void versionWhoseWordsWereNotKeptIsToldInThoseOfToday() {
    var recorded = recorded(OTHER, milder());
    assertEquals(Urgency.URGENT, recorded.concluded().urgency());
    assertEquals(
        KNOWLEDGE.rule("saddle-sensory-change").orElseThrow().claim(),
        recorded.concluded().reason("saddle-sensory-change").claim());
  }
}
