package org.plumbline.kb.form;

import java.math.BigDecimal;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** An answer, as far as it is known how it was given. */
public sealed interface Given {
  /** An option that was chosen, or a number that nobody knows. */
  record Chosen(Value value) implements Given {}

  /**
   * A number as it was given.
   *
   * @param unit its UCUM code; empty text for a number without a unit
   */
  record Amount(BigDecimal number, String unit) implements Given {}

  /**
   * A number of an intake.
   *
   * @param number in the unit of the fact, whichever it was given in
   */
  record Known(double number) implements Given {}

  /** An answer that is no option and no number, such as a time. */
  record Other(String text) implements Given {}

  /** What was answered to questions so far. */
  @FunctionalInterface
  interface Answers {
    /** The answer to the question of a fact; empty when there is none. */
    Optional<Given> to(Fact fact);
  }

  /** The answers of an intake. */
  static Answers answersOf(Intake intake) {
    return fact -> intake.statement(fact).map(it -> of(it.value()));
  }

  /** An answer that was read already. */
  static Given of(Value value) {
    return value instanceof Reading reading && !reading.isUnknown()
        ? new Known(reading.number())
        : new Chosen(value);
  }
}
