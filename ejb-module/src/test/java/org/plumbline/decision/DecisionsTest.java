package org.plumbline.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

class DecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(Clock.fixed(NOW, ZoneOffset.UTC)));
  private final Decisions decisions = kept.give(new Decisions(followUps));
  private final AssessmentId assessment =
      new AssessmentId(kept.assessment("Patient/1", NOW, "emergency", "saddle"));

  @AfterEach
  void close() {
    kept.close();
  }

  private Decision decision(Decision.Kind kind, Optional<UUID> replaces, Duration later) {
    return new Decision(
        UUID.randomUUID(),
        Kept.TENANT,
        assessment,
        NOW.plus(later),
        kind,
        Urgency.ROUTINE,
        "examined-normal",
        Optional.of("sensation normal"),
        "Dr A",
        replaces);
  }

  @Test
  void aDecisionIsFoundAsItWasGiven() {
    var decision = decision(Decision.Kind.CHANGED, Optional.empty(), Duration.ZERO);
    assertTrue(decisions.add(decision));
    assertEquals(List.of(decision), decisions.about(Kept.TENANT, assessment));
    assertEquals(
        Map.of(assessment, List.of(decision)), decisions.about(Kept.TENANT, List.of(assessment)));
  }

  @Test
  void aCorrectionStandsBeforeWhatItCorrects() {
    var first = decision(Decision.Kind.CHANGED, Optional.empty(), Duration.ZERO);
    var second = decision(Decision.Kind.CONFIRMED, Optional.of(first.id()), Duration.ofMinutes(1));
    assertTrue(decisions.add(first));
    assertTrue(decisions.add(second));
    assertEquals(List.of(second, first), decisions.about(Kept.TENANT, assessment));
  }

  @Test
  void ofTwoWhoDecideInViewOfTheSameOneIsRefused() {
    assertTrue(decisions.add(decision(Decision.Kind.CHANGED, Optional.empty(), Duration.ZERO)));
    assertFalse(
        decisions.add(decision(Decision.Kind.CONFIRMED, Optional.empty(), Duration.ofSeconds(1))));
    assertEquals(1, decisions.about(Kept.TENANT, assessment).size());
  }

  @Test
  void whoDecidesHasAcknowledged() {
    var acknowledge =
        new FollowUp(
            UUID.randomUUID(),
            Kept.TENANT,
            new PatientReference("Patient/1"),
            Optional.of(assessment),
            Optional.of("emergency"),
            "acknowledge",
            NOW,
            NOW,
            State.SCHEDULED,
            Optional.empty());
    followUps.add(acknowledge, true);
    decisions.add(decision(Decision.Kind.CONFIRMED, Optional.empty(), Duration.ZERO));
    kept.written();
    assertEquals(
        State.DONE, followUps.find(Kept.TENANT, acknowledge.id()).orElseThrow().followUp().state());
  }

  @Test
  void anotherClinicFindsNothing() {
    decisions.add(decision(Decision.Kind.CONFIRMED, Optional.empty(), Duration.ZERO));
    assertEquals(List.of(), decisions.about(new Tenant("other"), assessment));
    assertEquals(Map.of(), decisions.about(Kept.TENANT, List.of()));
  }
}
