package org.plumbline.kb.evidence;

import java.util.Locale;

/**
 * A share with its 95 % interval by Wilson, which holds for few and for none: Wilson EB. Probable
 * inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212.
 *
 * @param of how many were looked at; of nobody there is no share
 */
public record Share(long hits, long of) {
  /** The quantile of the normal distribution for 95 %, two-sided. */
  private static final double Z = 1.959964;

  public Share {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException(hits + " of " + of + " is no share");
    }
  }

  /** The lower end of the interval, 0 to 1. */
  public double low() {
    return Math.max(0, middle() - half());
  }

  /** The upper end of the interval, 0 to 1. */
  public double high() {
    return of == 0 ? 1 : Math.min(1, middle() + half());
  }

  private double middle() {
    return of == 0 ? 0 : (hits + Z * Z / 2) / (of + Z * Z);
  }

  private double half() {
    return of == 0 ? 0 : Z / (of + Z * Z) * Math.sqrt((double) hits * (of - hits) / of + Z * Z / 4);
  }

  /** In words: {@code 3 of 12, 25 % (9 to 53)}. */
  public String text() {
    return of == 0
        ? "0 of 0"
        : String.format(
            Locale.ENGLISH,
            "%d of %d, %.0f %% (%.0f to %.0f)",
            hits,
            of,
            100.0 * hits / of,
            100 * low(),
            100 * high());
  }
}
