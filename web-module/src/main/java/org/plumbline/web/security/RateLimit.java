package org.plumbline.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts calls per client and minute, and refused tokens per address, on this node. */
@ApplicationScoped
public class RateLimit {
  private static final int MOST_CALLERS = 10_000;
  private static final int SECONDS = 60;

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private ServerSettings settings;
  private Clock clock;
  private volatile long minute;

  @SuppressWarnings("NullAway.Init")
  protected RateLimit() {} // required by the container

  @Inject
  RateLimit(ServerSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Counts one call; whether it is still within the limit. */
  boolean allows(String who) {
    var now = minute(clock.instant());
    if (now != minute || calls.size() > MOST_CALLERS) {
      calls.clear();
      minute = now;
    }
    return calls.merge(who, 1, Integer::sum) <= settings.callsPerMinute();
  }

  /** How long a refused caller waits. */
  int secondsToWait() {
    return SECONDS - (int) (clock.instant().getEpochSecond() % SECONDS);
  }

  private static long minute(Instant at) {
    return at.getEpochSecond() / SECONDS;
  }
}
