package org.plumbline.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a client, with a memory for those that it does not have: a token may name any key,
 * and must not have the key address asked each time.
 */
final class RememberingKeys implements JWKSource<SecurityContext> {
  /** A key that is published after its first use is found this much later. */
  private static final Duration UNKNOWN = Duration.ofSeconds(15);

  private static final int MOST = 2_000;

  private final JWKSource<SecurityContext> keys;
  private final Cache<String, Boolean> unknown =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(UNKNOWN)
          .executor(Runnable::run)
          .build();

  RememberingKeys(JWKSource<SecurityContext> keys) {
    this.keys = keys;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    var ids = selector.getMatcher().getKeyIDs();
    var named = String.valueOf(ids);
    if (unknown.getIfPresent(named) != null) {
      return List.of();
    }
    // By its name alone: a token that names a key rightly and something else of it wrongly, which
    // anybody can write, must not have the key forgotten.
    var found = keys.get(new JWKSelector(new JWKMatcher.Builder().keyIDs(ids).build()), context);
    if (found.isEmpty()) {
      unknown.put(named, true);
    }
    return selector.select(new JWKSet(found));
  }
}
