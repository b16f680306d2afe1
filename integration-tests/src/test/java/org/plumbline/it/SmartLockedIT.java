package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.it.FakeEhr.Call;
import org.plumbline.it.FakeEhr.Reply;
import org.plumbline.it.Keys.Token;

/** The launch of our screen by an EHR of the tests, and what is written back to it. */
class SmartLockedIT extends Deployed {
  private static final String FHIR = Clinic.EHR.base() + "/fhir";
  private static final String COOKIE = "__Host-plumbline";

  /** What the authorization server of the EHR was asked, by code. */
  private static final Map<String, Map<String, String>> ASKED = new ConcurrentHashMap<>();

  private static volatile String patient = "nobody";
  private static volatile String appContext = "";
  private static volatile RSAKey idKey = Keys.RSA;

  @BeforeAll
  static void register() {
    Clinic.open();
    Clinic.EHR
        .json(
            "/fhir/.well-known/smart-configuration",
            """
            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/idkeys",
             "code_challenge_methods_supported":["S256"],"capabilities":["launch-ehr","launch-standalone"]}"""
                .formatted(Clinic.EHR.base()))
        .on("/idkeys", call -> Reply.json(200, new JWKSet(Keys.RSA).toPublicJWKSet().toString()))
        .on("/authorize", SmartLockedIT::authorize)
        .on("/token", SmartLockedIT::token);
  }

  @BeforeEach
  void ehrTakesEverything() {
    idKey = Keys.RSA;
    for (var type : List.of("ServiceRequest", "Task", "Communication")) {
      Clinic.EHR.on("/fhir/" + type, call -> Reply.json(201, "{}"));
    }
  }

  private static Reply authorize(Call call) {
    var fields = FakeEhr.fields(call.path().substring(call.path().indexOf('?') + 1));
    var code = "code-" + fields.get("state").substring(0, 8);
    ASKED.put(code, fields);
    return new Reply(
        302,
        "text/plain",
        "",
        Map.of(
            "Location",
            fields.get("redirect_uri") + "?code=" + code + "&state=" + fields.get("state")));
  }

  private static Reply token(Call call) {
    var fields = FakeEhr.fields(call.body());
    if (fields.get("grant_type").equals("client_credentials")) {
      return Reply.json(
          200, "{\"access_token\":\"backend-token\",\"token_type\":\"bearer\",\"expires_in\":300}");
    }
    var asked = ASKED.get(fields.get("code"));
    if (asked == null
        || !challenge(fields.get("code_verifier")).equals(asked.get("code_challenge"))) {
      return Reply.json(400, "{\"error\":\"invalid_grant\"}");
    }
    var idToken =
        Token.of(Clinic.EHR.base(), "plumbline")
            .rsa("RS256")
            .claim("fhirUser", "Practitioner/physio-1")
            .claim("nonce", asked.get("nonce"));
    var id = idKey == Keys.RSA ? idToken.sign() : idToken.claim("aud", "somebody-else").sign();
    return Reply.json(
        200,
        """
        {"access_token":"user-token","token_type":"bearer","expires_in":600,"scope":"%s","patient":"%s","need_patient_banner":true,
         "id_token":"%s"%s}"""
            .formatted(
                asked.get("scope"),
                patient,
                id,
                appContext.isEmpty() ? "" : ",\"appContext\":\"" + appContext + "\""));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An assessment of a patient whom no other test knows. */
  private static String assessed(String of, String who) {
    var intake =
        Intake.of(
            who,
            Patients.of(of).given(),
            java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    var answer =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve(Ehr.HOOK))
                .header("Authorization", Clinic.bearer(Ehr.HOOK))
                .header("Content-Type", Ehr.JSON)
                .POST(BodyPublishers.ofString(intake.hook().toString())));
    patient = who;
    return answer.assessment().orElseThrow();
  }

  private static HttpResponse<String> get(String address, String cookie) {
    var request = HttpRequest.newBuilder(Ehr.BASE.resolve(URI.create(address.replace(" ", "%20"))));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return Ehr.raw(request);
  }

  private static String cookie(HttpResponse<String> answer) {
    var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    for (var attribute : List.of("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/")) {
      assertTrue(set.contains(attribute), set);
    }
    return set.split(";")[0];
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** Goes through a launch; gives the cookie of the session. */
  private static String launch(String path) {
    var begun = get(path, "");
    assertEquals(303, begun.statusCode(), begun.body());
    var authorized = get(location(begun), "");
    var back = get(location(authorized), cookie(begun));
    assertEquals(303, back.statusCode(), back.body());
    assertEquals("/launch/view", location(back));
    assertFalse(cookie(back).equals(cookie(begun)), "the session was not rotated");
    return cookie(back);
  }

  @Requirement({"R-SMART-02", "R-SMART-04", "R-SMART-05", "R-SMART-08", "R-SMART-09"})
  @Test
  void launchFromTheCardShowsItsAssessment() throws Exception {
    appContext = assessed("S07", "smart-1");
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", "");
    var asked = FakeEhr.fields(location(begun).substring(location(begun).indexOf('?') + 1));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals(FHIR, asked.get("aud"));
    assertEquals("xyz", asked.get("launch"));
    assertTrue(asked.get("scope").contains("launch"));
    assertTrue(asked.get("state").length() >= 21, "a state of 122 bits or more");
    var view = get("/launch/view", launch("/launch?iss=" + FHIR + "&launch=xyz"));
    assertEquals(200, view.statusCode());
    assertTrue(view.body().contains("Emergency now"), view.body());
    assertTrue(view.body().contains("Patient: Patient/smart-1"), view.body());
    assertFalse(view.body().contains("user-token"));
    var form =
        FakeEhr.fields(
            Clinic.EHR.calls("/token").get(Clinic.EHR.calls("/token").size() - 1).body());
    var assertion = SignedJWT.parse(form.get("client_assertion"));
    var keys = JWKSet.parse(Ehr.get("/.well-known/jwks.json").body());
    assertTrue(
        assertion.verify(
            new ECDSAVerifier(keys.getKeyByKeyId(assertion.getHeader().getKeyID()).toECKey())));
    var life = assertion.getJWTClaimsSet();
    assertTrue(life.getExpirationTime().getTime() - life.getIssueTime().getTime() <= 300_000);
  }

  @Requirement({"R-SMART-03", "R-SMART-09"})
  @Test
  void standaloneLaunchShowsTheNewestOfThePatient() {
    appContext = "";
    assessed("S07", "smart-2");
    var view = get("/launch/view", launch("/launch/standalone?iss=" + FHIR));
    assertTrue(view.body().contains("Emergency now"), view.body());
  }

  @Requirement({"R-SMART-09"})
  @Test
  void contextOfAnotherPatientShowsNothingOfThatPatient() {
    appContext = assessed("S07", "smart-3");
    patient = "smart-nobody";
    var view = get("/launch/view", launch("/launch?iss=" + FHIR + "&launch=xyz"));
    assertTrue(view.body().contains("No intake yet"), view.body());
    assertFalse(view.body().contains("smart-3"));
  }

  @Requirement({"R-SMART-02"})
  @Test
  void stateIsGoodOnceAndForOneBrowser() {
    assessed("S07", "smart-4");
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", "");
    var back = location(get(location(begun), ""));
    var elsewhere = get(back, "");
    assertTrue(elsewhere.body().contains("Open in a new tab"), elsewhere.body());
    assertEquals(400, get(back, cookie(begun)).statusCode());
  }

  @Requirement({"R-SMART-08"})
  @Test
  void idTokenForSomebodyElseIsRefused() {
    assessed("S07", "smart-5");
    idKey = null;
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", "");
    var back = get(location(get(location(begun), "")), cookie(begun));
    assertEquals(400, back.statusCode(), back.body());
  }

  private static HttpResponse<String> write(String session) {
    var token =
        get("/launch/view", session)
            .body()
            .replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
    return Ehr.raw(
        HttpRequest.newBuilder(Ehr.BASE.resolve("/launch/write"))
            .header("Cookie", session)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + token)));
  }

  @Test
  void referralOfALaterAssessmentReplacesTheOneBefore() {
    appContext = "";
    assessed("S07", "smart-replaced");
    assertEquals(303, write(launch("/launch/standalone?iss=" + FHIR)).statusCode());
    var first = lastReferral();
    assessed("S07", "smart-replaced");
    assertEquals(303, write(launch("/launch/standalone?iss=" + FHIR)).statusCode());
    var second = lastReferral();
    assertEquals(List.of(), first.list("/replaces"));
    assertEquals(
        first.text("/identifier/0/value").orElseThrow(),
        second.text("/replaces/0/identifier/value").orElseThrow());
    assertFalse(first.text("/identifier/0/value").equals(second.text("/identifier/0/value")));
  }

  private static Json lastReferral() {
    var written = Clinic.EHR.calls("/fhir/ServiceRequest");
    return Json.parse(written.get(written.size() - 1).body());
  }

  @Test
  void confirmationIsWrittenOnceWithTheTokenOfTheUser() {
    appContext = "";
    assessed("S07", "smart-6");
    var session = launch("/launch/standalone?iss=" + FHIR);
    var before = Clinic.EHR.calls("/fhir/ServiceRequest").size();
    assertEquals(303, write(session).statusCode());
    assertEquals(303, write(session).statusCode());
    var written = Clinic.EHR.calls("/fhir/ServiceRequest");
    assertEquals(before + 2, written.size());
    var last = written.get(written.size() - 1);
    assertEquals("Bearer user-token", last.headers().get("authorization"));
    assertEquals(
        written.get(written.size() - 2).headers().get("if-none-exist"),
        last.headers().get("if-none-exist"));
    assertTrue(get("/launch/view", session).body().contains("ServiceRequest: sent"));
  }

  @Requirement({"R-SMART-11"})
  @Test
  void failedWriteIsShownKeptAndRepeatedByTheBackendService() throws Exception {
    appContext = "";
    assessed("S07", "smart-7");
    var session = launch("/launch/standalone?iss=" + FHIR);
    Clinic.EHR.on("/fhir/ServiceRequest", call -> Reply.json(503, "{}"));
    assertEquals(303, write(session).statusCode());
    assertTrue(
        get("/launch/view", session).body().contains("ServiceRequest: pending (answered 503)"));
    Clinic.EHR.on("/fhir/ServiceRequest", call -> Reply.json(201, "{}"));
    var deadline = Instant.now().plus(Duration.ofSeconds(40));
    while (!get("/launch/view", session).body().contains("ServiceRequest: sent")
        && Instant.now().isBefore(deadline)) {
      Thread.sleep(500);
    }
    assertTrue(get("/launch/view", session).body().contains("ServiceRequest: sent"));
    var calls = Clinic.EHR.calls("/fhir/ServiceRequest");
    assertEquals(
        "Bearer backend-token", calls.get(calls.size() - 1).headers().get("authorization"));
  }

  @Requirement({"R-SMART-02", "R-SMART-05"})
  @Test
  void framedLaunchWorksWithThirdPartyStorageBlocked() throws Exception {
    var chromedriver = System.getProperty("it.browser", "");
    assumeTrue(!chromedriver.isBlank(), "not run: give -Dit.browser=<path of chromedriver>");
    appContext = assessed("S07", "smart-8");
    // The EHR is at localhost and we are at 127.0.0.1: two sites.
    var ehr = "http://localhost:" + Clinic.EHR.port();
    Clinic.EHR.on(
        "/record",
        call ->
            new Reply(
                200,
                "text/html",
                "<!doctype html><title>EHR</title><h1>Record</h1><iframe width=900 height=700 src=\"%s/launch?iss=%s&launch=xyz\"></iframe>"
                    .formatted(Clinic.BASE, FHIR),
                Map.of()));
    Clinic.EHR.on(
        "/plain-cookie",
        call ->
            new Reply(
                200,
                "text/html",
                "plain",
                Map.of("Set-Cookie", "plain=1; Path=/; Secure; SameSite=None")));
    try (var browser = Browser.start(chromedriver)) {
      browser.open(ehr + "/record");
      browser.enterFrame();
      var text = browser.textWith("Emergency now");
      browser.leaveFrame();
      browser.picture("framed-launch.png");
      assertTrue(text.contains("Emergency now"), text);
      browser.enterFrame();
      assertEquals("", browser.run("return document.cookie"), "a script can read the cookie");
    }
    assertFalse(COOKIE.isEmpty());
  }
}
