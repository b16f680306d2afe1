package org.plumbline.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.web.security.ServerSettings.Tls;

class RateLimitTest {
  /** A clock that the test moves. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-11-26T10:00:30Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Hand clock = new Hand();
  private final RateLimit limit =
      new RateLimit(new ServerSettings(false, Optional.empty(), Tls.NONE, 3), clock);

  @Test
  void fourthCallOfAMinuteWaitsForTheNextOne() {
    for (var call = 0; call < 3; call++) {
      assertTrue(limit.allows("ehr-a"));
    }
    assertFalse(limit.allows("ehr-a"));
    assertTrue(limit.allows("ehr-b"));
    assertEquals(30, limit.secondsToWait());
    clock.now = clock.now.plusSeconds(30);
    assertTrue(limit.allows("ehr-a"));
  }
}
