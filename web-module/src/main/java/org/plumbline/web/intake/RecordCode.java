package org.plumbline.web.intake;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/**
 * One row of record-codes.csv: a code in the record that makes a fact present, or holds its
 * reading.
 *
 * @param value what it says of the fact: present, or the option that stands after a colon; a code
 *     of a reading says nothing by itself
 * @param resource Condition, Medication, AllergyIntolerance or Observation
 * @param system the code system, or {@code text} for the names of medicines
 * @param match what of a code or a name must be the same
 * @param when how current the entry must be
 */
record RecordCode(
    Fact fact, Value value, String resource, String system, String code, Match match, When when) {
  private static final String FILE = "record-codes.csv";

  /** What of a code or a name must be the same. */
  enum Match {
    EXACT,
    /** Every code that begins so. */
    PREFIX,
    /** A word of the name. */
    WORD,
    /** A word of the name, unless the form is one that stays where it is applied, as a cream. */
    SYSTEMIC
  }

  /**
   * How current an entry must be.
   *
   * @param within how old it may be; its date is needed then
   * @param newest whether only the newest counts, and none beside an answer: a pulse is another one
   *     an hour later, which is no contradiction
   * @param courses how long the courses of a medicine must have been, together
   */
  record When(
      boolean evenIfPast, Optional<Duration> within, boolean newest, Optional<Duration> courses) {
    static When parse(String text) {
      var words = text.split(" ");
      var time = Optional.of(words[words.length - 1]);
      return switch (words[0]) {
        case "ever" -> new When(true, Optional.empty(), false, Optional.empty());
        case "active" -> new When(false, Optional.empty(), false, Optional.empty());
        case "newest" -> new When(false, time.map(When::hours), true, Optional.empty());
        case "courses" -> new When(true, Optional.empty(), false, time.map(When::hours));
        default -> new When(true, time.map(When::hours), false, Optional.empty());
      };
    }

    private static Duration hours(String text) {
      return Duration.parse("PT" + text);
    }
  }

  /** Every row. */
  static List<RecordCode> load() {
    return Table.rows(FILE).map(RecordCode::of).toList();
  }

  private static RecordCode of(List<String> cells) {
    var said = cells.get(0).split(":");
    var fact = Fact.of(said[0]).orElseThrow();
    return new RecordCode(
        fact,
        said.length > 1 ? Value.parse(fact, said[1]) : Presence.PRESENT,
        cells.get(1),
        cells.get(2),
        cells.get(3),
        Match.valueOf(cells.get(4).toUpperCase(Locale.ROOT)),
        When.parse(cells.get(5)));
  }

  /** A code in its system. */
  record Coding(String system, String code) {
    /** Whether it is of this system, by whichever of its names. */
    boolean isOf(String wanted) {
      return CodeSystems.readAs(system).contains(wanted);
    }

    /** Whether the code is this one, or begins with it. */
    boolean is(String wanted, boolean prefix) {
      var plain = plain(code);
      return prefix ? plain.startsWith(plain(wanted)) : plain.equals(plain(wanted));
    }

    /** The dot of ICD-10 is left out by many records. */
    static String plain(String code) {
      return code.replace(".", "");
    }

    /** The codes of a CodeableConcept. */
    static List<Coding> of(Node resource, String element) {
      return resource.object(element).map(it -> Coding.of(it.objects("coding"))).orElse(List.of());
    }

    /** The codes of these Codings. */
    static List<Coding> of(List<Node> codings) {
      return codings.stream()
          .filter(it -> it.has("code"))
          .map(it -> new Coding(it.text("system").orElse(""), it.text("code").orElse("")))
          .toList();
    }
  }
}
