package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The FHIR endpoint with access tokens. */
class FhirLockedIT extends Deployed {
  private static final String RESPONSES = "/fhir/QuestionnaireResponse";

  @BeforeAll
  static void register() {
    Clinic.open();
  }

  private static Intake intake() {
    return Intake.of(
        "p" + UUID.randomUUID(),
        Patients.of("S07").given(),
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }

  private static HttpResponse<String> send(
      String method, String path, String token, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Authorization", token)
            .header("Content-Type", Ehr.FHIR_JSON)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var answer = Ehr.raw(request);
    if (answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
      Bodies.keep(
          new Ehr.Answer(answer.statusCode(), "", java.util.Optional.empty(), answer.body()));
    }
    return answer;
  }

  private static String id(HttpResponse<String> created) {
    assertEquals(201, created.statusCode(), created.body());
    return Json.parse(created.body()).text("/id").orElseThrow();
  }

  @Requirement({"R-FHIR-10", "R-FHIR-13"})
  @Test
  void updateNeedsTheCurrentVersionWhenItNamesOne() {
    var intake = intake();
    var all = Clinic.access("user/*.cruds");
    var created = send("POST", RESPONSES, all, intake.response.toString());
    var id = id(created);
    assertEquals("W/\"1\"", created.headers().firstValue("ETag").orElseThrow());
    intake.response.put("id", id).put("status", "amended");
    var body = intake.response.toString();
    var path = RESPONSES + "/" + id;
    assertEquals(
        200,
        send("PUT", path, Clinic.access("user/*.cruds"), body, "If-Match", "W/\"1\"").statusCode());
    var stale = send("PUT", path, Clinic.access("user/*.cruds"), body, "If-Match", "W/\"1\"");
    assertEquals(412, stale.statusCode(), stale.body());
    assertTrue(stale.body().contains("the current version is 2"), stale.body());
    assertEquals(
        "completed",
        Json.parse(send("GET", path + "/_history/1", all, "").body())
            .text("/status")
            .orElseThrow());
    assertEquals(
        "amended", Json.parse(send("GET", path, all, "").body()).text("/status").orElseThrow());
  }

  @Requirement({"R-FHIR-13"})
  @Test
  void conditionalCreateGivesOneResource() {
    var intake = intake();
    intake
        .response
        .putObject("identifier")
        .put("system", "urn:test")
        .put("value", UUID.randomUUID().toString());
    var condition = "identifier=urn:test%7C" + intake.response.at("/identifier/value").asText();
    var first =
        send(
            "POST",
            RESPONSES,
            Clinic.access("user/*.cruds"),
            intake.response.toString(),
            "If-None-Exist",
            condition);
    var second =
        send(
            "POST",
            RESPONSES,
            Clinic.access("user/*.cruds"),
            intake.response.toString(),
            "If-None-Exist",
            condition);
    assertEquals(200, second.statusCode(), second.body());
    assertEquals(id(first), Json.parse(second.body()).text("/id").orElseThrow());
  }

  @Requirement({"R-FHIR-10", "R-SMART-07"})
  @Test
  void patientScopeReachesThatPatientAlone() {
    var one = intake();
    var other = intake();
    var all = Clinic.access("user/*.cruds");
    var mine = id(send("POST", RESPONSES, all, one.response.toString()));
    var theirs = id(send("POST", RESPONSES, all, other.response.toString()));
    var patient = one.patient.get("id").asText();
    for (var scope : List.of("patient/QuestionnaireResponse.rs", "patient/*.read")) {
      var token = Clinic.access(scope, patient);
      assertEquals(200, send("GET", RESPONSES + "/" + mine, token, "").statusCode());
      assertEquals(404, send("GET", RESPONSES + "/" + theirs, token, "").statusCode());
      var found = Json.parse(send("GET", RESPONSES, token, "").body());
      assertEquals("1", found.text("/total").orElseThrow());
      assertEquals(mine, found.text("/entry/0/resource/id").orElseThrow());
    }
  }

  @Requirement({"R-FHIR-10"})
  @Test
  void responsesAreFoundByEveryParameter() {
    var intake = intake();
    intake.response.putObject("author").put("reference", "Practitioner/physio-9");
    var all = Clinic.access("user/*.cruds");
    var id = id(send("POST", RESPONSES, all, intake.response.toString()));
    var subject = "subject=Patient/" + intake.patient.get("id").asText();
    for (var also :
        List.of(
            "",
            "&status=completed",
            "&author=Practitioner/physio-9",
            "&questionnaire=https://plumbline.example.org/fhir/Questionnaire/low-back-intake",
            "&authored=ge2026-01-01",
            "&authored=ne2020",
            "&_lastUpdated=ge2026-01-01",
            "&status:not=in-progress",
            "&status=completed,in-progress",
            "&patient=nobody," + intake.patient.get("id").asText(),
            "&_id=nobody," + id,
            "&_sort=-authored,_lastUpdated",
            "&questionnaire=https://plumbline.example.org/fhir/Questionnaire/low-back-intake%7C"
                + intake.response.get("questionnaire").asText().split("\\|")[1],
            "&_count=1")) {
      var found = Json.parse(send("GET", RESPONSES + "?" + subject + also, all, "").body());
      assertEquals("1", found.text("/total").orElse("none"), also + found.node());
      assertEquals(id, found.text("/entry/0/resource/id").orElseThrow());
    }
    for (var other :
        List.of(
            "&status=in-progress",
            "&author=Practitioner/nobody",
            "&authored=lt2020-01-01",
            "&questionnaire=https://plumbline.example.org/fhir/Questionnaire/low-back-intake%7C9.9",
            "&patient=nobody")) {
      var found = Json.parse(send("GET", RESPONSES + "?" + subject + other, all, "").body());
      assertEquals("0", found.text("/total").orElse("none"), other);
    }
  }

  @Test
  void transactionIsKeptWholeOrNotAtAll() {
    var intake = intake();
    var patient = intake.patient.get("id").asText();
    var entries =
        "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"Patient/%s\"}},{\"resource\":%s,\"request\":{\"method\":\"POST\",\"url\":\"QuestionnaireResponse\"}}";
    var bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[%s]}";
    var all = Clinic.access("user/*.cruds");
    var good = entries.formatted(intake.patient, patient, intake.response);
    intake.response.put("status", "draft-of-nobody");
    var bad = entries.formatted(intake.patient, patient, intake.response);
    assertEquals(400, send("POST", "/fhir", all, bundle.formatted(bad)).statusCode());
    intake.response.put("status", "entered-in-error");
    var late = entries.formatted(intake.patient, patient, intake.response);
    assertEquals(422, send("POST", "/fhir", all, bundle.formatted(late)).statusCode());
    assertEquals(404, send("GET", "/fhir/Patient/" + patient, all, "").statusCode());
    var kept = send("POST", "/fhir", all, bundle.formatted(good));
    assertEquals(200, kept.statusCode(), kept.body());
    assertEquals(200, send("GET", "/fhir/Patient/" + patient, all, "").statusCode());
  }

  @Requirement({"R-FHIR-11", "R-FHIR-12"})
  @Test
  void completedResponseMustFitTheFormAndOneInProgressNeedNot() {
    var intake = intake();
    var group =
        (com.fasterxml.jackson.databind.node.ObjectNode) intake.response.at("/item/0/item/0");
    group.put("text", "another wording");
    var refused =
        send("POST", RESPONSES, Clinic.access("user/*.cruds"), intake.response.toString());
    assertEquals(422, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("has another text than the form"), refused.body());
    intake.response.put("status", "in-progress");
    // Not through send: the validator would rightly find the wording wrong in what comes back.
    var unfinished =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve(RESPONSES))
                .header("Authorization", Clinic.access("user/*.cruds"))
                .header("Content-Type", Ehr.FHIR_JSON)
                .POST(BodyPublishers.ofString(intake.response.toString())));
    assertEquals(201, unfinished.statusCode(), unfinished.body());
  }

  @Requirement({"R-SMART-01", "R-SMART-13"})
  @Test
  void configurationIsOpenAndErrorsAreThoseOfBearerTokens() {
    var configuration = Ehr.get("/fhir/.well-known/smart-configuration");
    assertEquals("application/json", configuration.type().split(";")[0]);
    assertEquals(
        "[\"S256\"]",
        configuration.json().node().at("/code_challenge_methods_supported").toString());
    var nobody = Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve(RESPONSES)));
    assertEquals(401, nobody.statusCode());
    assertEquals(
        "Bearer realm=\"plumbline\"",
        nobody.headers().firstValue("WWW-Authenticate").orElseThrow());
    var wrong = send("GET", RESPONSES, "Bearer abc", "");
    assertTrue(
        wrong.headers().firstValue("WWW-Authenticate").orElseThrow().contains("invalid_token"));
    var narrow = send("GET", RESPONSES, Clinic.access("user/Patient.rs"), "");
    assertEquals(403, narrow.statusCode());
    assertTrue(
        narrow.headers().firstValue("WWW-Authenticate").orElse("").contains("insufficient_scope"),
        narrow.headers().map().toString());
    // Scopes are looked at before the body.
    assertEquals(
        403, send("POST", RESPONSES, Clinic.access("user/Patient.rs"), "no FHIR").statusCode());
  }
}
