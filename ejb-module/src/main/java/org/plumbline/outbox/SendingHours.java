package org.plumbline.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When a message may reach a person: from 8 to 20 o'clock of the clinic's day. */
public record SendingHours(ZoneId zone) {
  private static final LocalTime FROM = LocalTime.of(8, 0);
  private static final LocalTime UNTIL = LocalTime.of(20, 0);

  public SendingHours {
    requireNonNull(zone, "zone");
  }

  /** The moment itself, or when the hours begin next. */
  public Instant next(Instant wanted) {
    var there = wanted.atZone(zone);
    var time = there.toLocalTime();
    if (time.isBefore(FROM)) {
      return there.with(FROM).toInstant();
    }
    return time.isBefore(UNTIL) ? wanted : there.plusDays(1).with(FROM).toInstant();
  }
}
