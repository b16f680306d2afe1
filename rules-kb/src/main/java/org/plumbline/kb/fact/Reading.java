package org.plumbline.kb.fact;

import java.math.BigDecimal;

/**
 * A measured or counted number.
 *
 * @param number in the unit of its fact; not a number when unknown
 */
public record Reading(double number) implements Value {
  /** A reading that was not taken. */
  public static final Reading UNKNOWN = new Reading(Double.NaN);

  @Override
  public boolean isUnknown() {
    return Double.isNaN(number);
  }

  @Override
  public String stored() {
    return isUnknown()
        ? "unknown"
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  static Reading parse(Fact fact, String stored) {
    if (stored.equals("unknown")) {
      return UNKNOWN;
    }
    try {
      return within(fact, Double.parseDouble(stored));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is %s; expected a number".formatted(fact.code(), stored), e);
    }
  }

  /**
   * The reading, if the fact accepts it.
   *
   * @param number in the unit of the fact
   * @throws IllegalArgumentException if the number is outside the fact's range
   */
  public static Reading within(Fact fact, double number) {
    if (!(number >= fact.low() && number <= fact.high())) {
      throw new IllegalArgumentException(
          "%s is %s; expected %s to %s"
              .formatted(fact.code(), plain(number), plain(fact.low()), plain(fact.high())));
    }
    return new Reading(number);
  }

  private static String plain(double number) {
    return Double.isFinite(number) ? new Reading(number).stored() : String.valueOf(number);
  }
}
