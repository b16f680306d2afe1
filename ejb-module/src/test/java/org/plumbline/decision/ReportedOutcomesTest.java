package org.plumbline.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class ReportedOutcomesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(Clock.fixed(NOW, ZoneOffset.UTC)));
  private final ReportedOutcomes outcomes = kept.give(new ReportedOutcomes(followUps));
  private final AssessmentId assessment =
      new AssessmentId(kept.assessment("Patient/1", NOW, "emergency", "saddle", "retention"));

  @AfterEach
  void close() {
    kept.close();
  }

  private Outcome outcome(Said arrived, Found found, String... explains) {
    return new Outcome(
        Kept.TENANT,
        assessment,
        NOW,
        arrived,
        Said.UNKNOWN,
        found,
        List.of(explains),
        Optional.of("told by telephone"),
        "Dr A");
  }

  private UUID asked(String code) {
    var asked =
        new FollowUp(
            UUID.randomUUID(),
            Kept.TENANT,
            new PatientReference("Patient/1"),
            Optional.of(assessment),
            Optional.of("emergency"),
            code,
            NOW,
            NOW.plus(Duration.ofDays(1)),
            State.SCHEDULED,
            Optional.empty());
    followUps.add(asked, false);
    return asked.id();
  }

  private State state(UUID id) {
    kept.written();
    return followUps.find(Kept.TENANT, id).orElseThrow().followUp().state();
  }

  @Test
  void anOutcomeIsFoundAsItWasToldWithWhatItExplains() {
    var told = outcome(Said.YES, Found.SERIOUS, "retention", "saddle");
    assertEquals(1, outcomes.add(told));
    assertEquals(List.of(told), outcomes.of(Kept.TENANT, assessment));
    assertEquals(Optional.of(told), outcomes.find(Kept.TENANT, assessment, 1));
    assertEquals(Map.of(assessment, List.of(told)), outcomes.of(Kept.TENANT, List.of(assessment)));
  }

  @Test
  void theLastOneHolds() {
    var first = outcome(Said.UNKNOWN, Found.UNKNOWN);
    var second = outcome(Said.YES, Found.NOTHING_SERIOUS);
    assertEquals(1, outcomes.add(first));
    assertEquals(2, outcomes.add(second));
    assertEquals(List.of(second, first), outcomes.of(Kept.TENANT, assessment));
  }

  @Test
  void whoTellsHasAnsweredTheQuestionAndAnArrivalOnlyWhenTheyArrived() {
    var asked = asked("outcome");
    var arrival = asked("arrival");
    outcomes.add(outcome(Said.NO, Found.UNKNOWN));
    assertEquals(State.DONE, state(asked));
    assertEquals(State.SCHEDULED, state(arrival));
    outcomes.add(outcome(Said.YES, Found.UNKNOWN));
    assertEquals(State.DONE, state(arrival));
  }

  @Test
  void anotherClinicFindsNothing() {
    outcomes.add(outcome(Said.YES, Found.UNKNOWN));
    assertEquals(List.of(), outcomes.of(new Tenant("other"), assessment));
    assertEquals(Optional.empty(), outcomes.find(Kept.TENANT, assessment, 2));
    assertEquals(Map.of(), outcomes.of(Kept.TENANT, List.of()));
  }
}
