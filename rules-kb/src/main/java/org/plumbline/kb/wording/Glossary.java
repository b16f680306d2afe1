package org.plumbline.kb.wording;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Choice;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** The words of words.yaml: what a fact is called, for whoever reads no codes. */
public final class Glossary {
  /** UCUM codes as they are written; {@code #} stands for the number. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("a", "# years"),
          Map.entry("wk", "# weeks"),
          Map.entry("Cel", "# \u00b0C"),
          Map.entry("{score}", "# of 10"),
          Map.entry("{MRC}", "MRC # of 5"),
          Map.entry("/min", "# per minute"),
          Map.entry("mm[Hg]", "# mmHg"));

  private static final int DAYS_OF_A_WEEK = 7;

  /** The mean Gregorian month of UCUM, mo_g. */
  private static final double WEEKS_OF_A_MONTH = 4.348125;

  private static final double ROUNDING = 1e-6;

  private Glossary() {}

  /** What a clinician calls the fact. */
  public static String term(Fact fact) {
    return requireNonNull(WordTable.TERMS.get(fact), fact.code());
  }

  /** The value as a clinician writes it: yes, no, not known, a number with its unit, an option. */
  public static String shown(Fact fact, Value value) {
    if (value.isUnknown()) {
      return "not known";
    }
    if (value instanceof Presence) {
      return value == Presence.PRESENT ? "yes" : "no";
    }
    return value instanceof Reading reading
        ? amount(fact, reading)
        : requireNonNull(WordTable.OPTIONS.get(key(fact, value)), key(fact, value));
  }

  private static String amount(Fact fact, Reading reading) {
    return switch (fact.unit()) {
      case "kg" -> Load.of(reading).in(Language.ENGLISH);
      case "wk" -> duration(reading.number());
      default -> number(fact, tenths(reading.number()));
    };
  }

  /** In days, weeks or months, whichever was said: a reading is kept in weeks alone. */
  private static String duration(double weeks) {
    if (whole(weeks)) {
      return counted(weeks, "week");
    }
    if (whole(weeks * DAYS_OF_A_WEEK)) {
      return counted(weeks * DAYS_OF_A_WEEK, "day");
    }
    var months = weeks / WEEKS_OF_A_MONTH;
    return whole(2 * months) ? counted(months, "month") : counted(weeks, "week");
  }

  private static boolean whole(double number) {
    return Math.abs(number - Math.rint(number)) < ROUNDING;
  }

  private static String counted(double number, String unit) {
    var shown = tenths(number);
    return shown + " " + unit + (shown.equals("1") ? "" : "s");
  }

  private static String tenths(double number) {
    return new Reading(BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).doubleValue())
        .stored();
  }

  private static String number(Fact fact, String number) {
    var shown = UNITS.getOrDefault(fact.unit(), "# " + fact.unit()).replace("#", number);
    return number.equals("1") ? shown.replaceFirst("years$", "year") : shown;
  }

  /** What a reading may be, with its unit: {@code 30 to 45 \u00b0C}; empty when it has no bound. */
  public static String range(Fact fact) {
    if (Double.isInfinite(fact.high())) {
      return "";
    }
    var range = tenths(fact.low()) + " to " + tenths(fact.high());
    return number(fact, range).replaceFirst(" of \\d+$", "");
  }

  /** Both sides with their sources: {@code leg pain: no (Condition/1) against ...}. */
  public static String shown(Contradiction contradiction) {
    return contradiction.statements().stream()
        .map(
            it ->
                "%s: %s (%s)"
                    .formatted(term(it.fact()), shown(it.fact(), it.value()), it.from().resource()))
        .collect(Collectors.joining(" against "));
  }

  /** A line about the fact: {@code Foot drop}, {@code Foot drop: no}, {@code Age: 24 years}. */
  public static String line(Fact fact, Value value) {
    if (value == Presence.PRESENT) {
      return capital(term(fact));
    }
    return capital(term(fact)) + ": " + shown(fact, value);
  }

  /** A text that begins with a capital letter. */
  public static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * The answer as the patient would say it, a clause without a full stop; empty for a no and for
   * what nobody needs to say.
   */
  public static Optional<Wording> said(Fact fact, Value value) {
    if (value.isUnknown() || value == Presence.ABSENT) {
      return Optional.empty();
    }
    var key = value instanceof Choice ? key(fact, value) : fact.code();
    return Optional.ofNullable(WordTable.SAID.get(key))
        .map(
            it ->
                it.map(
                    language ->
                        it.in(language).replace("{value}", language.number(value.stored()))));
  }

  private static String key(Fact fact, Value value) {
    return fact.code() + "=" + value.stored();
  }
}
