package org.plumbline.web.intake;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.plumbline.kb.fact.Choice;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** Reads age and sex of a Patient; what cannot be is a fault. */
final class PatientReader {
  private PatientReader() {}

  static Optional<Value> sex(Node patient) {
    return patient.text("gender").flatMap(it -> sex(patient, it));
  }

  private static Optional<Value> sex(Node patient, String gender) {
    try {
      return Optional.of(Choice.parse(Fact.SEX, gender));
    } catch (IllegalArgumentException e) {
      patient.fault(
          "gender",
          "is %s; expected male, female, other or unknown".formatted(Faults.shown(gender)));
      return Optional.empty();
    }
  }

  /**
   * The age in whole years. A birth date without its day gives none: the thresholds of the rules
   * are whole years, so the age is asked instead.
   *
   * @param on the day of the answers
   */
  static Optional<Value> age(Node patient, LocalDate on) {
    return patient
        .text("birthDate")
        .filter(it -> !it.matches("\\d{4}(-(0[1-9]|1[0-2]))?"))
        .flatMap(it -> age(patient, it, on));
  }

  private static Optional<Value> age(Node patient, String text, LocalDate on) {
    var born = Moment.day(text);
    if (born.isEmpty()) {
      patient.fault("birthDate", "is %s; expected a date".formatted(Faults.shown(text)));
      return Optional.empty();
    }
    try {
      var years = Period.between(born.get(), on).getYears();
      return Optional.of(Reading.within(Fact.AGE, born.get().isAfter(on) ? -1 : years));
    } catch (IllegalArgumentException e) {
      patient.fault("birthDate", "gives an age that cannot be; " + e.getMessage());
      return Optional.empty();
    }
  }
}
