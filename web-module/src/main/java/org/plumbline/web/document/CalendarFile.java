package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * An appointment as a calendar takes it. Source: <a
 * href="https://www.rfc-editor.org/rfc/rfc5545">RFC 5545</a>. The moment is written in UTC, which
 * every calendar shows by the clock of its owner.
 */
public final class CalendarFile {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A line has at most 75 octets, its end left out (3.1). */
  private static final int OCTETS = 75;

  private static final Duration LONG = Duration.ofMinutes(10);

  private CalendarFile() {}

  /** When an appointment is, and when that was written. */
  public record When(Instant at, Instant written) {}

  /** What is said of it; a calendar is read by others too. */
  public record What(String summary, Details details) {}

  /** A further line. */
  public record Details(String text) {}

  /** The file. */
  public static String of(UUID id, When when, What what) {
    var file = new StringBuilder();
    line(file, "BEGIN:VCALENDAR");
    line(file, "VERSION:2.0");
    line(file, "PRODID:-//Plumbline//Plumbline//EN");
    line(file, "BEGIN:VEVENT");
    line(file, "UID:" + id);
    line(file, "DTSTAMP:" + MOMENT.format(when.written()));
    line(file, "DTSTART:" + MOMENT.format(when.at()));
    line(file, "DTEND:" + MOMENT.format(when.at().plus(LONG)));
    line(file, "SUMMARY:" + escaped(what.summary()));
    line(file, "DESCRIPTION:" + escaped(what.details().text()));
    line(file, "CLASS:PRIVATE");
    line(file, "TRANSP:TRANSPARENT");
    line(file, "BEGIN:VALARM");
    line(file, "ACTION:DISPLAY");
    line(file, "DESCRIPTION:" + escaped(what.summary()));
    line(file, "TRIGGER:PT0S");
    line(file, "END:VALARM");
    line(file, "END:VEVENT");
    line(file, "END:VCALENDAR");
    return file.toString();
  }

  /** 3.3.11. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n");
  }

  /** Folds a long line (3.1), never within a character. */
  private static void line(StringBuilder file, String line) {
    var octets = 0;
    for (var i = 0; i < line.length(); ) {
      var character = Character.toString(line.codePointAt(i));
      var size = character.getBytes(UTF_8).length;
      if (octets + size > OCTETS) {
        file.append("\r\n ");
        octets = 1;
      }
      file.append(character);
      octets += size;
      i += character.length();
    }
    file.append("\r\n");
  }
}
