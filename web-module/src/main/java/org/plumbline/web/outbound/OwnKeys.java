package org.plumbline.web.outbound;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.plumbline.key.SigningKeys;
import org.plumbline.key.SigningKeys.KeyId;

/**
 * Our own keys: one of each algorithm that a SMART client must offer, replaced every quarter. The
 * one before stays published, so that what it signed can still be verified.
 */
@ApplicationScoped
public class OwnKeys {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration PUBLISHED = Duration.ofDays(120);
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final int RSA_BITS = 3072;

  private SigningKeys stored;
  private Clock clock;
  private List<JWK> published = List.of();
  private Instant readAt = Instant.MIN;

  @SuppressWarnings("NullAway.Init")
  protected OwnKeys() {} // required by the container

  @Inject
  OwnKeys(SigningKeys stored, Clock clock) {
    this.stored = stored;
    this.clock = clock;
  }

  /** The public keys as a JSON Web Key Set. */
  public String publicSet() {
    return new JWKSet(keys()).toPublicJWKSet().toString();
  }

  /**
   * Signs a text with the newest key of an algorithm.
   *
   * @param algorithm ES384 or RS384
   * @param type the {@code typ} of the header
   * @return a compact JWS
   */
  public String sign(String text, String algorithm, String type) {
    var key =
        keys().stream()
            .filter(it -> it.getAlgorithm().getName().equals(algorithm))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no key for " + algorithm));
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
              .keyID(key.getKeyID())
              .type(new JOSEObjectType(type))
              .build();
      var signed = new JWSObject(header, new Payload(text));
      signed.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /** Newest first; made when there are none, or the newest is old. */
  private synchronized List<JWK> keys() {
    var now = clock.instant();
    if (now.isBefore(readAt.plus(FRESH))) {
      return published;
    }
    var kept = stored.all();
    if (kept.isEmpty() || kept.get(0).createdAt().isBefore(now.minus(LIFE))) {
      generate().forEach(it -> stored.add(new KeyId(it.getKeyID()), it.toJSONString()));
      kept = stored.all();
    }
    published =
        kept.stream()
            .filter(it -> it.createdAt().isAfter(now.minus(PUBLISHED)))
            .map(it -> parse(it.jwk()))
            .toList();
    readAt = now;
    return published;
  }

  private static List<JWK> generate() {
    var made = new ArrayList<JWK>();
    try {
      made.add(
          new ECKeyGenerator(Curve.P_384)
              .algorithm(JWSAlgorithm.ES384)
              .keyUse(KeyUse.SIGNATURE)
              .keyID(UUID.randomUUID().toString())
              .generate());
      made.add(
          new RSAKeyGenerator(RSA_BITS)
              .algorithm(JWSAlgorithm.RS384)
              .keyUse(KeyUse.SIGNATURE)
              .keyID(UUID.randomUUID().toString())
              .generate());
      return made;
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make keys", e);
    }
  }

  private static JWK parse(String jwk) {
    try {
      return JWK.parse(jwk);
    } catch (ParseException e) {
      throw new IllegalStateException("a kept key cannot be read", e);
    }
  }
}
