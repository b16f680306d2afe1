package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxWatchTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Backlog backlog(String client, Duration age) {
    return new Backlog(client, 3, NOW.minus(age), NOW);
  }

  @Test
  void aReceiverThatIsStartedAgainIsBackBefore() {
    assertEquals(
        Optional.empty(),
        OutboxWatch.what(List.of(backlog("ehr", Duration.ofMinutes(15))), 0, NOW));
  }

  @Test
  void whatWaitsLongerIsSaidOfEachClient() {
    var what =
        OutboxWatch.what(
            List.of(
                backlog("one", Duration.ofMinutes(16)),
                backlog("two", Duration.ofMinutes(1)),
                backlog("three", Duration.ofHours(1))),
            0,
            NOW);
    assertEquals(
        Optional.of(
            "3 wait for one, the oldest since 2026-11-26T11:44:00Z; 3 wait for three, the oldest since 2026-11-26T11:00:00Z"),
        what);
  }

  @Test
  void whatWasGivenUpIsSaidBesideIt() {
    assertEquals(
        Optional.of("2 could not be sent; see /app/messages"), OutboxWatch.what(List.of(), 2, NOW));
    assertTrue(
        OutboxWatch.what(List.of(backlog("one", Duration.ofHours(1))), 2, NOW)
            .orElseThrow()
            .endsWith("; 2 could not be sent; see /app/messages"));
  }
}
