package org.plumbline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.history.Kept;

class PulseTest {
  private static final Instant NOW = Instant.EPOCH.plusSeconds(30);

  @Test
  void clinicHasItsOwnPulse() {
    try (var kept = Kept.empty()) {
      var pulse = new Pulse(Clock.fixed(NOW, ZoneOffset.UTC));
      kept.give(pulse);
      assertEquals(Map.of(), pulse.recent());
      var first = kept.assessment("Patient/1", NOW, "routine");
      var before = pulse.recent().get(Kept.TENANT);
      assertEquals(new Pulse.Recent(Instant.EPOCH, 1), before);
      kept.assessment("Patient/2", NOW, "routine");
      assertTrue(pulse.recent().get(Kept.TENANT).hasMoreThan(before));
      assertFalse(before.hasMoreThan(pulse.recent().get(Kept.TENANT)));
      var other = new Tenant("other");
      assertFalse(pulse.recent().containsKey(other));
      var undecided = pulse.of(Kept.TENANT);
      var ofOther = pulse.of(other);
      kept.decide(first);
      assertNotEquals(undecided, pulse.of(Kept.TENANT));
      assertEquals(ofOther, pulse.of(other));
    }
  }

  @Test
  void whatIsOlderThanAMinuteDoesNotCount() {
    try (var kept = Kept.empty()) {
      var pulse = new Pulse(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
      kept.give(pulse);
      kept.assessment("Patient/1", NOW, "routine");
      assertEquals(Map.of(), pulse.recent());
    }
  }
}
