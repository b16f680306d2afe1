package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may see what is kept: one clinic never sees another's, one patient's token only that one. */
class RecordsLockedIT extends Deployed {
  private static final String PATIENT = "locked-" + UUID.randomUUID();

  @BeforeAll
  static void register() {
    Clinic.open();
    var body = Json.object().put("patient", PATIENT);
    body.set("facts", Json.MAPPER.valueToTree(Patients.of("S07").given()));
    var request =
        HttpRequest.newBuilder(Ehr.BASE.resolve("/api/assessments"))
            .header("Authorization", Clinic.bearer("/api/assessments"))
            .header("Content-Type", Ehr.JSON)
            .POST(BodyPublishers.ofString(body.toString()));
    assertEquals(201, Ehr.raw(request).statusCode());
  }

  private static HttpResponse<String> get(String path, String token) {
    return Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve(path)).header("Authorization", token));
  }

  @Test
  void nothingIsReadWithoutAToken() {
    for (var path :
        List.of(
            "/api/worklist",
            "/api/follow-ups",
            "/api/rules/statistics",
            "/api/patients/%s/record".formatted(PATIENT),
            "/fhir/Task",
            "/fhir/AuditEvent",
            "/fhir/Patient/%s/$everything".formatted(PATIENT))) {
      assertEquals(401, Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve(path))).statusCode(), path);
    }
  }

  @Test
  void metricsOfACallThatAProxyHandedOnNeedAToken() {
    var request =
        HttpRequest.newBuilder(Ehr.BASE.resolve("/api/metrics"))
            .header("X-Forwarded-For", "203.0.113.7");
    assertEquals(401, Ehr.raw(request).statusCode());
  }

  @Requirement({"R-CDS-57", "R-FHIR-25"})
  @Test
  void auditNeedsItsOwnScopeAndNamesTheClient() {
    assertEquals(403, get("/fhir/AuditEvent", Clinic.access("user/Task.rs")).statusCode());
    var seen = get("/fhir/AuditEvent?patient=" + PATIENT, Clinic.access("system/AuditEvent.rs"));
    assertEquals(200, seen.statusCode(), seen.body());
    var events = Json.parse(seen.body()).list("/entry");
    assertTrue(
        events.stream()
            .anyMatch(it -> it.text("/resource/subtype/1/code").orElseThrow().equals("guidance")));
    for (var it : events) {
      assertFalse(it.text("/resource/agent/0/who/display").orElseThrow().isBlank());
    }
  }

  @Test
  void tokenOfOnePatientFindsTheTasksOfThatPatientAlone() {
    var mine = get("/fhir/Task", Clinic.access("patient/Task.rs", PATIENT));
    assertEquals(200, mine.statusCode(), mine.body());
    assertEquals(3, Json.parse(mine.body()).list("/entry").size());
    var other =
        get("/fhir/Task?patient=" + PATIENT, Clinic.access("patient/Task.rs", "somebody-else"));
    assertEquals(List.of(), Json.parse(other.body()).list("/entry"));
    var id = Json.parse(mine.body()).text("/entry/0/resource/id").orElseThrow();
    assertEquals(
        404,
        get("/fhir/Task/" + id, Clinic.access("patient/Task.rs", "somebody-else")).statusCode());
  }

  @Test
  void everythingNeedsTheScopesOfEverythingInIt() {
    var path = "/fhir/Patient/%s/$everything".formatted(PATIENT);
    assertEquals(403, get(path, Clinic.access("user/Patient.rs")).statusCode());
    assertEquals(403, get(path, Clinic.access("patient/*.rs", "somebody-else")).statusCode());
    assertEquals(200, get(path, Clinic.access("user/*.rs")).statusCode());
  }
}
