package org.plumbline.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The tokens that were used on this node, until they end. It is bounded; what it forgets the
 * database still knows.
 */
final class UsedHere {
  private static final int MOST = 200_000;

  private final Cache<String, Instant> used;

  UsedHere(Clock clock) {
    this.used =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(new AtItsEnd(clock))
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .executor(Runnable::run)
            .build();
  }

  private record AtItsEnd(Clock clock) implements Expiry<String, Instant> {
    @Override
    public long expireAfterCreate(String token, Instant expires, long now) {
      return Math.max(0, Duration.between(clock.instant(), expires).toNanos());
    }

    @Override
    public long expireAfterUpdate(String token, Instant expires, long now, long left) {
      return left;
    }

    @Override
    public long expireAfterRead(String token, Instant expires, long now, long left) {
      return left;
    }
  }

  /** Whether a token is used for the first time; it is used from now on. */
  boolean use(String issuer, String jti, Instant expires) {
    return used.asMap().putIfAbsent(issuer + ' ' + jti, expires) == null;
  }

  long size() {
    used.cleanUp();
    return used.estimatedSize();
  }
}
