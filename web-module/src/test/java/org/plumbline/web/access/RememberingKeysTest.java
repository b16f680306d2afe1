package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
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

  /** Anybody can send a token that names the key of an EHR, with another algorithm. */
  @Test
  void tokenThatIsWrongAboutAKeyDoesNotHideIt() throws Exception {
    var key = new ECKeyGenerator(Curve.P_384).keyID("k").generate();
    var keys = new RememberingKeys(new ImmutableJWKSet<>(new JWKSet(key)));
    assertEquals(List.of(), keys.get(of(JWSAlgorithm.RS384), null));
    assertEquals(1, keys.get(of(JWSAlgorithm.ES384), null).size());
  }

  private static JWKSelector of(JWSAlgorithm algorithm) {
    return new JWKSelector(
        JWKMatcher.forJWSHeader(new JWSHeader.Builder(algorithm).keyID("k").build()));
  }
}
