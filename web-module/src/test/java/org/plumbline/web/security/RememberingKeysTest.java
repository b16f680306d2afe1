package org.plumbline.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberingKeysTest {
  private final AtomicInteger asked = new AtomicInteger();

  private static JWKSelector named(String kid) {
    return new JWKSelector(new JWKMatcher.Builder().keyID(kid).build());
  }

  @Test
  void unknownKeyIsAskedForOnce() throws KeySourceException {
    var keys =
        new RememberingKeys(
            (selector, context) -> {
              asked.incrementAndGet();
              return List.of();
            });
    for (var call = 0; call < 100; call++) {
      assertEquals(List.of(), keys.get(named("nobody"), null));
    }
    assertEquals(1, asked.get());
    keys.get(named("other"), null);
    assertEquals(2, asked.get());
  }

  /** That an address does not answer says nothing about a key. */
  @Test
  void faultIsNotTakenForAnUnknownKey() {
    var keys =
        new RememberingKeys(
            (selector, context) -> {
              asked.incrementAndGet();
              throw new KeySourceException("away");
            });
    for (var call = 0; call < 3; call++) {
      assertThrows(KeySourceException.class, () -> keys.get(named("kid"), null));
    }
    assertEquals(3, asked.get());
  }
}
