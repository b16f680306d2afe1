package org.plumbline.web.access.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.web.outbound.Refused;

class IdTokenTest {
  private static final String ISSUER = "https://ehr.example";
  private static final String FHIR = ISSUER + "/fhir";
  private static final RSAKey KEY = key("k1");
  private static final RSAKey FOREIGN = key("k1");
  private static final IdToken EXPECTED =
      new IdToken(ISSUER, "plumbline", "n-1", new JWKSet(KEY.toPublicJWK()));

  private static RSAKey key(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet.Builder claims() {
    var now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("somebody")
        .audience("plumbline")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("nonce", "n-1")
        .claim("fhirUser", "Practitioner/1");
  }

  private static String signed(JWTClaimsSet.Builder claims, RSAKey key) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      var signed = new SignedJWT(header, claims.build());
      signed.sign(new RSASSASigner(key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tokenOfThisSignInSaysWhoSignedIn() throws Refused {
    assertEquals("Practitioner/1", EXPECTED.fhirUser(signed(claims(), KEY)));
    assertEquals(
        "Practitioner/1",
        EXPECTED.fhirUser(
            signed(
                claims().audience(List.of("plumbline", "other")).claim("azp", "plumbline"), KEY)));
  }

  @Test
  void slashAtTheEndOfTheIssuerIsChance() throws Refused {
    assertEquals("Practitioner/1", EXPECTED.fhirUser(signed(claims().issuer(ISSUER + "/"), KEY)));
    var written = new IdToken(ISSUER + "/", "plumbline", "n-1", new JWKSet(KEY.toPublicJWK()));
    assertEquals("Practitioner/1", written.fhirUser(signed(claims(), KEY)));
  }

  @Test
  void tokenMayBeSignedAsSmartAsks() throws Refused, JOSEException {
    var key = new ECKeyGenerator(Curve.P_384).keyID("e1").generate();
    var header = new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("e1").build();
    var token = new SignedJWT(header, claims().build());
    token.sign(new ECDSASigner(key));
    assertEquals(
        "Practitioner/1",
        new IdToken(ISSUER, "plumbline", "n-1", new JWKSet(key.toPublicJWK()))
            .fhirUser(token.serialize()));
  }

  @Test
  void userThatIsNoTextIsNobody() throws Refused {
    assertEquals("", EXPECTED.fhirUser(signed(claims().claim("fhirUser", List.of("a")), KEY)));
    assertEquals("", EXPECTED.fhirUser(signed(claims().claim("fhirUser", null), KEY)));
  }

  @TestFactory
  Stream<DynamicTest> tokenThatIsNotOfThisSignInIsRefused() {
    var soon = Date.from(Instant.now().plusSeconds(600));
    Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrong =
        Map.ofEntries(
            Map.entry("no nonce", it -> it.claim("nonce", null)),
            Map.entry("another nonce", it -> it.claim("nonce", "n-2")),
            Map.entry("empty nonce", it -> it.claim("nonce", "")),
            Map.entry("no issuer", it -> it.issuer(null)),
            Map.entry("another issuer", it -> it.issuer(ISSUER + "/other")),
            Map.entry("no audience", it -> it.audience((String) null)),
            Map.entry("another audience", it -> it.audience("other")),
            Map.entry("given to another", it -> it.claim("azp", "other")),
            Map.entry(
                "two audiences, given to nobody", it -> it.audience(List.of("plumbline", "other"))),
            Map.entry(
                "two audiences, given to another",
                it -> it.audience(List.of("plumbline", "other")).claim("azp", "other")),
            Map.entry("no end", it -> it.expirationTime(null)),
            Map.entry("ended", it -> it.expirationTime(Date.from(Instant.EPOCH))),
            Map.entry("no issue time", it -> it.issueTime(null)),
            Map.entry("issued in the future", it -> it.issueTime(soon)),
            Map.entry("no subject", it -> it.subject(null)));
    return wrong.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> refused(signed(it.getValue().apply(claims()), KEY))));
  }

  private static void refused(String token) {
    assertThrows(Refused.class, () -> EXPECTED.fhirUser(token));
  }

  @Test
  void tokenThatTheRecordSystemDidNotSignIsRefused() throws JOSEException {
    refused(signed(claims(), FOREIGN));
    refused(new PlainJWT(claims().build()).serialize());
    var shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
    shared.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes()));
    refused(shared.serialize());
    refused("");
    refused("a.b.c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Practitioner/1",
        "PractitionerRole/a-b.c",
        "https://ehr.example/fhir/Practitioner/1",
        "https://ehr.example/fhir/PractitionerRole/1"
      })
  void practitionersAreClinicians(String user) {
    assertTrue(IdToken.isClinician(user, FHIR));
    assertTrue(IdToken.isClinician(user, FHIR + "/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Patient/pa2",
        "RelatedPerson/1",
        "Person/1",
        "Device/1",
        "Practitioner",
        "Practitioner/",
        "practitioner/1",
        "Practitioner/1/x",
        "Practitioner/1\n",
        "Practitioner/1?x",
        "Practitioner/<b>",
        "Patient/1/Practitioner/1",
        "https://ehr.example/fhir/Patient/1",
        "https://elsewhere.example/fhir/Practitioner/1",
        "https://ehr.example/fhir.elsewhere.example/Practitioner/1",
        "javascript:alert(1)//",
        "javascript:alert(1)//Practitioner/1",
        "data:text/html,Practitioner/1"
      })
  void nobodyElseIs(String user) {
    assertFalse(IdToken.isClinician(user, FHIR));
  }
}
