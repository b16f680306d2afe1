package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.client.UsedTokens;
import org.plumbline.web.Hand;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.registry.Registry;

/** Tokens as the clients of others send them. */
class TokensTest {
  private static final String CALLED = "http://127.0.0.1:8080/cds-services/low-back-triage";
  private static final String FHIR = "http://127.0.0.1:8080/fhir";
  private static final URI JKU = URI.create("https://sandbox.example/.well-known/jwks.json");

  private static final class NoneUsed extends UsedTokens {
    @Override
    public boolean use(Issuer issuer, String jti, Instant expiresAt) {
      return true;
    }
  }

  private final ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
  private final Hand clock = new Hand(Instant.now());
  private final Client signer = client(Client.Kind.SIGNER, "http://localhost:8081", fileKeys());
  private final Client issuer =
      client(Client.Kind.AUTHORIZATION_SERVER, "https://as.example", fileKeys());

  TokensTest() throws JOSEException {}

  private Client.Keys fileKeys() {
    return new Client.Keys(Optional.empty(), Optional.of(new JWKSet(key.toPublicJWK()).toString()));
  }

  private static Client client(Client.Kind kind, String issuer, Client.Keys keys) {
    return new Client(
        "ehr",
        new Tenant("clinic"),
        kind,
        issuer,
        Optional.empty(),
        keys,
        Set.of("ES256"),
        Set.of(),
        kind == Client.Kind.SIGNER ? Set.of("cds-hooks") : Set.of("user/*.rs"),
        Set.of(),
        Set.of(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Caller> verify(Client client, SignedJWT token) throws JOSEException {
    token.sign(new ECDSASigner(key));
    var registry =
        new Registry() {
          @Override
          public List<Client> all() {
            return List.of(client);
          }
        };
    return new Tokens(registry, new NoneUsed(), new ClientKeys(new Outbound(), clock), clock)
        .verify(token.serialize(), CALLED, FHIR);
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID("k1");
  }

  private JWTClaimsSet.Builder claims(String issuer, String audience) {
    var now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(3600)))
        .jwtID(UUID.randomUUID().toString());
  }

  /** As the public sandbox signs: ES256, an hour, and the address of its keys. */
  @Test
  void clientWhoseKeysWereGivenByFileMayNameAnyAddressOfThem() throws JOSEException {
    var claims = claims(signer.issuer(), CALLED).build();
    assertTrue(verify(signer, new SignedJWT(header().jwkURL(JKU).build(), claims)).isPresent());
  }

  @Test
  void clientWithAnAddressOfItsKeysMayNameNoOther() throws JOSEException {
    var keys =
        new Client.Keys(Optional.of(URI.create("https://ehr.example/jwks")), Optional.empty());
    var client = client(Client.Kind.SIGNER, "https://ehr.example", keys);
    var claims = claims("https://ehr.example", CALLED).build();
    assertFalse(verify(client, new SignedJWT(header().jwkURL(JKU).build(), claims)).isPresent());
  }

  @Test
  void hourMayBeRoundedAtBothEnds() throws JOSEException {
    var end = Date.from(clock.instant().plusSeconds(3601));
    var claims = claims(signer.issuer(), CALLED).expirationTime(end).build();
    assertTrue(verify(signer, new SignedJWT(header().build(), claims)).isPresent());
    var later = Date.from(clock.instant().plusSeconds(3662));
    var tooLong = claims(signer.issuer(), CALLED).expirationTime(later).build();
    assertFalse(verify(signer, new SignedJWT(header().build(), tooLong)).isPresent());
  }

  private static Stream<JWTClaimsSet.Builder> scopes() {
    return Stream.of(
        new JWTClaimsSet.Builder().claim("scope", "openid user/Patient.rs"),
        new JWTClaimsSet.Builder().claim("scope", List.of("openid", "user/Patient.rs")),
        new JWTClaimsSet.Builder().claim("scp", "user/Patient.cruds"),
        new JWTClaimsSet.Builder().claim("scp", List.of("openid", "user/*.cruds")));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void scopesAreReadHoweverTheyAreWrittenAndKeptWithinThoseOfTheClient(JWTClaimsSet.Builder scopes)
      throws JOSEException {
    var claims = claims(issuer.issuer(), FHIR);
    scopes.getClaims().forEach(claims::claim);
    var caller = verify(issuer, new SignedJWT(header().build(), claims.build())).orElseThrow();
    assertTrue(caller.may("Patient", Interaction.READ));
    assertFalse(caller.may("Patient", Interaction.CREATE));
  }

  @Test
  void scopesThatAreNoneGrantNothing() throws JOSEException {
    var claims = claims(issuer.issuer(), FHIR).claim("scope", 7).build();
    var caller = verify(issuer, new SignedJWT(header().build(), claims)).orElseThrow();
    assertFalse(caller.may("Patient", Interaction.READ));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt"})
  void accessTokenHasOneOfItsTypes(String type) throws JOSEException {
    var header = header().type(new JOSEObjectType(type)).build();
    assertTrue(
        verify(issuer, new SignedJWT(header, claims(issuer.issuer(), FHIR).build())).isPresent());
    assertEquals(
        type.equals("JWT"),
        verify(signer, new SignedJWT(header, claims(signer.issuer(), CALLED).build())).isPresent());
  }

  @Test
  void slashAtTheEndOfAnIssuerOfAccessTokensIsChance() throws JOSEException {
    var slash = claims(signer.issuer() + "/", CALLED).build();
    assertFalse(verify(signer, new SignedJWT(header().build(), slash)).isPresent());
    for (var said : List.of("https://as.example", "https://as.example/")) {
      assertTrue(
          verify(issuer, new SignedJWT(header().build(), claims(said, FHIR).build())).isPresent());
    }
    assertFalse(
        verify(
                issuer,
                new SignedJWT(header().build(), claims("https://as.example/x", FHIR).build()))
            .isPresent());
  }
}
