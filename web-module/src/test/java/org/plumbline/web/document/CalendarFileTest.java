package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarFileTest {
  private static final CalendarFile.When WHEN =
      new CalendarFile.When(
          Instant.parse("2026-11-29T08:00:00Z"), Instant.parse("2026-11-26T12:00:00Z"));

  private static String file(String summary) {
    return CalendarFile.of(
        new UUID(0, 1),
        WHEN,
        new CalendarFile.What(summary, new CalendarFile.Details("Open it; then, answer.\nBye")));
  }

  /** Unfolds as RFC 5545, 3.1 says. */
  private static List<String> lines(String file) {
    assertTrue(file.endsWith("\r\n"));
    return Stream.of(file.replaceAll("\r\n[ \t]", "").split("\r\n")).toList();
  }

  /** The value of a property of the event, unescaped as 3.3.11 says. */
  private static String value(String file, String name) {
    return lines(file).stream()
        .filter(it -> it.startsWith(name + ":"))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1)
        .replace("\\n", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\");
  }

  @Test
  void everyPartBeginsAndEndsAndEachRequiredPropertyIsThere() {
    var open = new ArrayDeque<String>();
    for (var line : lines(file("The clinic: open your link"))) {
      if (line.startsWith("BEGIN:")) {
        open.push(line.substring(6));
      } else if (line.startsWith("END:")) {
        assertEquals(open.pop(), line.substring(4));
      }
    }
    assertTrue(open.isEmpty());
    assertEquals("2.0", value(file("x"), "VERSION"));
    assertEquals("20261129T080000Z", value(file("x"), "DTSTART"));
    assertEquals("20261129T081000Z", value(file("x"), "DTEND"));
    assertEquals("20261126T120000Z", value(file("x"), "DTSTAMP"));
    assertEquals("00000000-0000-0000-0000-000000000001", value(file("x"), "UID"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var summary =
        "Clínica Ñandú, S.A.; \\ the second clinic of the town with a very long name indeed";
    assertEquals(summary, value(file(summary), "SUMMARY"));
    assertEquals("Open it; then, answer.\nBye", value(file(summary), "DESCRIPTION"));
  }

  @Test
  void noLineIsLongerThan75Octets() {
    for (var line : file("ñ".repeat(100)).split("\r\n")) {
      assertTrue(line.getBytes(UTF_8).length <= 75, line);
    }
  }
}
