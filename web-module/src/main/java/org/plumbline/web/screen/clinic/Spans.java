package org.plumbline.web.screen.clinic;

import java.time.Duration;
import java.time.Instant;

/** Lengths of time as a board shows them. */
final class Spans {
  private static final int HOURS_OF_A_DAY = 24;
  private static final int MINUTES_OF_AN_HOUR = 60;

  private Spans() {}

  /** Such as "15 min", "3 h 05" or "1 d 6 h". */
  static String shown(Duration span) {
    var minutes = Math.abs(span.toMinutes());
    var hours = minutes / MINUTES_OF_AN_HOUR;
    if (hours == 0) {
      return minutes + " min";
    }
    if (hours < HOURS_OF_A_DAY) {
      return "%d h %02d".formatted(hours, minutes % MINUTES_OF_AN_HOUR);
    }
    var rest = hours % HOURS_OF_A_DAY;
    return hours / HOURS_OF_A_DAY + " d" + (rest == 0 ? "" : " " + rest + " h");
  }

  /** When something is due, such as "in 3 h 05" or "overdue 15 min". */
  static String due(Instant at, Instant now) {
    var span = Duration.between(now, at);
    return (span.isNegative() ? "overdue " : "in ") + shown(span);
  }
}
