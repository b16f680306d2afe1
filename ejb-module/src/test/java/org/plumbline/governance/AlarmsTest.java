package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.AuditTrail;
import org.plumbline.governance.Alarms.Kind;
import org.plumbline.governance.Alarms.Subject;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class AlarmsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Subject RULE = new Subject(Kind.SURGE, "saddle");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final Alarms alarms = kept.give(new Alarms(kept.give(new AuditTrail(clock)), clock));

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void anAlarmIsRaisedOnceAndAudited() {
    alarms.raise(RULE, "fires far more often");
    clock.move(Duration.ofMinutes(1));
    alarms.raise(RULE, "fires even more often");
    assertEquals(
        List.of(new Alarms.Alarm(Kind.SURGE, "saddle", NOW, "fires far more often")),
        alarms.open());
    assertEquals(
        1,
        kept.number(
            "select count(*) from audit_event where action = 'alarm' and about = 'saddle'"));
  }

  @Test
  void whatIsClearedIsRaisedAnew() {
    alarms.raise(RULE, "fires far more often");
    alarms.clear(RULE);
    assertEquals(List.of(), alarms.open());
    clock.move(Duration.ofMinutes(1));
    alarms.raise(RULE, "again");
    assertEquals(NOW.plusSeconds(60), alarms.open().get(0).raisedAt());
    assertEquals(2, kept.number("select count(*) from alarm"));
  }

  @Test
  void whatIsNotOpenIsNotCleared() {
    alarms.raise(RULE, "fires far more often");
    alarms.clear(new Subject(Kind.SILENCE, "saddle"));
    alarms.clear(new Subject(Kind.SURGE, "night-pain"));
    assertEquals(1, alarms.open().size());
  }

  @Test
  void subjectsAreThoseOfTheKind() {
    alarms.raise(RULE, "more");
    alarms.raise(new Subject(Kind.SILENCE, "fracture"), "less");
    assertEquals(List.of("saddle"), alarms.subjects(Kind.SURGE));
    assertEquals(List.of(), alarms.subjects(Kind.CANARY));
  }

  @Test
  void aLongTextIsCut() {
    alarms.raise(RULE, "x".repeat(10_000));
    assertEquals(4000, alarms.open().get(0).what().length());
  }
}
