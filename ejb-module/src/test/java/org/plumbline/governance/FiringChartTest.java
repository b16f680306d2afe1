package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.plumbline.governance.FiringChart.Count;
import org.plumbline.governance.FiringChart.Signal;

class FiringChartTest {
  private static Optional<Signal> signal(long before, long of, long lately, long ofThose) {
    return FiringChart.signal(new Count(before, of), new Count(lately, ofThose));
  }

  @Test
  void ruleThatStopsFiringIsSilence() {
    assertEquals(Optional.of(Signal.SILENCE), signal(100, 1000, 0, 200));
  }

  @Test
  void ruleThatFiresFarMoreOftenIsASurge() {
    assertEquals(Optional.of(Signal.SURGE), signal(10, 1000, 30, 200));
  }

  /** No rule that never fired is alarmed of when it fires once. */
  @Test
  void firstFiringIsNoSurge() {
    assertEquals(Optional.empty(), signal(0, 10_000, 1, 200));
  }

  @Test
  void littleTrafficSaysNothing() {
    assertEquals(Optional.empty(), signal(50, 499, 0, 200));
    assertEquals(Optional.empty(), signal(100, 1000, 0, 0));
    assertEquals(Optional.empty(), signal(100, 1000, 0, 10));
  }

  @Test
  void ruleThatAlwaysFiresAndStillDoesIsQuiet() {
    assertEquals(Optional.empty(), signal(1000, 1000, 200, 200));
    assertEquals(Optional.of(Signal.SILENCE), signal(1000, 1000, 100, 200));
  }

  /** A hundred rules with steady rates on a thousand days: two limits of 1 in 100,000 give two. */
  @Test
  void steadyRatesDoNotAlarm() {
    var random = new Random(11);
    var alarms = 0;
    for (var rule = 0; rule < 100; rule++) {
      var rate = random.nextDouble() * 0.3;
      for (var day = 0; day < 1000; day++) {
        alarms +=
            signal(fired(random, rate, 3000), 3000, fired(random, rate, 100), 100).isPresent()
                ? 1
                : 0;
      }
    }
    assertTrue(alarms <= 6, alarms + " false alarms in 100,000 looks");
  }

  private static long fired(Random random, double rate, int of) {
    // The normal approximation is near enough for a simulation, and fast.
    var mean = rate * of;
    var drawn = Math.round(mean + random.nextGaussian() * Math.sqrt(mean * (1 - rate)));
    return Math.max(0, Math.min(of, drawn));
  }
}
