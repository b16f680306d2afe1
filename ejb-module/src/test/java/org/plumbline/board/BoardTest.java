package org.plumbline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

class BoardTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Waiting waiting(Urgency urgency, Duration ago) {
    return new Waiting(
        new AssessmentId(UUID.randomUUID()),
        new PatientReference("Patient/1"),
        NOW.minus(ago),
        urgency,
        List.of(),
        new Waiting.Care(Optional.empty(), Optional.empty()),
        new Waiting.State(false, false, false));
  }

  @Test
  void theMostUrgentStandFirstThenWhoeverIsFurthestPastTheTarget() {
    var random = new Random(7);
    var all = new ArrayList<Waiting>();
    for (var i = 0; i < 500; i++) {
      all.add(
          waiting(
              Urgency.values()[random.nextInt(Urgency.values().length)],
              Duration.ofMinutes(random.nextInt(20_000))));
    }
    all.sort(Board.ORDER);
    for (var i = 1; i < all.size(); i++) {
      var one = all.get(i - 1);
      var next = all.get(i);
      assertTrue(one.urgency().compareTo(next.urgency()) >= 0);
      if (one.urgency() == next.urgency()) {
        assertTrue(
            Duration.between(one.targetAt(), NOW).compareTo(Duration.between(next.targetAt(), NOW))
                >= 0);
      }
    }
  }

  @Test
  void theTargetIsTheFirstLookThatTheKnowledgeAsksFor() {
    assertEquals(Duration.ofMinutes(15), Waiting.target(Urgency.EMERGENCY));
    assertEquals(Duration.ofHours(1), Waiting.target(Urgency.SAME_DAY));
    assertEquals(Duration.ofHours(72), Waiting.target(Urgency.URGENT));
  }

  /** 505 newer mild intakes must not push one of 600 emergencies off the board. */
  @Test
  void noEmergencyFallsOffTheBoardHoweverManyWait() {
    try (var kept = Kept.empty()) {
      for (var i = 0; i < 600; i++) {
        kept.assessment("Patient/e" + i, NOW.minus(Duration.ofHours(50)), "emergency", "saddle");
      }
      for (var i = 0; i < 505; i++) {
        kept.assessment("Patient/m" + i, NOW.minus(Duration.ofHours(1)), "routine");
      }
      var board = new Board(Clock.fixed(NOW, ZoneOffset.UTC), kept.conclusions());
      kept.give(board);
      var waiting = board.waiting(Kept.TENANT);
      assertEquals(600, waiting.stream().filter(it -> it.urgency() == Urgency.EMERGENCY).count());
      assertEquals(1100, waiting.size());
      assertEquals(
          Map.of(Urgency.EMERGENCY, 600L, Urgency.ROUTINE, 505L), board.counts(Kept.TENANT));
      assertEquals(Urgency.EMERGENCY, waiting.get(599).urgency());
    }
  }

  @Test
  void unfinishedAndMilderAnswersStandBesideTheEmergency() {
    try (var kept = Kept.empty()) {
      var first = kept.assessment("Patient/1", NOW.minusSeconds(900), "emergency", "saddle");
      var draft = kept.unfinished("Patient/1", NOW.minusSeconds(60), "urgent");
      var board = new Board(Clock.fixed(NOW, ZoneOffset.UTC), kept.conclusions());
      kept.give(board);
      var waiting = board.waiting(Kept.TENANT);
      assertEquals(List.of(first, draft), waiting.stream().map(it -> it.id().value()).toList());
      assertEquals(List.of(true, false), waiting.stream().map(Waiting::earlier).toList());
      assertEquals(List.of(false, true), waiting.stream().map(Waiting::unfinished).toList());
      kept.decide(first);
      assertEquals(
          List.of(draft), board.waiting(Kept.TENANT).stream().map(it -> it.id().value()).toList());
    }
  }

  @Test
  void whoIsWorseInARecheckStandsBeforeEverybodyMilderAndOnce() {
    try (var kept = Kept.empty()) {
      kept.assessment("Patient/1", NOW.minus(Duration.ofDays(3)), "self-care");
      var waits = kept.assessment("Patient/2", NOW.minus(Duration.ofDays(4)), "urgent");
      var mild = kept.assessment("Patient/3", NOW.minus(Duration.ofDays(5)), "routine");
      var worse = kept.assessment("Patient/1", NOW.minusSeconds(5), "emergency", "saddle");
      var board = new Board(Clock.fixed(NOW, ZoneOffset.UTC), kept.conclusions());
      kept.give(board);
      assertEquals(
          List.of(worse, waits, mild),
          board.waiting(Kept.TENANT).stream().map(it -> it.id().value()).toList());
    }
  }

  /** One chart that is opened again and again must not make the board of the clinic wait. */
  @Test
  void fourTimesTheAnswersOfOnePatientAreFourTimesTheRowsToLookAt() {
    var few = scanned(200);
    var many = scanned(800);
    assertTrue(many < 6 * few, few + " " + many);
  }

  private static long scanned(int answers) {
    try (var kept = Kept.empty()) {
      var first = kept.assessment("Patient/1", NOW.minusSeconds(answers + 1L), "routine");
      kept.decide(first);
      for (var i = 0; i < answers; i++) {
        var flag = i % 2 == 0 ? "saddle" : "aorta";
        kept.assessment("Patient/1", NOW.minusSeconds(answers - i), "emergency", flag);
      }
      return kept.scanned("select count(*) " + Board.WAITING, NOW.minus(Duration.ofDays(14)));
    }
  }
}
