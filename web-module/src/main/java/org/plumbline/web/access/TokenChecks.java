package org.plumbline.web.access;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.client.Client;

/** What a token must say beside being signed. */
final class TokenChecks {
  /** Clocks of two machines differ by so much. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private TokenChecks() {}

  /** Why a token was not taken; for the log, never for the client. */
  static final class Untrusted extends Exception {
    private static final long serialVersionUID = 1L;

    Untrusted(String why) {
      super(why);
    }
  }

  /**
   * Where the header names keys, they must be those that were registered. Of a client whose keys
   * were given once these are the only ones, and no address is looked at.
   */
  static void header(SignedJWT signed, Client client) throws Untrusted {
    var header = signed.getHeader();
    if (header.getKeyID() == null || header.getKeyID().isBlank()) {
      throw new Untrusted("no key id");
    }
    if (header.getJWKURL() != null
        && client.keys().address().filter(it -> !it.equals(header.getJWKURL())).isPresent()) {
      throw new Untrusted("key address not registered");
    }
    if (header.getJWK() != null
        || header.getX509CertURL() != null
        || header.getX509CertChain() != null) {
      throw new Untrusted("brings a key of its own");
    }
  }

  /** One text by RFC 9068; others send a list, or call it {@code scp}, or both. */
  static String scope(JWTClaimsSet claims) {
    return Stream.of("scope", "scp")
        .flatMap(it -> Stream.ofNullable(claims.getClaim(it)))
        .map(
            it ->
                it instanceof Collection<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                    : String.valueOf(it))
        .collect(Collectors.joining(" "));
  }

  /** Checks for whom a token is meant: an address, or what the client was registered with. */
  static void audience(JWTClaimsSet claims, Client client, String address) throws Untrusted {
    var fits =
        claims.getAudience().stream()
            .filter(Objects::nonNull)
            .anyMatch(it -> it.equals(address) || client.audiences().contains(it));
    if (!fits) {
      throw new Untrusted("meant for somebody else");
    }
  }

  /** Checks when the token was issued and ends; gives the end. */
  static Instant times(JWTClaimsSet claims, Instant now, Duration longest, boolean issuedNeeded)
      throws Untrusted {
    var expires = instant(claims.getExpirationTime());
    var issued = instant(claims.getIssueTime());
    if (expires.isEmpty() || (issuedNeeded && issued.isEmpty())) {
      throw new Untrusted("no time of issue or end");
    }
    if (now.isAfter(expires.get().plus(SKEW))) {
      throw new Untrusted("expired");
    }
    if (issued.filter(it -> it.isAfter(now.plus(SKEW))).isPresent()
        || instant(claims.getNotBeforeTime())
            .filter(it -> it.isAfter(now.plus(SKEW)))
            .isPresent()) {
      throw new Untrusted("not valid yet");
    }
    // Both moments may have been rounded, each for itself.
    if (expires.get().isAfter(issued.orElse(now).plus(longest).plusSeconds(1))) {
      throw new Untrusted("lives too long");
    }
    return expires.get();
  }

  private static Optional<Instant> instant(Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
  }
}
