package org.plumbline.web.intake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;

/**
 * One row of record-codes.csv: a code in the record that makes a fact present, or holds its
 * reading.
 *
 * @param resource Condition, Medication or Observation
 * @param system the code system; the national modifications of ICD-10 count as ICD-10
 * @param prefix whether every code that begins so counts
 * @param when ever, active, or how old an Observation may be
 */
record RecordCode(
    Fact fact, String resource, String system, String code, boolean prefix, When when) {
  private static final String FILE = "record-codes.csv";
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";

  /** How current an entry must be. */
  record When(boolean evenIfPast, Optional<Duration> within) {
    static When parse(String text) {
      return switch (text) {
        case "ever" -> new When(true, Optional.empty());
        case "active" -> new When(false, Optional.empty());
        default -> new When(false, Optional.of(Duration.parse("PT" + text)));
      };
    }
  }

  /** Every row. */
  static List<RecordCode> load() {
    return Table.rows(FILE).map(RecordCode::of).toList();
  }

  private static RecordCode of(List<String> cells) {
    return new RecordCode(
        Fact.of(cells.get(0)).orElseThrow(),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        cells.get(4).equals("prefix"),
        When.parse(cells.get(5)));
  }

  boolean matches(String type, Coding coding) {
    return resource.equals(type) && coding.isOf(system) && coding.is(code, prefix);
  }

  /** A code in its system. */
  record Coding(String system, String code) {
    /** Whether it is of this system; the national modifications of ICD-10 count as ICD-10. */
    boolean isOf(String wanted) {
      return system.equals(wanted) || (wanted.equals(ICD_10) && system.startsWith(ICD_10 + "-"));
    }

    /** Whether the code is this one, or begins with it. */
    boolean is(String wanted, boolean prefix) {
      return prefix ? code.startsWith(wanted) : code.equals(wanted);
    }

    /** The codes of a CodeableConcept. */
    static List<Coding> of(Node resource, String element) {
      return resource.object(element).map(Coding::in).orElse(List.of());
    }

    /** The codes of this CodeableConcept. */
    static List<Coding> in(Node concept) {
      return concept.objects("coding").stream()
          .filter(it -> it.has("code"))
          .map(it -> new Coding(it.text("system").orElse(""), it.text("code").orElse("")))
          .toList();
    }
  }
}
