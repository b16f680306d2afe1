package org.plumbline.it;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The keys of the clients of the tests, and the tokens that they sign. */
final class Keys {
  static final ECKey EC = ec("ec-1");
  static final RSAKey RSA = rsa("rsa+/=1");
  static final ECKey ROTATED = ec("ec-2");
  static final ECKey FOREIGN = ec("ec-1");

  private Keys() {}

  private static ECKey ec(String kid) {
    try {
      return new ECKeyGenerator(Curve.P_384).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public keys that are registered. */
  static String publicSet() {
    return new JWKSet(java.util.List.of(EC, RSA)).toPublicJWKSet().toString();
  }

  /** A token in the making; everything about it can be made wrong. */
  static final class Token {
    private final Map<String, Object> claims = new LinkedHashMap<>();
    private JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("ec-1").type(JOSEObjectType.JWT);
    private JWSSigner signer = signer(EC);

    static Token of(String issuer, String audience) {
      var token = new Token();
      var now = Instant.now();
      token
          .claim("iss", issuer)
          .claim("aud", audience)
          .claim("iat", Date.from(now))
          .claim("exp", Date.from(now.plusSeconds(300)))
          .claim("jti", UUID.randomUUID().toString());
      return token;
    }

    private static JWSSigner signer(ECKey key) {
      try {
        return new ECDSASigner(key);
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Sets a claim, or takes it away when the value is null. */
    Token claim(String name, Object value) {
      if (value == null) {
        claims.remove(name);
      } else {
        claims.put(name, value);
      }
      return this;
    }

    Token seconds(String claim, long fromNow) {
      return claim(claim, Date.from(Instant.now().plusSeconds(fromNow)));
    }

    Token kid(String kid) {
      header.keyID(kid);
      return this;
    }

    Token jku(String address) {
      header.jwkURL(URI.create(address));
      return this;
    }

    Token embeddedKey() {
      header.jwk(FOREIGN.toPublicJWK());
      return signedBy(FOREIGN);
    }

    Token type(String type) {
      header.type(type == null ? null : new JOSEObjectType(type));
      return this;
    }

    Token critical(String name) {
      header.criticalParams(java.util.Set.of(name)).customParam(name, true);
      return this;
    }

    Token signedBy(ECKey key) {
      signer = signer(key);
      return this;
    }

    /** Signs by RSA. */
    Token rsa(String algorithm) {
      header =
          new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
              .keyID(RSA.getKeyID())
              .type(JOSEObjectType.JWT);
      try {
        signer = new RSASSASigner(RSA);
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
      return this;
    }

    /** Signs with a shared secret: the public key as everybody knows it. */
    Token hmac(String algorithm, byte[] secret, String kid) {
      header =
          new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(kid).type(JOSEObjectType.JWT);
      try {
        signer = new MACSigner(secret);
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
      return this;
    }

    String sign() {
      try {
        var built = new JWTClaimsSet.Builder();
        claims.forEach(built::claim);
        var signed = new SignedJWT(header.build(), built.build());
        signed.sign(signer);
        return signed.serialize();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
