package org.plumbline.web.intake;

import java.math.BigDecimal;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Unit;

/** Makes values of what is entered on a page, by the same meanings and units as everywhere. */
public final class Answer {
  private Answer() {}

  /** What an option of a question means. */
  public static Value option(Fact fact, String code) {
    return Question.meaning(fact, code);
  }

  /** An amount in the unit of the fact; empty when it is out of range or the unit does not fit. */
  public static Optional<Value> amount(Fact fact, BigDecimal number, Optional<String> unit) {
    try {
      return unit.isEmpty()
          ? Optional.of(Reading.within(fact, number.doubleValue()))
          : Unit.of(unit.get(), fact.unit()).map(it -> Reading.within(fact, it.convert(number)));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }
}
