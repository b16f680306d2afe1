package org.plumbline.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class OutcomesTest {
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-12-01T00:00:00Z");

  private final Hand clock = new Hand(FROM.plusSeconds(60));
  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(clock));
  private final Outcomes outcomes = kept.give(new Outcomes());

  @AfterEach
  void close() {
    kept.close();
  }

  private void pain(String patient, Duration after, double level) {
    var id = kept.assessment(patient, FROM.plus(after), "routine");
    kept.with(
        it -> {
          try (var update =
              it.prepareStatement("update assessment set statements = ? where id = ?")) {
            update.setString(1, "@Q/1\t0\npain-now\t%s\t+\t=\n".formatted(level));
            update.setObject(2, id);
            update.executeUpdate();
          }
        });
  }

  private void followUp(String code, State state) {
    followUps.add(
        new FollowUp(
            UUID.randomUUID(),
            Kept.TENANT,
            new PatientReference("Patient/1"),
            Optional.empty(),
            Optional.empty(),
            code,
            FROM,
            FROM.plusSeconds(60),
            state,
            Optional.empty()),
        false);
  }

  @Test
  void painIsAveragedByTheDayAfterTheFirstAnswers() {
    pain("Patient/1", Duration.ZERO, 8);
    pain("Patient/2", Duration.ofDays(3), 6);
    pain("Patient/1", Duration.ofDays(5), 4);
    pain("Patient/2", Duration.ofDays(6), 2);
    var figures = outcomes.of(Kept.TENANT, FROM, BEFORE);
    assertEquals(4, figures.answers());
    assertEquals(List.of(new Outcomes.Day(0, 7, 2), new Outcomes.Day(3, 3, 2)), figures.pain());
  }

  @Test
  void followUpsAreCountedByKindAndWhereTheyStand() {
    followUp("call", State.DONE);
    followUp("call", State.DUE);
    followUp("call", State.CANCELLED);
    followUp("re-screen", State.SCHEDULED);
    var counts = outcomes.of(Kept.TENANT, FROM, BEFORE).followUps();
    assertEquals(new Outcomes.Counts(1, 1, 1), counts.get("call"));
    assertEquals(33, counts.get("call").percent());
    assertEquals(0, counts.get("re-screen").percent());
  }

  @Test
  void anotherTimeAndAnotherClinicHaveNothing() {
    pain("Patient/1", Duration.ZERO, 8);
    assertEquals(0, outcomes.of(Kept.TENANT, BEFORE, BEFORE.plusSeconds(1)).answers());
    assertEquals(0, outcomes.of(new Tenant("other"), FROM, BEFORE).answers());
  }
}
