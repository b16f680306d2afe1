package org.plumbline.web.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads FHIR dates and times. A time without a zone is no moment, so it is refused. */
final class Moment {
  private Moment() {}

  /** A dateTime with time and zone; empty when the text is anything else. */
  static Optional<OffsetDateTime> exact(String text) {
    try {
      return isOfOurEra(text) ? Optional.of(OffsetDateTime.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A whole day; empty when the text is anything else. */
  static Optional<LocalDate> day(String text) {
    try {
      return isOfOurEra(text) ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The first day that a date or dateTime may mean, also one without a day or a month. */
  static Optional<LocalDate> begin(String text) {
    var date = text.replaceFirst("T.*$", "");
    return day(date).or(() -> day(date + "-01")).or(() -> day(date + "-01-01"));
  }

  /** A dateTime, or the begin of a day: what is longer ago is the more cautious reading. */
  static Optional<Instant> earliest(String text, ZoneOffset zone) {
    return exact(text)
        .map(OffsetDateTime::toInstant)
        .or(() -> day(text).map(it -> it.atStartOfDay().toInstant(zone)));
  }

  /** FHIR has years of four digits; Java would read years that no database holds. */
  private static boolean isOfOurEra(String text) {
    return text.matches("\\d{4}-.*");
  }
}
