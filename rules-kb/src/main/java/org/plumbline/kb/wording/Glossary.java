package org.plumbline.kb.wording;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.fact.Choice;
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
    return value instanceof Reading
        ? amount(fact, value.stored())
        : requireNonNull(WordTable.OPTIONS.get(key(fact, value)), key(fact, value));
  }

  private static String amount(Fact fact, String number) {
    var shown = UNITS.getOrDefault(fact.unit(), "# " + fact.unit()).replace("#", number);
    return number.equals("1") ? shown.replaceFirst("(year|week)s$", "$1") : shown;
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
        .map(it -> it.map(language -> it.in(language).replace("{value}", value.stored())));
  }

  private static String key(Fact fact, Value value) {
    return fact.code() + "=" + value.stored();
  }
}
