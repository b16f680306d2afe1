package org.plumbline.triage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * The time of the machine, moved by the duration that a file holds, such as {@code PT72H}: so that
 * a test sees three days pass. It is read again each second.
 */
final class MovableClock extends Clock {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private final Clock base = Clock.systemUTC();
  private volatile Instant readAt = Instant.MIN;
  private volatile Duration moved = Duration.ZERO;

  MovableClock(Path file) {
    this.file = file;
  }

  @Override
  public Instant instant() {
    var now = base.instant();
    if (now.isAfter(readAt.plus(FRESH))) {
      readAt = now;
      moved = read();
    }
    return now.plus(moved);
  }

  private Duration read() {
    try {
      return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
    } catch (IOException | DateTimeParseException halfWritten) {
      return moved;
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(base, moved).withZone(zone);
  }
}
