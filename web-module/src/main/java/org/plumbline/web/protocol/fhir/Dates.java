package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.resource.Criterion;
import org.plumbline.resource.Criterion.During;
import org.plumbline.resource.Criterion.Outside;
import org.plumbline.resource.Criterion.Span;
import org.plumbline.resource.Criterion.Time;

/**
 * The dates of a search, as what they say about moments: a day, month or year is that of the
 * clinic, and what stands before it says on which side a moment must lie. See <a
 * href="http://hl7.org/fhir/R4/search.html#date">FHIR, search by date</a>.
 */
final class Dates {
  private final ZoneId zone;

  Dates(ZoneId zone) {
    this.zone = zone;
  }

  /** A date that was asked for, as the span that it names. */
  private record Asked(ParamPrefixEnum prefix, Instant from, Instant until) {
    Span span() {
      return switch (prefix) {
        case EQUAL, NOT_EQUAL -> new Span(Optional.of(from), Optional.of(until));
        case GREATERTHAN, STARTS_AFTER -> new Span(Optional.of(until), Optional.empty());
        case GREATERTHAN_OR_EQUALS -> new Span(Optional.of(from), Optional.empty());
        case LESSTHAN, ENDS_BEFORE -> new Span(Optional.empty(), Optional.of(from));
        case LESSTHAN_OR_EQUALS -> new Span(Optional.empty(), Optional.of(until));
        case APPROXIMATE ->
            throw new InvalidRequestException("ap is not understood; expected ge and le");
      };
    }
  }

  /** What each of the dates asks of a moment. */
  List<Criterion> criteria(Time time, @Nullable DateAndListParam sent) {
    return asked(sent)
        .map(
            it ->
                it.prefix() == ParamPrefixEnum.NOT_EQUAL
                    ? new Outside(time, it.span())
                    : (Criterion) new During(time, it.span()))
        .toList();
  }

  /**
   * The span in which a moment must lie to fit all of the dates.
   *
   * @throws InvalidRequestException if it would have a gap
   */
  Span span(@Nullable DateAndListParam sent) {
    Optional<Instant> from = Optional.empty();
    Optional<Instant> before = Optional.empty();
    for (var it : asked(sent).toList()) {
      if (it.prefix() == ParamPrefixEnum.NOT_EQUAL) {
        throw new InvalidRequestException("ne is not understood here; expected ge, le and so on");
      }
      var span = it.span();
      from = Stream.of(from, span.from()).flatMap(Optional::stream).max(Instant::compareTo);
      before = Stream.of(before, span.before()).flatMap(Optional::stream).min(Instant::compareTo);
    }
    return new Span(from, before);
  }

  private Stream<Asked> asked(@Nullable DateAndListParam sent) {
    if (sent == null) {
      return Stream.empty();
    }
    return sent.getValuesAsQueryTokens().stream()
        .map(
            either -> {
              var dates = either.getValuesAsQueryTokens();
              if (dates.size() != 1) {
                throw new InvalidRequestException("expected one date, not several with a comma");
              }
              return asked(dates.get(0));
            });
  }

  private Asked asked(DateParam date) {
    // A plus that was not encoded in the address has become a blank.
    var text = date.getValueAsString().replace(' ', '+');
    try {
      var from = from(text, date.getPrecision());
      return new Asked(
          Objects.requireNonNullElse(date.getPrefix(), ParamPrefixEnum.EQUAL),
          from.toInstant(),
          from.plus(1, unit(date.getPrecision())).toInstant());
    } catch (DateTimeException e) {
      throw new InvalidRequestException(text + " is no date");
    }
  }

  private ZonedDateTime from(String text, TemporalPrecisionEnum precision) {
    return switch (precision) {
      case YEAR -> Year.parse(text).atDay(1).atStartOfDay(zone);
      case MONTH -> YearMonth.parse(text).atDay(1).atStartOfDay(zone);
      case DAY -> LocalDate.parse(text).atStartOfDay(zone);
      case MINUTE, SECOND, MILLI -> moment(text);
    };
  }

  /** With the zone that it names, or that of the clinic. */
  private ZonedDateTime moment(String text) {
    var moment =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return moment instanceof OffsetDateTime exact
        ? exact.toZonedDateTime()
        : ((LocalDateTime) moment).atZone(zone);
  }

  private static ChronoUnit unit(TemporalPrecisionEnum precision) {
    return switch (precision) {
      case YEAR -> ChronoUnit.YEARS;
      case MONTH -> ChronoUnit.MONTHS;
      case DAY -> ChronoUnit.DAYS;
      case MINUTE -> ChronoUnit.MINUTES;
      case SECOND -> ChronoUnit.SECONDS;
      case MILLI -> ChronoUnit.MILLIS;
    };
  }
}
