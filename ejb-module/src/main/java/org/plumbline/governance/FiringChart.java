package org.plumbline.governance;

import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A control chart of how often a rule fires: its rate of late against that of the weeks before. The
 * limits are those outside which a steady rate falls once in a hundred thousand looks, so that some
 * hundred rules give a false alarm once in years; the uncertainty of the old rate widens them.
 */
final class FiringChart {
  /** Once in a hundred thousand. */
  private static final double RARE = 1e-5;

  /** Fewer assessments than this say nothing about a rate. */
  private static final long LEAST = 500;

  private static final double STANDARD_ERRORS = 2;

  private FiringChart() {}

  /** What is wrong with a rate. */
  enum Signal {
    SILENCE,
    SURGE
  }

  /**
   * Looks at one rule.
   *
   * @param assessments how many there were before, and how often it fired in them
   * @param lately how many there were of late, and how often it fired in them
   */
  static Optional<Signal> signal(Count assessments, Count lately) {
    if (assessments.of() < LEAST || lately.of() == 0) {
      return Optional.empty();
    }
    var rate = (double) assessments.fired() / assessments.of();
    var error = STANDARD_ERRORS * Math.sqrt(rate * (1 - rate) / assessments.of());
    // A rule that never fired before is not judged by a rate of zero.
    var floor = 1.0 / assessments.of();
    var low = Math.max(0, rate - error);
    var high = Math.min(1, Math.max(rate + error, floor));
    if (low > 0 && atMost(lately, low) < RARE) {
      return Optional.of(Signal.SILENCE);
    }
    return high < 1 && atLeast(lately, high) < RARE ? Optional.of(Signal.SURGE) : Optional.empty();
  }

  /** How often a rule fired in so many assessments. */
  record Count(long fired, long of) {}

  private static double atMost(Count count, double rate) {
    return distribution(count, rate).cumulativeProbability((int) count.fired());
  }

  private static double atLeast(Count count, double rate) {
    return distribution(count, rate).survivalProbability((int) count.fired() - 1);
  }

  private static BinomialDistribution distribution(Count count, double rate) {
    return BinomialDistribution.of(Math.toIntExact(count.of()), rate);
  }
}
