package org.plumbline.kb.condition;

import java.util.Arrays;

/** How a rule compares numbers. */
public enum Operator {
  LESS("<"),
  AT_MOST("<="),
  AT_LEAST(">="),
  MORE(">"),
  EQUAL("==");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** As a rule writes it. */
  public String symbol() {
    return symbol;
  }

  static Operator of(String symbol) {
    return Arrays.stream(values())
        .filter(it -> it.symbol.equals(symbol))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a rule compares with " + symbol));
  }

  /** Whether the number stands so to the bound. */
  public boolean test(double number, double bound) {
    return switch (this) {
      case LESS -> number < bound;
      case AT_MOST -> number <= bound;
      case AT_LEAST -> number >= bound;
      case MORE -> number > bound;
      case EQUAL -> number == bound;
    };
  }
}
