package org.plumbline.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Counts calls per minute and name on this node: of clients, clinics, sessions, links and
 * addresses. The table is bounded, and whoever invents names has only those forgotten that have not
 * called for long.
 */
@ApplicationScoped
public class RateLimit {
  private static final int MOST_NAMES = 50_000;
  private static final int SECONDS = 60;

  private final Cache<String, Calls> calls =
      Caffeine.newBuilder()
          .maximumSize(MOST_NAMES)
          .expireAfterAccess(Duration.ofMinutes(2))
          .executor(Runnable::run)
          .build();
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RateLimit() {} // required by the container

  @Inject
  RateLimit(Clock clock) {
    this.clock = clock;
  }

  /** The calls of one name in one minute. */
  private static final class Calls {
    private long minute;
    private int count;

    synchronized int add(long now) {
      if (now != minute) {
        minute = now;
        count = 0;
      }
      return ++count;
    }
  }

  /**
   * Counts one call.
   *
   * @param most how many a minute there may be
   * @return whether it is still within the limit
   */
  boolean allows(String who, int most) {
    return calls.get(who, it -> new Calls()).add(minute(clock.instant())) <= most;
  }

  /** How long a refused caller waits. */
  int secondsToWait() {
    return SECONDS - (int) (clock.instant().getEpochSecond() % SECONDS);
  }

  /** How many names are remembered. */
  long names() {
    calls.cleanUp();
    return calls.estimatedSize();
  }

  private static long minute(Instant at) {
    return at.getEpochSecond() / SECONDS;
  }
}
