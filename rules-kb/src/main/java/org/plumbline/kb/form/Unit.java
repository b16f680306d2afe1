package org.plumbline.kb.form;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/**
 * How an amount in one UCUM unit becomes an amount in the unit of a fact: times a factor, after an
 * offset was added.
 *
 * @param to the unit of the fact
 */
public record Unit(String to, BigDecimal offset, BigDecimal factor) {
  /**
   * A mean month of the Gregorian calendar has 30.436875 days, as UCUM defines {@code mo_g}; here
   * in weeks.
   */
  private static final String WEEKS_OF_A_MONTH = "4.348125";

  private static final Map<String, Unit> BY_CODE =
      Map.ofEntries(
          Map.entry("h", same("h")),
          Map.entry("wk", same("wk")),
          Map.entry(
              "d",
              new Unit(
                  "wk",
                  BigDecimal.ZERO,
                  BigDecimal.ONE.divide(BigDecimal.valueOf(7), MathContext.DECIMAL64))),
          Map.entry("mo", new Unit("wk", BigDecimal.ZERO, new BigDecimal(WEEKS_OF_A_MONTH))),
          Map.entry("kg", same("kg")),
          Map.entry("[lb_av]", new Unit("kg", BigDecimal.ZERO, new BigDecimal("0.45359237"))),
          Map.entry("Cel", same("Cel")),
          Map.entry(
              "[degF]",
              new Unit(
                  "Cel",
                  BigDecimal.valueOf(-32),
                  BigDecimal.valueOf(5).divide(BigDecimal.valueOf(9), MathContext.DECIMAL64))),
          Map.entry("mL", same("mL")),
          Map.entry("L", new Unit("mL", BigDecimal.ZERO, BigDecimal.valueOf(1000))),
          Map.entry("U/L", same("U/L")),
          Map.entry("[IU]/L", same("U/L")),
          Map.entry("/min", same("/min")),
          Map.entry("mm[Hg]", same("mm[Hg]")),
          Map.entry("%", same("%")),
          Map.entry("{score}", same("{score}")));

  private static Unit same(String code) {
    return new Unit(code, BigDecimal.ZERO, BigDecimal.ONE);
  }

  /** The unit with this UCUM code, if it can become the other one. */
  public static Optional<Unit> of(String code, String to) {
    return Optional.ofNullable(BY_CODE.get(code)).filter(unit -> unit.to.equals(to));
  }

  /**
   * The amount in the unit of the fact, to 12 digits, so that 100.4 degrees Fahrenheit are 38
   * degrees Celsius.
   */
  public double convert(BigDecimal amount) {
    return amount.add(offset).multiply(factor).round(new MathContext(12)).doubleValue();
  }
}
