package org.plumbline.followup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.plumbline.kb.advice.Plan;

/** When a follow-up is due, by the clinic's clock. */
final class DueTimes {
  /** A call-back of the same day that begins late still leaves this long. */
  private static final Duration LEAST = Duration.ofHours(1);

  private static final LocalTime LAST = LocalTime.of(23, 59, 59);
  private static final int HOURS_OF_A_DAY = 24;

  private DueTimes() {}

  static Instant of(Plan.Review review, Instant answeredAt, ZoneId zone) {
    var elapsed = answeredAt.plus(Duration.ofSeconds(Math.round(review.hours() * 3600)));
    return switch (review.clock()) {
      case ELAPSED -> elapsed;
      case CALENDAR -> {
        var days = (long) (review.hours() / HOURS_OF_A_DAY);
        var rest = review.hours() - days * HOURS_OF_A_DAY;
        yield answeredAt
            .atZone(zone)
            .plusDays(days)
            .plusSeconds(Math.round(rest * 3600))
            .toInstant();
      }
      case SAME_DAY -> {
        var evening = answeredAt.atZone(zone).with(LAST).toInstant();
        var due = elapsed.isBefore(evening) ? elapsed : evening;
        var least = answeredAt.plus(LEAST);
        yield due.isBefore(least) ? least : due;
      }
    };
  }
}
