package org.plumbline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

class TriageBoardTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Waiting waiting(Urgency urgency, Duration ago) {
    return new Waiting(
        new AssessmentId(UUID.randomUUID()),
        new PatientReference("Patient/1"),
        NOW.minus(ago),
        urgency,
        false,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false);
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
    all.sort(TriageBoard.ORDER);
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
}
