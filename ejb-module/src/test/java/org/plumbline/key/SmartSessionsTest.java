package org.plumbline.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Client;
import org.plumbline.client.Clinicians;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class SmartSessionsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Client CLIENT = Clinicians.ehr("ehr");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.empty();
  private final SmartSessions sessions = kept.give(new SmartSessions(clock));

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void aSessionIsFoundUntilItExpires() {
    sessions.add("a", CLIENT, Duration.ofMinutes(5), "sealed");
    assertEquals(Optional.of("sealed"), sessions.find("a"));
    assertEquals(Optional.empty(), sessions.find("b"));
    clock.move(Duration.ofMinutes(5));
    assertEquals(Optional.of("sealed"), sessions.find("a"));
    clock.move(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), sessions.find("a"));
  }

  @Test
  void aSessionIsTakenOnce() {
    sessions.add("a", CLIENT, Duration.ofMinutes(5), "sealed");
    assertEquals(Optional.of("sealed"), sessions.take("a"));
    assertEquals(Optional.empty(), sessions.take("a"));
  }

  @Test
  void whatHasExpiredIsForgottenWithTheNextOne() {
    sessions.add("a", CLIENT, Duration.ofMinutes(5), "sealed");
    clock.move(Duration.ofMinutes(6));
    sessions.add("b", CLIENT, Duration.ofMinutes(5), "sealed");
    assertEquals(1, kept.number("select count(*) from smart_session"));
  }
}
