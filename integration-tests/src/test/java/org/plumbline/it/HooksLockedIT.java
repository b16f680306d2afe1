package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.it.Ehr.Answer;
import org.plumbline.it.FakeEhr.Reply;

/** CDS Hooks as a registered EHR calls it; each test names the requirements that it proves. */
class HooksLockedIT extends Deployed {
  private static final String FEEDBACK = Ehr.HOOK + "/feedback";

  @BeforeAll
  static void register() {
    Clinic.open();
  }

  private static Answer call(ObjectNode hook) {
    return post(Ehr.HOOK, hook.toString());
  }

  private static Answer post(String path, String body) {
    return Ehr.send(
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Authorization", Clinic.bearer(path))
            .header("Content-Type", Ehr.JSON)
            .POST(BodyPublishers.ofString(body)));
  }

  /** An intake of a case, of a patient whom no other test knows. */
  private static Intake intake(String of) {
    return Intake.of(
        "p" + UUID.randomUUID(),
        Patients.of(of).given(),
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }

  private static ObjectNode without(Intake intake, String... keys) {
    var hook = intake.hook();
    ((ObjectNode) hook.get("prefetch")).remove(List.of(keys));
    return hook;
  }

  private static ObjectNode withServer(ObjectNode hook, String scope) {
    hook.put("fhirServer", Clinic.EHR.base() + "/fhir");
    hook.putObject("fhirAuthorization")
        .put("access_token", "secret-of-the-ehr")
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("scope", scope)
        .put("subject", "plumbline");
    return hook;
  }

  private static void serve(Intake intake) {
    var bundle = Intake.searchset();
    bundle.putArray("entry").addObject().set("resource", intake.response);
    Clinic.EHR
        .json("/fhir/Patient", intake.patient.toString())
        .json("/fhir/Condition", Intake.searchset().toString())
        .json("/fhir/QuestionnaireResponse", bundle.toString());
  }

  @Requirement({"R-CDS-18", "R-CDS-22", "R-CDS-23"})
  @Test
  void whatThePrefetchLeavesOutIsAskedOfTheRegisteredServerWithTheToken() {
    var intake = intake("S07");
    serve(intake);
    for (var scope :
        List.of(
            "patient/*.read",
            "patient/Patient.rs patient/QuestionnaireResponse.rs patient/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item")) {
      var answer = call(withServer(without(intake, "patient", "conditions", "intake"), scope));
      assertEquals(200, answer.status(), answer.body());
      assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
      assertFalse(answer.body().contains("Not assessed"), answer.body());
      assertFalse(answer.body().contains("secret-of-the-ehr"));
    }
    var asked =
        Clinic.EHR.calls(
            "/fhir/QuestionnaireResponse?patient=" + intake.patient.get("id").asText());
    assertEquals(2, asked.size());
    assertEquals("Bearer secret-of-the-ehr", asked.get(0).headers().get("authorization"));
  }

  @Requirement({"R-CDS-20"})
  @Test
  void furtherPagesAreReadWithTheSameToken() {
    var intake = intake("S07");
    serve(intake);
    var first = Intake.searchset();
    first
        .putArray("link")
        .addObject()
        .put("relation", "next")
        .put("url", Clinic.EHR.base() + "/fhir/page2");
    var hook = withServer(without(intake), "patient/*.read");
    ((ObjectNode) hook.get("prefetch")).set("intake", first);
    var second = Intake.searchset();
    second.putArray("entry").addObject().set("resource", intake.response);
    Clinic.EHR.json("/fhir/page2", second.toString());
    assertEquals("critical", call(hook).json().text("/cards/0/indicator").orElseThrow());
    first
        .putArray("link")
        .addObject()
        .put("relation", "next")
        .put("url", "https://evil.example/fhir/page2");
    var refused = call(hook);
    assertTrue(
        refused.json().text("/cards/0/detail").orElseThrow().contains("only a part could be read"),
        refused.body());
  }

  @Requirement({"R-CDS-21", "R-CDS-55"})
  @Test
  void slowServerGivesAPartialAnswerThatSaysSo() {
    var intake = intake("S07");
    serve(intake);
    Clinic.EHR.on(
        "/fhir/Condition",
        call -> {
          try {
            Thread.sleep(3_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Reply.json(200, Intake.searchset().toString());
        });
    var hook = withServer(without(intake, "conditions"), "patient/*.read");
    var start = System.nanoTime();
    var answer = call(hook);
    var milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
    assertTrue(
        answer
            .json()
            .text("/cards/0/detail")
            .orElseThrow()
            .contains("the problem list: the EHR did not answer in time"),
        answer.body());
    assertTrue(milliseconds < 2_500, milliseconds + " ms: the answer waited for the slow server");
  }

  @Requirement({"R-CDS-23"})
  @Test
  void nothingIsAskedThatTheScopeDoesNotCover() {
    var intake = intake("S07");
    serve(intake);
    var before = Clinic.EHR.calls("/fhir/Condition").size();
    var answer = call(withServer(without(intake, "conditions"), "patient/Patient.read"));
    assertTrue(answer.body().contains("we may not ask the EHR's server for it"), answer.body());
    assertEquals(before, Clinic.EHR.calls("/fhir/Condition").size());
  }

  @Requirement({"R-CDS-17"})
  @Test
  void fourStatesOfThePrefetchGiveFourAnswers() {
    var intake = intake("G02");
    var quiet = call(intake.hook());
    assertEquals("[]", quiet.json().node().at("/cards").toString());
    var none = intake.hook();
    ((ObjectNode) none.get("prefetch")).putNull("conditions");
    assertEquals("[]", call(none).json().node().at("/cards").toString());
    var failed = intake.hook();
    ((ObjectNode) failed.get("prefetch"))
        .putObject("conditions")
        .put("resourceType", "OperationOutcome");
    assertTrue(call(failed).body().contains("the EHR could not read it"));
    assertTrue(call(without(intake, "conditions")).body().contains("not sent by the EHR"));
  }

  @Requirement({"R-CDS-19"})
  @Test
  void nothingKnownAtAllIsAFailedPrecondition() {
    assertEquals(412, call(without(intake("S07"), "patient", "conditions", "intake")).status());
  }

  @Requirement({"R-CDS-19"})
  @Test
  void intakeThatWasSentToUsBeforeIsUsed() {
    var intake = intake("S07");
    var stored =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/fhir/QuestionnaireResponse"))
                .header("Authorization", Clinic.access("user/*.cruds"))
                .header("Content-Type", Ehr.FHIR_JSON)
                .POST(BodyPublishers.ofString(intake.response.toString())));
    assertEquals(201, stored.status(), stored.body());
    var answer = call(without(intake, "patient", "conditions", "intake"));
    assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
  }

  @Requirement({"R-CDS-27", "R-CDS-29", "R-CDS-32", "R-CDS-33", "R-CDS-34", "R-CDS-35", "R-CDS-37"})
  @Test
  void cardProposesWholeDraftsWithStableIdsAndReasonsToOverride() {
    var intake = intake("S07");
    var first = call(intake.hook()).json();
    var second = call(intake.hook()).json();
    assertEquals(first.text("/cards/0/uuid"), second.text("/cards/0/uuid"));
    var card = first.list("/cards").get(0);
    assertTrue(card.text("/summary").orElseThrow().length() < 140);
    assertEquals("any", card.text("/selectionBehavior").orElseThrow());
    var types = new HashSet<String>();
    for (var i = 0; i < card.list("/suggestions").size(); i++) {
      var suggestion = card.list("/suggestions").get(i);
      assertEquals(
          suggestion.text("/uuid"),
          second.list("/cards").get(0).list("/suggestions").get(i).text("/uuid"));
      for (var action : suggestion.list("/actions")) {
        types.add(action.text("/resource/resourceType").orElseThrow());
        assertTrue(action.text("/description").isPresent());
        assertTrue(action.text("/resource/id").isPresent());
        assertTrue(
            List.of("draft", "preparation")
                .contains(action.text("/resource/status").orElseThrow()));
      }
    }
    assertTrue(types.containsAll(List.of("ServiceRequest", "Communication")), types.toString());
    assertEquals(4, card.list("/overrideReasons").size());
    assertTrue(
        card.list("/overrideReasons").stream()
            .allMatch(it -> it.text("/display").isPresent() && it.text("/system").isPresent()));
  }

  @Requirement({"R-CDS-42", "R-CDS-43", "R-CDS-44"})
  @Test
  void cardThatWasOverriddenIsNotShownAgainAndIsJoinedToItsRules() {
    var intake = intake("S07");
    var card = call(intake.hook()).json().text("/cards/0/uuid").orElseThrow();
    var feedback =
        """
        {"feedback":[{"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-26T10:00:00Z",
          "overrideReason":{"reason":{"code":"examined-normal"},"userComment":"examined"}},
          {"card":"4e0a3a1e-3883-4575-ab7d-028e2fe209ec","outcome":"overridden","outcomeTimestamp":"2026-11-26T10:00:00Z"}]}"""
            .formatted(card);
    assertEquals(200, post(FEEDBACK, feedback).status());
    assertEquals(200, post(FEEDBACK, feedback).status());
    assertEquals("[]", call(intake.hook()).json().node().at("/cards").toString());
    assertEquals(
        List.of(List.of("saddle-sensory-change", "examined-normal")), Records.feedbackByRule(card));
  }

  /** Two intakes in one prefetch: the milder is newer. An override with a reason is a decision. */
  @Test
  void theNewestIntakeHidesNoGraverOneUntilAClinicianHasDecided() {
    var id = "p" + UUID.randomUUID();
    var now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    var older = Intake.of(id, Patients.of("S07").given(), now.minusHours(3)).response;
    older.put("id", "older-" + id);
    var card = call(with(Intake.of(id, Patients.of("G02").given(), now), older)).json();
    assertEquals("critical", card.text("/cards/0/indicator").orElseThrow());
    var detail = card.text("/cards/0/detail").orElseThrow();
    assertTrue(
        detail.contains("**Answered 3 hours ago. Later answers do not take this away"), detail);
    assertTrue(detail.contains("no red flag reported. The newest answers"), detail);
    var feedback =
        """
        {"feedback":[{"card":"%s","outcome":"overridden","outcomeTimestamp":"2026-11-26T10:00:00Z",
          "overrideReason":{"reason":{"code":"examined-normal"}}}]}"""
            .formatted(card.text("/cards/0/uuid").orElseThrow());
    assertEquals(200, post(FEEDBACK, feedback).status());
    var later = Intake.of(id, Patients.of("G02").given(), now.plusSeconds(90));
    assertEquals("[]", call(with(later, older)).json().node().at("/cards").toString());
  }

  private static ObjectNode with(Intake newest, ObjectNode older) {
    var hook = newest.hook();
    ((ArrayNode) hook.at("/prefetch/intake/entry")).addObject().set("resource", older);
    return hook;
  }

  @Requirement({"R-CDS-09"})
  @Test
  void everyHookHasAServiceOfItsOwn() {
    var services = Ehr.get("/cds-services").json().list("/services");
    assertEquals(10, services.size());
    for (var it : services) {
      var hook = it.text("/hook").orElseThrow();
      assertEquals(
          hook.equals("patient-view") ? "low-back-triage" : "low-back-triage-" + hook,
          it.text("/id").orElseThrow());
    }
  }

  @Test
  void hookIsAnsweredByEachOfOurServices() {
    var order = order(intake("S07").hook(), "order-sign", "MRI of the lumbar spine", "routine");
    for (var id : List.of("", "-order-sign", "-appointment-book")) {
      var answer = post("/cds-services/low-back-triage" + id, order.toString());
      assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
    }
    assertEquals(404, post("/cds-services/low-back-triage-none", order.toString()).status());
  }

  private static ObjectNode order(ObjectNode hook, String name, String text, String priority) {
    hook.put("hook", name);
    var context = (ObjectNode) hook.get("context");
    var orders =
        context.putObject("draftOrders").put("resourceType", "Bundle").put("type", "collection");
    var order =
        orders
            .putArray("entry")
            .addObject()
            .putObject("resource")
            .put("resourceType", "ServiceRequest")
            .put("id", "order-1")
            .put("status", "draft")
            .put("intent", "order")
            .put("priority", priority);
    order.putObject("code").put("text", text);
    order.putObject("subject").put("reference", "Patient/" + context.get("patientId").asText());
    if (name.equals("order-select")) {
      context.putArray("selections").add("ServiceRequest/order-1");
    }
    return hook;
  }

  @Requirement({"R-CDS-34"})
  @Test
  void routineOrderWithARedFlagIsProposedAsStat() {
    for (var name : List.of("order-sign", "order-select")) {
      var answer = call(order(intake("S07").hook(), name, "Referral", "routine")).json();
      var action = answer.list("/cards/0/suggestions").get(0).list("/actions").get(0);
      assertEquals("update", action.text("/type").orElseThrow());
      assertEquals("stat", action.text("/resource/priority").orElseThrow());
      assertEquals("order-1", action.text("/resource/id").orElseThrow());
      assertEquals("Referral", action.text("/resource/code/text").orElseThrow());
    }
  }

  @Test
  void lumbarImagingWithoutARedFlagGivesAWarning() {
    var answer =
        call(order(intake("G02").hook(), "order-sign", "MRI lumbar spine", "routine")).json();
    assertEquals("warning", answer.text("/cards/0/indicator").orElseThrow());
    assertTrue(answer.text("/cards/0/summary").orElseThrow().startsWith("Lumbar imaging"));
    assertEquals(
        "[]",
        call(order(intake("G02").hook(), "order-sign", "MRI knee", "routine"))
            .json()
            .node()
            .at("/cards")
            .toString());
  }

  @Test
  void loadingWithARedFlagIsCritical() {
    var answer =
        call(order(intake("S07").hook(), "order-sign", "Spinal manipulation", "routine")).json();
    assertEquals("critical", answer.text("/cards/0/indicator").orElseThrow());
    assertTrue(answer.text("/cards/0/summary").orElseThrow().startsWith("Do not load this spine."));
  }

  @Requirement({"R-CDS-59"})
  @Test
  void bookingDischargeAndNewProblemHaveWordsOfTheirOwn() {
    var booking = intake("S07").hook().put("hook", "appointment-book");
    ((ObjectNode) booking.get("context")).putObject("appointments").put("resourceType", "Bundle");
    assertTrue(
        call(booking)
            .json()
            .text("/cards/0/summary")
            .orElseThrow()
            .startsWith("Do not book as routine."));
    var discharge = intake("G02").hook().put("hook", "encounter-discharge");
    ((ObjectNode) discharge.get("context")).put("encounterId", "e1");
    var card = call(discharge).json();
    assertEquals("info", card.text("/cards/0/indicator").orElseThrow());
    assertTrue(card.text("/cards/0/summary").orElseThrow().startsWith("Before discharge"));
    assertTrue(
        card.list("/cards/0/suggestions").stream()
            .anyMatch(it -> it.text("/actions/0/resource/resourceType").orElse("").equals("Task")));
    var problem =
        without(intake("G02"), "intake", "conditions").put("hook", "problem-list-item-create");
    ((ObjectNode) problem.get("prefetch")).putNull("intake");
    var condition =
        ((ObjectNode) problem.get("context"))
            .putObject("conditions")
            .put("resourceType", "Bundle")
            .putArray("entry")
            .addObject()
            .putObject("resource")
            .put("resourceType", "Condition");
    condition
        .putObject("code")
        .putArray("coding")
        .addObject()
        .put("system", "http://snomed.info/sct")
        .put("code", "279039007");
    assertTrue(call(problem).body().contains("Start the low-back intake"));
  }

  @Test
  void patientReadsNoWordsForClinicians() {
    var hook = intake("S07").hook();
    ((ObjectNode) hook.get("context")).put("userId", "Patient/1");
    var card = call(hook).json();
    var text =
        card.text("/cards/0/detail").orElseThrow() + card.text("/cards/0/summary").orElseThrow();
    assertTrue(text.contains("hospital"), text);
    // The sentence to say at the desk names what the patient asks to have ruled out.
    assertTrue(text.contains("Please rule out cauda equina syndrome."), text);
    assertFalse(
        text.contains("Suspected") || text.contains("Rule:") || text.contains("GIRFT"), text);
    assertTrue(card.node().at("/cards/0/suggestions").isMissingNode());
  }

  @Requirement({"R-CDS-38", "R-CDS-39", "R-CDS-40"})
  @Test
  void linkToTheScreenIsAlwaysTheSameAndItsContextIsOpaque() {
    var addresses = new HashSet<String>();
    var contexts = new HashSet<String>();
    for (var of : List.of("S07", "S07")) {
      var link = call(intake(of).hook()).json().list("/cards/0/links").get(0);
      assertEquals("smart", link.text("/type").orElseThrow());
      addresses.add(link.text("/url").orElseThrow());
      contexts.add(link.text("/appContext").orElseThrow());
      assertTrue(link.text("/autolaunchable").isEmpty());
    }
    assertEquals(java.util.Set.of(Clinic.BASE + "/launch"), addresses);
    assertEquals(2, contexts.size());
  }

  @Requirement({"R-CDS-58"})
  @Test
  void discoveryNeedNotBeSentAgain() {
    var first = Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve("/cds-services")));
    var tag = first.headers().firstValue("ETag").orElseThrow();
    assertTrue(first.headers().firstValue("Cache-Control").orElseThrow().contains("max-age"));
    assertEquals(
        304,
        Ehr.raw(
                HttpRequest.newBuilder(Ehr.BASE.resolve("/cds-services"))
                    .header("If-None-Match", tag))
            .statusCode());
  }

  @Requirement({"R-CDS-49"})
  @Test
  void newKeyOfAClientIsFetchedWhenItIsFirstUsed() throws InterruptedException {
    var intake = intake("G02").hook().toString();
    assertEquals(200, callAsB(intake, Clinic.token("ehr-b", Ehr.HOOK).sign()));
    Clinic.keysOfB = new JWKSet(Keys.ROTATED).toPublicJWKSet().toString();
    // Keys are fetched again at most every two seconds.
    Thread.sleep(2_500);
    assertEquals(
        200,
        callAsB(intake, Clinic.token("ehr-b", Ehr.HOOK).kid("ec-2").signedBy(Keys.ROTATED).sign()));
    assertEquals(401, callAsB(intake, Clinic.token("ehr-b", Ehr.HOOK).sign()));
  }

  private static int callAsB(String body, String token) {
    return Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve(Ehr.HOOK))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", Ehr.JSON)
                .POST(BodyPublishers.ofString(body)))
        .status();
  }

  @Requirement({"R-CDS-52"})
  @Test
  void clinicsShareNothing() {
    var intake = intake("S07");
    var card = call(intake.hook()).json().text("/cards/0/uuid").orElseThrow();
    var token = Clinic.token("vendor-1", FEEDBACK).sign();
    var settled =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve(FEEDBACK))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", Ehr.JSON)
                .POST(
                    BodyPublishers.ofString(
                        "{\"feedback\":[{\"card\":\"%s\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-26T10:00:00Z\"}]}"
                            .formatted(card))));
    assertEquals(200, settled.status());
    assertNotEquals("[]", call(intake.hook()).json().node().at("/cards").toString());
  }

  @Test
  void registryListsAndRemoves() {
    Registration.add(
        "--name",
        "short-lived",
        "--tenant",
        "clinic-x",
        "--issuer",
        "https://short.example",
        "--keys",
        java.nio.file.Path.of("target", "client-keys.json").toAbsolutePath().toString(),
        "--scope",
        "cds-hooks");
    assertTrue(Registration.run("list").said().contains("short-lived\ttenant clinic-x"));
    assertEquals(0, Registration.run("remove", "--name", "short-lived").status());
    assertFalse(Registration.run("list").said().contains("short-lived"));
    for (var wrong :
        Map.of(
                "--name is missing", List.of("add", "--tenant", "x"),
                "no client is called nobody", List.of("remove", "--name", "nobody"),
                "expected add, list or remove", List.of("drop"))
            .entrySet()) {
      var ended = Registration.run(wrong.getValue().toArray(String[]::new));
      assertEquals(2, ended.status(), ended.said());
      assertTrue(ended.said().contains(wrong.getKey()), ended.said());
    }
  }

  @Requirement({"R-CDS-05", "R-CDS-06", "R-CDS-07", "R-CDS-08", "R-CDS-10", "R-CDS-11", "R-CDS-12"})
  @Test
  void discoveryDescribesEveryHookAndPrefetchesByPlainTemplates() {
    for (var service : Ehr.get("/cds-services").json().list("/services")) {
      for (var name :
          List.of("hook", "title", "description", "version", "hookVersion", "usageRequirements")) {
        assertTrue(service.text("/" + name).isPresent(), name);
      }
      service
          .node()
          .get("prefetch")
          .forEach(
              it ->
                  assertTrue(
                      it.asText()
                          .matches(
                              "(Patient/\\{\\{context\\.patientId}}|Encounter/\\{\\{context\\.encounterId}}|(Condition|Observation|QuestionnaireResponse|MedicationStatement|MedicationRequest|ServiceRequest)\\?patient=\\{\\{context\\.patientId}}(&questionnaire=https://[a-z./-]+/Questionnaire/low-back-intake)?(&(category|status|_sort|_count)=[a-z0-9-]+)+)"),
                      it.asText()));
    }
  }

  @Requirement({"R-CDS-15"})
  @Test
  void whatIsNotKnownIsLeftAloneAndIdsAreNormalised() {
    var intake = intake("S07");
    var hook = intake.hook();
    hook.putObject("extension").put("com.example.x", 1);
    hook.put("somethingNew", true);
    var context = (ObjectNode) hook.get("context");
    context.put("patientId", "Patient/" + context.get("patientId").asText());
    context.putObject("extension").put("x", "y");
    var answer = call(hook);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
  }

  @Requirement({"R-CDS-31"})
  @Test
  void iconIsAnOpaquePngOfAHundredPixels() throws Exception {
    var icon = call(intake("S07").hook()).json().text("/cards/0/source/icon").orElseThrow();
    assertEquals(Clinic.BASE + "/icon.png", icon);
    var image = javax.imageio.ImageIO.read(java.net.URI.create(icon).toURL());
    assertEquals(100, image.getWidth());
    assertEquals(100, image.getHeight());
    assertFalse(image.getColorModel().hasAlpha());
  }

  @Requirement({"R-CDS-36", "R-CDS-41"})
  @Test
  void nothingIsDoneByItself() {
    var body = call(intake("S07").hook()).body();
    assertFalse(body.contains("systemActions") || body.contains("actionSelectionBehavior"), body);
  }

  @Requirement({"R-CDS-56"})
  @Test
  void whatTheServiceDoesIsPublic() {
    var page = Ehr.get("/capabilities.html");
    assertEquals(200, page.status());
    assertTrue(page.body().contains("order-select, order-sign"));
  }
}
