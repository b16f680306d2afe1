package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the sandbox of CDS Hooks sends, as a page in a browser: a preflight before each call, since
 * each has a token; ES256 tokens of an hour that name the public sandbox's keys; services filed by
 * their id; unknown fields. Not its code: it is no package, and needs a browser.
 */
final class Sandbox {
  static final String ORIGIN = "http://localhost:8081";
  private static final URI KEYS = URI.create("https://sandbox.example/.well-known/jwks.json");
  private static final ECKey KEY = key();

  private Sandbox() {}

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID("44823f3d-0b01-4a6c-a80e-b9d3e8a7226f")
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String publicSet() {
    return new JWKSet(KEY.toPublicJWK()).toString();
  }

  private static String token(String audience) {
    try {
      var now = Instant.now();
      var token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(JOSEObjectType.JWT)
                  .keyID(KEY.getKeyID())
                  .jwkURL(KEYS)
                  .build(),
              new JWTClaimsSet.Builder()
                  .issuer(ORIGIN)
                  .audience(audience)
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plusSeconds(3600)))
                  .jwtID(UUID.randomUUID().toString())
                  .build());
      token.sign(new ECDSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a browser does: the page sees an answer only when both allow its origin. */
  private static HttpResponse<String> send(String path, String method, String body) {
    var preflight =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve(path))
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertTrue(preflight.statusCode() / 100 == 2, path + " " + preflight.statusCode());
    assertAllowed(preflight);
    var allowed = preflight.headers().firstValue("Access-Control-Allow-Headers").orElse("");
    assertTrue(allowed.contains("Authorization") && allowed.contains("Content-Type"), allowed);
    var request =
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Origin", ORIGIN)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(Ehr.BASE.resolve(path).toString()))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    var answer = Ehr.raw(request);
    assertAllowed(answer);
    return answer;
  }

  private static void assertAllowed(HttpResponse<String> answer) {
    var allowed = answer.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    assertTrue(allowed.equals("*") || allowed.equals(ORIGIN), allowed);
  }

  /** The services as it keeps them: by their id, so that a second one of an id is lost. */
  static Map<String, JsonNode> discover() {
    var answer = send("/cds-services", "GET", "");
    assertEquals(200, answer.statusCode(), answer.body());
    var services = new LinkedHashMap<String, JsonNode>();
    Json.parse(answer.body())
        .node()
        .get("services")
        .forEach(it -> services.put(it.get("id").asText(), it));
    return services;
  }

  /** Calls every service that it keeps, each with its hook. */
  static Map<String, JsonNode> callAll(Intake intake) {
    var cards = new LinkedHashMap<String, JsonNode>();
    discover()
        .forEach(
            (id, service) -> {
              var body = body(service.get("hook").asText(), intake.hook());
              var answer = send("/cds-services/" + id, "POST", body.toString());
              assertEquals(200, answer.statusCode(), id + " " + answer.body());
              cards.put(service.get("hook").asText(), Json.parse(answer.body()).node());
            });
    return cards;
  }

  private static ObjectNode body(String hook, ObjectNode body) {
    body.put("hook", hook).put("hookInstance", UUID.randomUUID().toString());
    body.put("fhirServer", "https://r4.example");
    var context = (ObjectNode) body.get("context");
    context.put("userId", "Practitioner/COREPRACTITIONER1").put("encounterId", "e1");
    for (var bundle :
        new String[] {
          "draftOrders", "appointments", "conditions", "medications", "allergiesIntolerances"
        }) {
      context.putObject(bundle).put("resourceType", "Bundle").putArray("entry");
    }
    context.putArray("selections");
    context.putArray("dispatchedOrders").add("ServiceRequest/o1");
    context.put("performer", "Organization/1");
    return body;
  }
}
