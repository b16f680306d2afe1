package org.plumbline.it;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.plumbline.it.FakeEhr.Reply;
import org.plumbline.it.Keys.Token;

/** An EHR that opens our page for a patient, lets clinicians sign in, and takes what is written. */
final class SmartEhr implements AutoCloseable {
  private final FakeEhr ehr;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
  private volatile String patient = "nobody";
  private volatile String appContext = "";
  private volatile int status = 201;
  private volatile boolean honest = true;
  private volatile String user = "Practitioner/priya-nair";
  private volatile UnaryOperator<Token> spoilt = UnaryOperator.identity();

  SmartEhr() {
    this(new FakeEhr(0));
  }

  /** Lets an EHR open our page too. */
  SmartEhr(FakeEhr ehr) {
    this.ehr = ehr;
    var base = ehr.base();
    ehr.json(
            "/fhir/.well-known/smart-configuration",
            """
            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/idkeys",
             "code_challenge_methods_supported":["S256"],"capabilities":["launch-ehr","launch-standalone"]}"""
                .formatted(base))
        .on("/idkeys", call -> Reply.json(200, new JWKSet(Keys.RSA).toPublicJWKSet().toString()))
        .on(
            "/authorize",
            call -> {
              var fields = FakeEhr.fields(call.path().substring(call.path().indexOf('?') + 1));
              var code = "code-" + fields.get("state").substring(0, 8);
              asked.put(code, fields);
              return new Reply(
                  302,
                  "text/plain",
                  "",
                  Map.of(
                      "Location",
                      fields.get("redirect_uri")
                          + "?code="
                          + code
                          + "&state="
                          + fields.get("state")));
            })
        .on("/token", call -> token(FakeEhr.fields(call.body())));
    for (var type : java.util.List.of("ServiceRequest", "Task", "Communication")) {
      ehr.on("/fhir/" + type, call -> Reply.json(status, "{}"));
    }
  }

  private Reply token(Map<String, String> fields) {
    if (fields.get("grant_type").equals("client_credentials")) {
      return Reply.json(
          200, "{\"access_token\":\"backend-token\",\"token_type\":\"bearer\",\"expires_in\":300}");
    }
    var request = asked.get(fields.get("code"));
    if (request == null
        || !challenge(fields.get("code_verifier")).equals(request.get("code_challenge"))) {
      return Reply.json(400, "{\"error\":\"invalid_grant\"}");
    }
    var id =
        spoilt
            .apply(
                Token.of(ehr.base(), honest ? request.get("client_id") : "somebody-else")
                    .rsa("RS256")
                    // The clock of the server is moved by days in these tests.
                    .seconds("exp", 30 * 24 * 3600L)
                    .claim("fhirUser", user)
                    .claim("sub", "somebody")
                    .claim("nonce", request.get("nonce")))
            .sign();
    var forPatient = request.get("scope").contains("launch");
    return Reply.json(
        200,
        """
        {"access_token":"user-token","token_type":"bearer","expires_in":3000,"scope":"%s","id_token":"%s"%s}"""
            .formatted(
                request.get("scope"),
                id,
                forPatient
                    ? ",\"patient\":\"%s\",\"need_patient_banner\":true%s"
                        .formatted(
                            patient,
                            appContext.isEmpty() ? "" : ",\"appContext\":\"" + appContext + "\"")
                    : ""));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets it give an id token that is for another client, or a good one again. */
  void isHonest(boolean now) {
    honest = now;
  }

  /** Lets it give id tokens with something changed, or missing. */
  void spoils(UnaryOperator<Token> change) {
    spoilt = change;
  }

  /** Registers it at a server, for the clinic of the demonstration. */
  void register(ServerProcess server, Path folder) throws Exception {
    var keys = folder.resolve("ehr-keys.json");
    Files.writeString(keys, Keys.publicSet());
    var said =
        server.command(
            "clients",
            "add",
            "--name",
            "harbour-ehr",
            "--tenant",
            "demo",
            "--issuer",
            "https://harbour-ehr.example",
            "--keys",
            keys.toString(),
            "--scope",
            "cds-hooks",
            "--fhir-server",
            ehr.base() + "/fhir",
            "--private-addresses",
            "--origin",
            ehr.base(),
            "--smart-client-id",
            "plumbline");
    if (said.status() != 0) {
      throw new IllegalStateException(said.text());
    }
    Thread.sleep(5200); // the registry is read again after five seconds
  }

  /** Who signs in there. */
  SmartEhr user(String reference) {
    user = reference;
    return this;
  }

  /** Of which patient the next launch is, and which assessment the card was about. */
  void opens(String of, String context) {
    patient = of;
    appContext = context;
  }

  /** How it answers what is written. */
  void answers(int code) {
    status = code;
  }

  String fhir() {
    return ehr.base() + "/fhir";
  }

  FakeEhr calls() {
    return ehr;
  }

  @Override
  public void close() {
    ehr.close();
  }
}
