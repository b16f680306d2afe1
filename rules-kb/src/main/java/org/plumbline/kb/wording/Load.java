package org.plumbline.kb.wording;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.plumbline.kb.fact.Reading;

/**
 * A weight on a bar, in the unit in which the lifter said it. A reading is kept in kilograms alone;
 * lifters say whole and half numbers, so what is one in pounds and none in kilograms was said in
 * pounds.
 */
public final class Load {
  /** The international avoirdupois pound, in kg. Source: UCUM, [lb_av]. */
  private static final double POUND = 0.45359237;

  /** The smallest step in which a weight is said, in either unit. Source: facts.yaml. */
  private static final double STEP = 0.5;

  /** Plates of 1.25 kg are sold as plates of 2.5 lb. */
  private static final int POUNDS_OF_A_KILOGRAM_PLATE = 2;

  private static final double ROUNDING = 1e-6;

  private final double number;
  private final boolean pounds;

  private Load(double number, boolean pounds) {
    this.number = number;
    this.pounds = pounds;
  }

  /** The weight of a reading in kg. */
  public static Load of(Reading kilograms) {
    var inPounds = kilograms.number() / POUND;
    return !said(kilograms.number()) && said(inPounds)
        ? new Load(Math.rint(inPounds / STEP) * STEP, true)
        : new Load(kilograms.number(), false);
  }

  private static boolean said(double number) {
    return Math.abs(number / STEP - Math.rint(number / STEP)) < ROUNDING;
  }

  /**
   * A part of it that a bar can be loaded with, in kg.
   *
   * @param step what it is rounded down to a multiple of, in kg; in pounds the plates of that size
   */
  public Reading part(double share, double step) {
    var plates = pounds ? step * POUNDS_OF_A_KILOGRAM_PLATE : step;
    var rounded = Math.floor(number * share / plates) * plates;
    return new Reading(pounds ? rounded * POUND : rounded);
  }

  /** The weight with its unit, to a tenth: {@code 315 lb}, in German {@code 112,5 kg}. */
  public String in(Language language) {
    var rounded = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
    return language.number(rounded.stripTrailingZeros().toPlainString()) + (pounds ? " lb" : " kg");
  }
}
