package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SendingHoursTest {
  private final SendingHours madrid = new SendingHours(ZoneId.of("Europe/Madrid"));

  private Instant next(String wanted) {
    return madrid.next(Instant.parse(wanted));
  }

  @Test
  void byDayItIsSentAtOnce() {
    assertEquals(Instant.parse("2026-11-26T07:00:00Z"), next("2026-11-26T07:00:00Z"));
    assertEquals(Instant.parse("2026-11-26T18:59:59Z"), next("2026-11-26T18:59:59Z"));
  }

  @Test
  void byNightItWaitsForTheMorningOfTheClinic() {
    assertEquals(Instant.parse("2026-11-26T07:00:00Z"), next("2026-11-26T06:59:59Z"));
    assertEquals(Instant.parse("2026-11-27T07:00:00Z"), next("2026-11-26T19:00:00Z"));
  }

  @Test
  void theMorningAfterTheClockWasChangedIsAtEightToo() {
    assertEquals(Instant.parse("2026-03-29T06:00:00Z"), next("2026-03-28T22:00:00Z"));
  }
}
