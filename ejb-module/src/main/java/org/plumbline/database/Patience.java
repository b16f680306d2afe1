package org.plumbline.database;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the call of this thread waits for the database, over everything that it asks of it. Once
 * it has been let down it does not wait again: a call decides once whether the database answers.
 */
public final class Patience {
  private static final ThreadLocal<@Nullable Patience> OF_THIS_THREAD = new ThreadLocal<>();
  private static final int LEAST_MILLIS = 100;
  private static final int HURRIED_MILLIS = 400;
  private static final int LEAST_HURRIED = 50;
  private static final int MOST_HURRIED = 10_000;
  private static final int NANOS_OF_A_MILLI = 1_000_000;

  private final boolean hurried;
  private final long budget;
  private long spent;
  private long waitingSince;
  private boolean over;

  private Patience(boolean hurried, Duration budget) {
    this.hurried = hurried;
    this.budget = budget.toNanos();
  }

  /**
   * How long a hurried call waits in all: PLUMBLINE_DB_PATIENCE, in milliseconds.
   *
   * @throws IllegalStateException if that is no number, or out of bounds
   */
  public static Duration hurried() {
    return hurried(System.getenv("PLUMBLINE_DB_PATIENCE"));
  }

  static Duration hurried(@Nullable String setting) {
    if (setting == null || setting.isBlank()) {
      return Duration.ofMillis(HURRIED_MILLIS);
    }
    var wrong =
        "PLUMBLINE_DB_PATIENCE is %s; expected %d to %d"
            .formatted(setting, LEAST_HURRIED, MOST_HURRIED);
    try {
      var millis = Integer.parseInt(setting);
      if (millis < LEAST_HURRIED || millis > MOST_HURRIED) {
        throw new IllegalStateException(wrong);
      }
      return Duration.ofMillis(millis);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(wrong, e);
    }
  }

  /**
   * Begins the call of this thread.
   *
   * @param hurried whether it is answered without the database when that does not answer in time
   * @param budget how long it waits in all
   */
  public static void begin(boolean hurried, Duration budget) {
    OF_THIS_THREAD.set(new Patience(hurried, budget));
  }

  /** Ends the call of this thread. */
  public static void end() {
    OF_THIS_THREAD.remove();
  }

  /** Has the call of this thread ask the database for nothing more, if it is a hurried one. */
  static void giveUp() {
    current().filter(it -> it.hurried).ifPresent(it -> it.over = true);
  }

  /** The call of this thread begins to wait; what it does for itself is not the database's time. */
  static void waits() {
    current().ifPresent(it -> it.waitingSince = System.nanoTime());
  }

  /** The call of this thread has its answer, or none. */
  static void waited() {
    current().ifPresent(it -> it.spent += System.nanoTime() - it.waitingSince);
  }

  static Optional<Patience> current() {
    return Optional.ofNullable(OF_THIS_THREAD.get());
  }

  boolean isHurried() {
    return hurried;
  }

  /**
   * Milliseconds to wait for the next answer: what is left, and not so little that a busy machine
   * looks like a silent database; none when the call has given up or used everything.
   */
  int left() {
    var left = (budget - spent) / NANOS_OF_A_MILLI;
    return over || left <= 0 ? 0 : (int) Math.max(LEAST_MILLIS, left);
  }
}
