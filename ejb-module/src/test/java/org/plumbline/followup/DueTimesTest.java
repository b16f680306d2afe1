package org.plumbline.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;

class DueTimesTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static Instant due(double hours, Instruction.Clock clock, String answered, ZoneId zone) {
    return DueTimes.of(
        new Plan.Review("review", hours, clock, false, ""), Instant.parse(answered), zone);
  }

  @Test
  void elapsedHoursPassWhateverTheClocksDo() {
    assertEquals(
        Instant.parse("2026-10-26T09:00:00Z"),
        due(72, Instruction.Clock.ELAPSED, "2026-10-23T09:00:00Z", LONDON));
    assertEquals(
        Instant.parse("2026-11-20T08:15:00Z"),
        due(0.25, Instruction.Clock.ELAPSED, "2026-11-20T08:00:00Z", LONDON));
  }

  /** Clocks go back on 25 October 2026: ten in the morning stays ten in the morning. */
  @Test
  void calendarDaysKeepTheHourWhenClocksGoBack() {
    assertEquals(
        Instant.parse("2026-10-28T10:00:00Z"),
        due(168, Instruction.Clock.CALENDAR, "2026-10-21T09:00:00Z", LONDON));
  }

  /** Clocks go forward on 29 March 2026. */
  @Test
  void calendarDaysKeepTheHourWhenClocksGoForward() {
    assertEquals(
        Instant.parse("2026-04-08T09:00:00Z"),
        due(336, Instruction.Clock.CALENDAR, "2026-03-25T10:00:00Z", LONDON));
  }

  /** An hour that does not exist on the day is moved by an hour, never dropped. */
  @Test
  void hourThatIsLeftOutIsTheNextOne() {
    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z"),
        due(168, Instruction.Clock.CALENDAR, "2026-03-22T01:30:00Z", LONDON));
  }

  @Test
  void sameDayEndsWithTheDayOfTheClinic() {
    var auckland = ZoneId.of("Pacific/Auckland");
    assertEquals(
        Instant.parse("2026-11-20T10:59:59Z"),
        due(8, Instruction.Clock.SAME_DAY, "2026-11-20T05:00:00Z", auckland));
    assertEquals(
        Instant.parse("2026-11-20T13:00:00Z"),
        due(8, Instruction.Clock.SAME_DAY, "2026-11-20T05:00:00Z", LONDON));
  }

  @Test
  void sameDayLateInTheEveningLeavesAnHour() {
    assertEquals(
        Instant.parse("2026-11-21T00:50:00Z"),
        due(8, Instruction.Clock.SAME_DAY, "2026-11-20T23:50:00Z", LONDON));
  }
}
