package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.it.FakeEhr.Reply;

/** The launch of our screen by an EHR of the tests, and what is written back to it. */
class SmartLockedIT extends Deployed {
  private static final String FHIR = Clinic.EHR.base() + "/fhir";
  private static final String COOKIE = "__Host-plumbline";

  private static SmartEhr ehr;

  @BeforeAll
  static void register() {
    Clinic.open();
    ehr = new SmartEhr(Clinic.EHR).user("Practitioner/physio-1");
  }

  @BeforeEach
  void ehrTakesEverything() {
    ehr.isHonest(true);
    ehr.user("Practitioner/physio-1").spoils(it -> it);
    ehr.answers(201);
  }

  /** An assessment of a patient whom no other test knows. */
  private static String assessed(String of, String who) {
    return assessed(of, who, OffsetDateTime.now(ZoneOffset.UTC));
  }

  private static String assessed(String of, String who, OffsetDateTime at) {
    var intake = Intake.of(who, Patients.of(of).given(), at.truncatedTo(ChronoUnit.SECONDS));
    var answer =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve(Ehr.HOOK))
                .header("Authorization", Clinic.bearer(Ehr.HOOK))
                .header("Content-Type", Ehr.JSON)
                .POST(BodyPublishers.ofString(intake.hook().toString())));
    ehr.opens(who, "");
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
    var set =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(it -> !it.contains("Max-Age=0"))
            .findFirst()
            .orElseThrow();
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
    assertEquals("/app/patient", location(back));
    assertFalse(cookie(back).equals(cookie(begun)), "the session was not rotated");
    return cookie(back);
  }

  @Requirement({"R-SMART-02", "R-SMART-04", "R-SMART-05", "R-SMART-08", "R-SMART-09"})
  @Test
  void launchFromTheCardShowsItsAssessment() throws Exception {
    ehr.opens("smart-1", assessed("S07", "smart-1"));
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", "");
    var asked = FakeEhr.fields(location(begun).substring(location(begun).indexOf('?') + 1));
    assertEquals("S256", asked.get("code_challenge_method"));
    assertEquals(FHIR, asked.get("aud"));
    assertEquals("xyz", asked.get("launch"));
    assertTrue(asked.get("scope").contains("launch"));
    assertTrue(asked.get("state").length() >= 21, "a state of 122 bits or more");
    var view = view(launch("/launch?iss=" + FHIR + "&launch=xyz"));
    assertEquals(200, view.statusCode());
    assertTrue(view.body().contains("Emergency now"), view.body());
    assertTrue(view.body().contains("smart-1"), view.body());
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
    assessed("S07", "smart-2");
    var view = view(launch("/launch/standalone?iss=" + FHIR));
    assertTrue(view.body().contains("Emergency now"), view.body());
  }

  @Requirement({"R-SMART-09"})
  @Test
  void contextOfAnotherPatientShowsNothingOfThatPatient() {
    ehr.opens("smart-nobody", assessed("S07", "smart-3"));
    var view = view(launch("/launch?iss=" + FHIR + "&launch=xyz"));
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
    ehr.isHonest(false);
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", "");
    var back = get(location(get(location(begun), "")), cookie(begun));
    assertEquals(400, back.statusCode(), back.body());
  }

  /** A sign-in for the clinic, up to the answer to the browser that comes back. */
  private static HttpResponse<String> signIn(String address, String cookies) {
    var begun = get(address, cookies);
    assertEquals(303, begun.statusCode(), begun.body());
    var both = cookies.isEmpty() ? cookie(begun) : cookies + "; " + cookie(begun);
    return get(location(get(location(begun), "")), both);
  }

  @Test
  void nobodyButAPractitionerIsAClinician() {
    for (var user :
        List.of(
            "Patient/pa2",
            "RelatedPerson/1",
            "javascript:alert(1)//",
            FHIR + "/Patient/pa2",
            "https://elsewhere.example/Practitioner/1",
            "")) {
      ehr.user(user);
      for (var path : List.of("/launch/sign-in?iss=", "/launch/standalone?iss=")) {
        var back = signIn(path + FHIR, "");
        assertEquals(403, back.statusCode(), user);
        assertTrue(back.body().contains("Only clinicians can sign in here"), back.body());
        assertTrue(back.headers().allValues("Set-Cookie").isEmpty(), user);
      }
    }
    ehr.user(FHIR + "/PractitionerRole/1");
    assertEquals(303, signIn("/launch/sign-in?iss=" + FHIR, "").statusCode());
  }

  @Test
  void idTokenThatIsNotOfThisSignInIsRefused() {
    Map<String, UnaryOperator<Keys.Token>> all =
        Map.of(
            "no nonce", it -> it.claim("nonce", null),
            "another nonce", it -> it.claim("nonce", "n"),
            "another issuer", it -> it.claim("iss", "https://elsewhere.example"),
            "given to another", it -> it.claim("azp", "elsewhere"),
            "several audiences", it -> it.claim("aud", List.of("plumbline", "elsewhere")),
            "expired", it -> it.seconds("exp", -600));
    all.forEach(
        (what, change) -> {
          ehr.spoils(change);
          assertEquals(400, signIn("/launch/sign-in?iss=" + FHIR, "").statusCode(), what);
        });
  }

  @Test
  void aLinkOfAnybodyEndsNoSession() {
    var session = cookie(signIn("/launch/sign-in?iss=" + FHIR, ""));
    var begun = get("/launch?iss=" + FHIR + "&launch=xyz", session);
    assertFalse(cookie(begun).startsWith(COOKIE + "="), cookie(begun));
    assertEquals(200, get("/app/board", session + "; " + cookie(begun)).statusCode());
  }

  @Test
  void theRegisteredClientDecidesForWhichClinic() {
    var shared = FHIR.replace("/fhir", "/shared");
    Clinic.EHR.json(
        "/shared/.well-known/smart-configuration",
        Ehr.raw(HttpRequest.newBuilder(URI.create(FHIR + "/.well-known/smart-configuration")))
            .body());
    register("shared-n", "clinic-n", shared, "plumbline-n");
    register("shared-s", "clinic-s", shared, "plumbline-s");
    var refused =
        Registration.run(
            arguments("shared-t", "clinic-t", shared, "plumbline-s").toArray(String[]::new));
    assertEquals(2, refused.status(), refused.said());
    assertTrue(refused.said().contains("--smart-client-id"), refused.said());
    Registration.settle();
    var unsaid = get("/launch/sign-in?iss=" + shared, "");
    assertEquals(400, unsaid.statusCode());
    assertTrue(unsaid.body().contains("Which clinic is this?"), unsaid.body());
    for (var clinic : List.of("n", "s")) {
      var begun = get("/launch/sign-in?client=shared-" + clinic + "&iss=" + shared, "");
      assertTrue(location(begun).contains("client_id=plumbline-" + clinic), location(begun));
      var back = get(location(get(location(begun), "")), cookie(begun));
      assertEquals("/app/board", location(back));
    }
    assertEquals(
        400, get("/launch/sign-in?client=ehr-a&iss=" + shared, "").statusCode(), "not its server");
    for (var name : List.of("shared-n", "shared-s")) {
      assertEquals(0, Registration.run("remove", "--name", name).status());
    }
  }

  private static void register(String name, String tenant, String server, String clientId) {
    var ended = Registration.run(arguments(name, tenant, server, clientId).toArray(String[]::new));
    assertEquals(0, ended.status(), ended.said());
  }

  private static List<String> arguments(
      String name, String tenant, String server, String clientId) {
    return List.of(
        "add",
        "--name",
        name,
        "--tenant",
        tenant,
        "--issuer",
        "https://" + name + ".example",
        "--jwks",
        Clinic.EHR.base() + "/idkeys",
        "--private-addresses",
        "--fhir-server",
        server,
        "--smart-client-id",
        clientId);
  }

  /** The page of the patient whom the EHR has opened, wherever it is. */
  private static HttpResponse<String> view(String session) {
    var answer = get("/app/patient", session);
    return answer.statusCode() == 303 ? get(location(answer), session) : answer;
  }

  private static HttpResponse<String> write(String session) {
    return write(session, "same-origin");
  }

  private static HttpResponse<String> write(String session, String site) {
    return Ehr.raw(
        HttpRequest.newBuilder(Ehr.BASE.resolve(location(get("/app/patient", session)) + "/write"))
            .header("Cookie", session)
            .header("Sec-Fetch-Site", site)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("")));
  }

  @Requirement({"R-SMART-05"})
  @Test
  void nothingIsWrittenForAnotherSite() {
    assessed("S07", "smart-forged");
    var session = launch("/launch/standalone?iss=" + FHIR);
    var before = Clinic.EHR.calls("/fhir/ServiceRequest").size();
    assertEquals(403, write(session, "cross-site").statusCode());
    assertEquals(before, Clinic.EHR.calls("/fhir/ServiceRequest").size());
  }

  @Test
  void aSessionForOnePatientSeesNoOther() {
    var other = assessed("S07", "smart-other");
    assessed("S07", "smart-mine");
    var session = launch("/launch/standalone?iss=" + FHIR);
    assertEquals(404, get("/app/assessments/" + other, session).statusCode());
    assertEquals(404, get("/app/assessments/" + other + "/letter.pdf", session).statusCode());
    assertEquals(404, get("/app/patients/smart-other", session).statusCode());
    for (var page : List.of("/app/board", "/app/follow-ups", "/app/outcomes", "/app/events")) {
      assertEquals(403, get(page, session).statusCode(), page);
    }
    assertEquals(401, get("/api/worklist", session).statusCode(), "the cookie is for pages alone");
  }

  @Test
  void aClinicianSignsInForTheClinic() {
    assessed("S07", "smart-board");
    var begun = get("/launch/sign-in?iss=" + FHIR, "");
    assertTrue(
        location(begun).contains("scope=openid+fhirUser&")
            || location(begun).endsWith("scope=openid+fhirUser")
            || location(begun).contains("scope=openid%20fhirUser"),
        location(begun));
    var back = get(location(get(location(begun), "")), cookie(begun));
    assertEquals("/app/board", location(back));
    var board = get("/app/board", cookie(back));
    assertEquals(200, board.statusCode());
    assertTrue(board.body().contains("smart-board"), board.body());
    assertTrue(board.body().contains("Practitioner/physio-1"), board.body());
    assertEquals(401, get("/app/board", "").statusCode());
    for (var page : List.of("/app/follow-ups", "/app/outcomes", "/app/knowledge", "/app/links")) {
      assertEquals(200, get(page, cookie(back)).statusCode(), page);
    }
    patientAnswersByALink(cookie(back));
    var out =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/launch/sign-out"))
                .header("Cookie", cookie(back))
                .POST(BodyPublishers.noBody()));
    assertEquals(200, out.statusCode());
    assertEquals(401, get("/app/board", cookie(back)).statusCode(), "the session has ended");
  }

  @Test
  void referralOfALaterAssessmentReplacesTheOneBefore() {
    assessed("S07", "smart-replaced", OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(1));
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

  /** A link that a clinician makes, and an emergency that a patient answers by it. */
  private static void patientAnswersByALink(String session) {
    var made = form("/app/links", "patient=smart-link", session);
    assertEquals(200, made.statusCode(), made.body());
    var link = made.body().replaceAll("(?s).*href=\"[^\"]*(/intake/[A-Za-z0-9_-]+)\".*", "$1");
    assertEquals(200, get(link, "").statusCode());
    form(link, "asked=saddle-numbness&saddle-numbness=Y", "");
    var told = form(link, "asked=pelvic-symptoms-new&go=alarm&pelvic-symptoms-new=Y", "").body();
    assertTrue(told.startsWith("{\"told\":true,"), told);
    assertTrue(get("/app/board", session).body().contains("smart-link"));
    assertTrue(get(link + "/emergency", "").body().contains("Go to a hospital now"));
    assertEquals(303, form(link, "review=1", "").statusCode());
    assertTrue(get(link, "").body().contains("Your clinic has your answers"));
    assertEquals(401, get("/fhir/Patient/smart-link", "").statusCode(), "a link is no token");
  }

  private static HttpResponse<String> form(String path, String body, String session) {
    var request =
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    if (!session.isEmpty()) {
      request.header("Cookie", session);
    }
    return Ehr.raw(request);
  }

  private static Json lastReferral() {
    var written = Clinic.EHR.calls("/fhir/ServiceRequest");
    return Json.parse(written.get(written.size() - 1).body());
  }

  @Test
  void confirmationIsWrittenOnceWithTheTokenOfTheUser() {
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
    assertTrue(view(session).body().contains("ServiceRequest: sent"));
  }

  @Requirement({"R-SMART-11"})
  @Test
  void failedWriteIsShownKeptAndRepeatedByTheBackendService() throws Exception {
    assessed("S07", "smart-7");
    var session = launch("/launch/standalone?iss=" + FHIR);
    ehr.answers(503);
    assertEquals(303, write(session).statusCode());
    assertTrue(view(session).body().contains("ServiceRequest: pending (answered 503)"));
    ehr.answers(201);
    var deadline = Instant.now().plus(Duration.ofSeconds(40));
    while (!view(session).body().contains("ServiceRequest: sent")
        && Instant.now().isBefore(deadline)) {
      Thread.sleep(500);
    }
    assertTrue(view(session).body().contains("ServiceRequest: sent"));
    var calls = Clinic.EHR.calls("/fhir/ServiceRequest");
    assertEquals(
        "Bearer backend-token", calls.get(calls.size() - 1).headers().get("authorization"));
  }

  @Requirement({"R-SMART-02", "R-SMART-05"})
  @Test
  void framedLaunchWorksWithThirdPartyStorageBlocked() throws Exception {
    var chromedriver = System.getProperty("it.browser", "");
    assumeTrue(!chromedriver.isBlank(), "not run: give -Dit.browser=<path of chromedriver>");
    ehr.opens("smart-8", assessed("S07", "smart-8"));
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
