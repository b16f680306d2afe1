package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is kept, and how it is asked for: worklist, follow-ups, decisions, audit and export. */
class RecordsIT extends Deployed {
  private static String assess(String patient) {
    return assess(patient, Instant.now());
  }

  private static String assess(String patient, Instant answeredAt) {
    var facts = Json.MAPPER.valueToTree(Patients.of("S07").given());
    var body = Json.object().put("patient", patient).put("answeredAt", answeredAt.toString());
    body.set("facts", facts);
    var answer = Ehr.post("/api/assessments", Ehr.JSON, body.toString());
    assertEquals(201, answer.status(), answer.body());
    return answer.assessment().orElseThrow();
  }

  private static String patient() {
    return "kept-" + UUID.randomUUID();
  }

  @Requirement({"R-CDS-57", "R-FHIR-25"})
  @Test
  void everyAccessAndEveryGuidanceIsAudited() {
    var patient = patient();
    var id = assess(patient);
    assertEquals(200, Ehr.get("/api/assessments/" + id).status());
    assertEquals(200, Ehr.get("/api/assessments/" + id + "/letter").status());
    assertEquals(404, Ehr.get("/api/assessments/" + UUID.randomUUID()).status());
    var events = Ehr.get("/fhir/AuditEvent?patient=" + patient).json();
    var actions =
        events.list("/entry").stream()
            .map(it -> it.text("/resource/subtype/1/code").orElseThrow())
            .toList();
    assertEquals(List.of("read", "read", "guidance"), actions);
    for (var it : events.list("/entry")) {
      assertEquals(
          "Patient/" + patient, it.text("/resource/entity/0/what/reference").orElseThrow());
      assertEquals("0", it.text("/resource/outcome").orElseThrow());
    }
    var guidance = events.list("/entry").get(2);
    assertTrue(guidance.text("/resource/entity/1/name").orElseThrow().contains("Assessment/" + id));
    var one = guidance.text("/resource/id").orElseThrow();
    assertEquals(200, Ehr.get("/fhir/AuditEvent/" + one).status());
  }

  /** A link as a path of this server. */
  private static String path(String address) {
    return address.replaceFirst("^https?://[^/]+", "");
  }

  /** Every page looked at is an access, so each is followed by an entry that was not there. */
  @Test
  void linkToTheNextPageOfTheAuditGoesOnWhereThePageEnded() {
    var patient = patient();
    var id = assess(patient);
    for (var i = 0; i < 4; i++) {
      assertEquals(200, Ehr.get("/api/assessments/" + id).status());
    }
    var seen = new ArrayList<String>();
    var next = Optional.of("/fhir/AuditEvent?_count=2&patient=" + patient);
    while (next.isPresent()) {
      var answer = Ehr.get(path(next.get()));
      assertEquals(200, answer.status(), answer.body());
      var page = answer.json();
      page.list("/entry").forEach(it -> seen.add(it.text("/resource/id").orElseThrow()));
      next =
          page.list("/link").stream()
              .filter(it -> it.text("/relation").orElseThrow().equals("next"))
              .map(it -> it.text("/url").orElseThrow())
              .findFirst();
    }
    assertEquals(5, seen.size());
    assertEquals(5, Set.copyOf(seen).size());
    assertEquals(400, Ehr.get("/fhir/AuditEvent?_after=none").status());
    var skipped = Ehr.get("/fhir/AuditEvent?_count=2&_offset=2&patient=" + patient).json();
    assertEquals(2, skipped.list("/entry").size());
  }

  @Test
  void listsGoOnWhereThePageEnded() {
    var patient = patient();
    var first = assess(patient, Instant.now().minusSeconds(120));
    var second = assess(patient, Instant.now().minusSeconds(60));
    var page = Ehr.get("/api/worklist?count=1&patient=" + patient).json();
    assertEquals(second, page.text("/assessments/0/id").orElseThrow());
    assess(patient);
    page = Ehr.get(page.text("/next").orElseThrow()).json();
    assertEquals(first, page.text("/assessments/0/id").orElseThrow());
    page = Ehr.get(page.text("/next").orElseThrow()).json();
    assertEquals(0, page.list("/assessments").size());
    assertEquals(Optional.empty(), page.text("/next"));
    assertEquals(400, Ehr.get("/api/worklist?after=none").status());
    var due = Ehr.get("/api/follow-ups?count=1&patient=" + patient).json();
    var other = Ehr.get(due.text("/next").orElseThrow()).json();
    assertNotEquals(due.text("/followUps/0/id"), other.text("/followUps/0/id"));
  }

  @Test
  void worklistHasEachPatientOnceAndTheMostUrgentFirst() {
    var patient = patient();
    assess(patient, Instant.now().minusSeconds(60));
    var newest = assess(patient);
    var lines = Ehr.get("/api/worklist?count=200").json().list("/assessments");
    var mine =
        lines.stream()
            .filter(it -> it.text("/patient").orElseThrow().equals("Patient/" + patient))
            .toList();
    assertEquals(1, mine.size());
    assertEquals(newest, mine.get(0).text("/id").orElseThrow());
    assertEquals("saddle-sensory-change", mine.get(0).text("/redFlags/0/rule").orElseThrow());
    var order = List.of("ambulance", "emergency", "same-day", "urgent", "routine", "self-care");
    var places =
        lines.stream().map(it -> order.indexOf(it.text("/disposition").orElseThrow())).toList();
    assertEquals(places.stream().sorted().toList(), places);
    assertEquals(2, Ehr.get("/api/worklist?patient=" + patient).json().list("/assessments").size());
    assertEquals(
        1,
        Ehr.get("/api/worklist?rule=saddle-sensory-change&count=1")
            .json()
            .list("/assessments")
            .size());
  }

  private static List<Json> worklist(String patient) {
    return Ehr.get("/api/worklist?count=200").json().list("/assessments").stream()
        .filter(it -> it.text("/patient").orElseThrow().equals("Patient/" + patient))
        .toList();
  }

  /** Over every way out: worklist, API, FHIR answers, card and board, until a decision. */
  @Test
  void nothingErasesAnEmergencyButAClinician() {
    var patient = patient();
    var first = Json.object().put("patient", patient);
    first.put(
        "answeredAt",
        OffsetDateTime.now(ZoneOffset.UTC)
            .minusHours(2)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString());
    first.set("facts", Json.MAPPER.valueToTree(Patients.of("S07").given()));
    var emergency =
        Ehr.post("/api/assessments", Ehr.JSON, first.toString()).assessment().orElseThrow();
    var mild = Json.object().put("patient", patient);
    mild.putObject("facts").put("age", 30).put("saddle-numbness", "absent");
    for (var i = 0; i < 2; i++) {
      var milder = Ehr.post("/api/assessments", Ehr.JSON, mild.toString());
      assertEquals(201, milder.status(), milder.body());
      assertEquals(emergency, milder.json().text("/staying/0/id").orElseThrow());
      assertEquals("emergency", milder.json().text("/staying/0/disposition/code").orElseThrow());
      assertTrue(
          milder.json().text("/patientText/en/0").orElseThrow().contains("hospital"),
          milder.body());
      var read = Ehr.get("/api/assessments/" + milder.assessment().orElseThrow()).json();
      assertEquals(emergency, read.text("/staying/0/id").orElseThrow());
      var changes =
          Ehr.get("/api/assessments/%s/changes".formatted(milder.assessment().orElseThrow()))
              .json();
      assertTrue(changes.node().has("unansweredRedFlags"), changes.node().toString());
    }
    var lines = worklist(patient);
    assertEquals(2, lines.size(), lines.toString());
    assertEquals(emergency, lines.get(0).text("/id").orElseThrow());
    assertEquals("true", lines.get(0).text("/undecided").orElseThrow());
    assertEquals("false", lines.get(0).text("/newest").orElseThrow());
    assertEquals("true", lines.get(1).text("/newest").orElseThrow());

    var intake =
        Intake.of(
            patient,
            Patients.of("G02").given(),
            OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
    var processed = Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, intake.parameters().toString());
    assertEquals(200, processed.status(), processed.body());
    assertTrue(processed.body().contains("no clinician has decided about them"), processed.body());
    assertTrue(processed.body().contains(emergency), processed.body());
    var bundle = processed.json().list("/parameter").get(1);
    assertEquals(
        "emergency",
        bundle.text("/resource/entry/0/resource/extension/0/valueCoding/code").orElseThrow());
    assertTrue(
        bundle.node().toString().contains("\"priority\":\"stat\""), bundle.node().toString());

    var draft = intake.hook();
    var response = (ObjectNode) draft.at("/prefetch/intake/entry/0/resource");
    response.put("status", "in-progress").putArray("item");
    for (var hook : List.of(intake.hook(), draft)) {
      var card = Ehr.post(Ehr.HOOK, Ehr.JSON, hook.toString());
      assertEquals(200, card.status(), card.body());
      assertEquals("critical", card.json().text("/cards/0/indicator").orElseThrow(), card.body());
      assertTrue(
          card.json().text("/cards/0/detail").orElseThrow().contains("The newest answers"),
          card.body());
    }
    var board = Ehr.get("/app/board?all=1&q=" + patient).body();
    assertTrue(board.contains("nobody has confirmed or changed this"), board);

    var decided =
        Ehr.post(
            "/api/assessments/%s/decisions".formatted(emergency),
            Ehr.JSON,
            "{\"decision\":\"changed\",\"disposition\":\"routine\",\"reason\":\"examined-normal\",\"by\":\"Dr A\"}");
    assertEquals(201, decided.status(), decided.body());
    assertEquals(1, worklist(patient).size());
    assertEquals(
        "[]",
        Ehr.post(Ehr.HOOK, Ehr.JSON, intake.hook().toString())
            .json()
            .node()
            .at("/cards")
            .toString());
    assertEquals(
        "[]",
        Ehr.post("/api/assessments", Ehr.JSON, mild.toString())
            .json()
            .node()
            .at("/staying")
            .toString());
  }

  @Test
  void correctionIsAFurtherDecisionThatNamesTheFirst() {
    var id = assess(patient());
    var path = "/api/assessments/%s/decisions".formatted(id);
    var first =
        Ehr.post(
            path,
            Ehr.JSON,
            "{\"decision\":\"changed\",\"disposition\":\"same-day\",\"reason\":\"examined\",\"by\":\"Dr A\"}");
    assertEquals(201, first.status(), first.body());
    var replaced = first.json().text("/id").orElseThrow();
    var second =
        Ehr.post(
            path,
            Ehr.JSON,
            "{\"decision\":\"confirmed\",\"by\":\"Dr B\",\"replaces\":\"%s\"}".formatted(replaced));
    assertEquals(201, second.status(), second.body());
    var all = Ehr.get(path).json().list("/decisions");
    assertEquals(2, all.size());
    assertEquals(replaced, all.get(0).text("/replaces").orElseThrow());
    assertEquals("emergency", all.get(0).text("/disposition").orElseThrow());
    var read = Ehr.get("/api/assessments/" + id).json();
    assertEquals("emergency", read.text("/asRecorded/disposition").orElseThrow());
  }

  @Test
  void ofTwoDecisionsAtOnceOneIsKept() throws Exception {
    var path = "/api/assessments/%s/decisions".formatted(assess(patient()));
    var statuses =
        atOnce(
            6,
            it ->
                Ehr.post(
                        path,
                        Ehr.JSON,
                        "{\"decision\":\"changed\",\"disposition\":\"%s\",\"reason\":\"examined\",\"by\":\"Dr %d\"}"
                            .formatted(it % 2 == 0 ? "routine" : "ambulance", it))
                    .status());
    assertEquals(1, statuses.stream().filter(it -> it == 201).count(), statuses.toString());
    assertEquals(5, statuses.stream().filter(it -> it == 409).count(), statuses.toString());
    assertEquals(1, Ehr.get(path).json().list("/decisions").size());
  }

  private static <T> List<T> atOnce(int calls, IntFunction<T> call) throws Exception {
    var pool = Executors.newFixedThreadPool(calls);
    try {
      var all = new ArrayList<Callable<T>>();
      for (var i = 0; i < calls; i++) {
        var number = i;
        all.add(() -> call.apply(number));
      }
      var answers = new ArrayList<T>();
      for (var it : pool.invokeAll(all)) {
        answers.add(it.get());
      }
      return answers;
    } finally {
      pool.shutdown();
    }
  }

  private static Ehr.Answer keyed(String key, String body) {
    return keyed("/api/assessments", key, body);
  }

  private static Ehr.Answer keyed(String path, String key, String body) {
    return Ehr.send(
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Content-Type", Ehr.JSON)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void callThatIsSentTwiceUnderOneKeyIsOneAssessment() throws Exception {
    var body = "{\"patient\":\"%s\",\"facts\":{\"age\":40}}".formatted(patient());
    var key = UUID.randomUUID().toString();
    var first = keyed(key, body);
    assertEquals(201, first.status(), first.body());
    var rows = Records.rows();
    var second = keyed(key, body);
    assertEquals(201, second.status(), second.body());
    assertEquals(first.assessment(), second.assessment());
    assertEquals(first.json().text("/disposition"), second.json().text("/disposition"));
    assertEquals(rows, Records.rows());
    assertEquals(422, keyed(key, body.replace(":40", ":41")).status());
    assertEquals(422, keyed("a blank", body).status());
    var refused = UUID.randomUUID().toString();
    assertEquals(422, keyed(refused, body.replace(":40", ":\"x\"")).status());
    assertEquals(201, keyed(refused, body).status(), "a refused call uses up no key");
    var together = UUID.randomUUID().toString();
    var answers = atOnce(6, it -> keyed(together, body));
    assertEquals(
        1,
        answers.stream().flatMap(it -> it.assessment().stream()).distinct().count(),
        answers.toString());
    assertTrue(
        answers.stream().allMatch(it -> it.status() == 201 || it.status() == 409),
        answers.toString());
  }

  @Test
  void whateverElseIsCreatedIsCreatedOnceUnderOneKey() {
    var patient = patient();
    var about = "/api/assessments/%s/".formatted(assess(patient));
    var bodies =
        Map.of(
            about + "outcomes",
            "{\"arrived\":\"yes\",\"scanned\":\"no\",\"found\":\"unknown\",\"by\":\"Dr A\"}",
            about + "decisions",
            "{\"decision\":\"confirmed\",\"by\":\"Dr A\"}",
            "/api/intake-links",
            "{\"patient\":\"%s\"}".formatted(patient));
    bodies.forEach(
        (path, body) -> {
          var key = UUID.randomUUID().toString();
          var first = keyed(path, key, body);
          assertEquals(201, first.status(), first.body());
          var rows = Records.rows();
          var second = keyed(path, key, body);
          assertEquals(201, second.status(), second.body());
          assertEquals(first.body(), second.body());
          assertEquals(rows, Records.rows());
        });
    var key = UUID.randomUUID().toString();
    var outcome = bodies.get(about + "outcomes");
    assertEquals(201, keyed(about + "outcomes", key, outcome).status());
    var other = "/api/assessments/%s/outcomes".formatted(assess(patient()));
    assertEquals(422, keyed(other, key, outcome).status());
  }

  @Test
  void faultsOfADecisionAreAllNamedAndNothingIsKept() {
    var path = "/api/assessments/%s/decisions".formatted(assess(patient()));
    var before = Records.rows();
    var refused =
        Ehr.post(
            path,
            Ehr.JSON,
            "{\"decision\":\"perhaps\",\"disposition\":\"soon\",\"why\":\"x\",\"replaces\":\"%s\"}"
                .formatted(UUID.randomUUID()));
    assertEquals(422, refused.status(), refused.body());
    for (var fault :
        List.of("decision is", "disposition is", "why is", "by is missing", "replaces names")) {
      assertTrue(refused.body().contains(fault), fault + ": " + refused.body());
    }
    assertEquals(before, Records.rows());
  }

  @Test
  void outcomeIsCountedByRuleAndTheLastOneHolds() {
    var id = assess(patient());
    var path = "/api/assessments/%s/outcomes".formatted(id);
    var before = ends("saddle-sensory-change");
    assertEquals(
        201,
        Ehr.post(
                path,
                Ehr.JSON,
                "{\"arrived\":\"yes\",\"scanned\":\"no\",\"found\":\"unknown\",\"by\":\"Dr A\"}")
            .status());
    assertEquals(
        201,
        Ehr.post(
                path,
                Ehr.JSON,
                "{\"arrived\":\"yes\",\"scanned\":\"yes\",\"found\":\"serious\",\"explains\":\"saddle-sensory-change\",\"remark\":\"cauda equina syndrome\",\"by\":\"Dr B\"}")
            .status());
    var all = Ehr.get(path).json().list("/outcomes");
    assertEquals(2, all.size());
    assertEquals("Dr B", all.get(0).text("/by").orElseThrow());
    assertEquals("saddle-sensory-change", all.get(0).text("/explains/0").orElseThrow());
    var after = ends("saddle-sensory-change");
    assertEquals(
        List.of(1, 1, 1, 1, 0, 0),
        IntStream.range(0, before.size())
            .map(it -> after.get(it) - before.get(it))
            .boxed()
            .toList());
  }

  private static List<Integer> ends(String rule) {
    return Ehr.get("/api/rules/statistics").json().list("/rules").stream()
        .filter(it -> it.text("/rule").orElseThrow().equals(rule))
        .findFirst()
        .map(
            counts ->
                Stream.of(
                        "told", "arrived", "scanned", "explained", "otherSerious", "nothingSerious")
                    .map(it -> Integer.valueOf(counts.text("/outcomes/" + it).orElseThrow()))
                    .toList())
        .orElseThrow();
  }

  @Test
  void faultsOfAnOutcomeAreAllNamedAndNothingIsKept() {
    var path = "/api/assessments/%s/outcomes".formatted(assess(patient()));
    var before = Records.rows();
    var refused =
        Ehr.post(
            path,
            Ehr.JSON,
            "{\"arrived\":\"perhaps\",\"found\":\"nothing-serious\",\"explains\":\"saddle-sensory-change,fainting-from-50\",\"why\":\"x\"}");
    assertEquals(422, refused.status(), refused.body());
    for (var fault :
        List.of(
            "arrived is",
            "scanned is missing",
            "explains names",
            "explains goes",
            "why is",
            "by is missing")) {
      assertTrue(refused.body().contains(fault), fault + ": " + refused.body());
    }
    assertEquals(before, Records.rows());
  }

  @Test
  void faultsOfAQueryAreAllNamed() {
    var refused =
        Ehr.get("/api/follow-ups?state=soon&patient=a%20b&dueBefore=tomorrow&count=0&color=red");
    assertEquals(400, refused.status(), refused.body());
    for (var fault : List.of("state is", "patient is", "dueBefore is", "count is", "query has")) {
      assertTrue(refused.body().contains(fault), fault + ": " + refused.body());
    }
    assertEquals(400, Ehr.get("/api/worklist?rule=none-such").status());
    assertEquals(400, Ehr.get("/fhir/Task?status=perhaps").status());
    assertEquals(404, Ehr.get("/api/follow-ups/" + UUID.randomUUID()).status());
    assertEquals(404, Ehr.get("/api/follow-ups/1").status());
  }

  @Test
  void followUpsAreTasks() {
    var patient = patient();
    assess(patient);
    var tasks = Ehr.get("/fhir/Task?patient=" + patient).json().list("/entry");
    assertEquals(3, tasks.size());
    var id = tasks.get(0).text("/resource/id").orElseThrow();
    assertEquals("accepted", Ehr.get("/fhir/Task/" + id).json().text("/status").orElseThrow());
    var cancelled =
        Ehr.post("/api/follow-ups/" + id, Ehr.JSON, "{\"state\":\"cancelled\",\"by\":\"desk\"}");
    assertEquals(422, cancelled.status());
    assertTrue(cancelled.body().contains("remark is missing"), cancelled.body());
    var done = Ehr.post("/api/follow-ups/" + id, Ehr.JSON, "{\"state\":\"done\",\"by\":\"desk\"}");
    assertEquals("done", done.json().text("/state").orElseThrow());
    // What is done stays done.
    assertEquals(
        "done",
        Ehr.post(
                "/api/follow-ups/" + id,
                Ehr.JSON,
                "{\"state\":\"cancelled\",\"by\":\"desk\",\"remark\":\"no\"}")
            .json()
            .text("/state")
            .orElseThrow());
  }

  @Test
  void recordOfAPatientIsABundleAndAPdf() {
    var patient = patient();
    assess(patient);
    var bundle = Ehr.get("/fhir/Patient/%s/$everything".formatted(patient));
    assertEquals(200, bundle.status(), bundle.body());
    var types =
        bundle.json().list("/entry").stream()
            .map(it -> it.text("/resource/resourceType").orElseThrow())
            .toList();
    for (var type : List.of("GuidanceResponse", "DetectedIssue", "Task", "AuditEvent")) {
      assertTrue(types.contains(type), type + " of " + types);
    }
    var pdf =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/api/patients/%s/record".formatted(patient))));
    assertEquals(200, pdf.statusCode());
    assertTrue(pdf.body().startsWith("%PDF"));
    assertEquals(404, Ehr.get("/api/patients/nobody-%s/record".formatted(patient)).status());
  }

  @Test
  void assessmentIsReplayedAndTheSame() {
    var replay = Ehr.get("/api/assessments/%s/replay".formatted(assess(patient()))).json();
    assertEquals("true", replay.text("/sameAsRecorded").orElseThrow());
    assertEquals(List.of(), replay.list("/changes"));
  }

  @Test
  void metricsAreCountedAndSayNothingAboutAPatient() {
    var patient = patient();
    assess(patient);
    var metrics = Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve("/api/metrics"))).body();
    for (var name :
        List.of(
            "plumbline_requests_total{part=\"api\",status=\"201\"}",
            "plumbline_request_seconds_bucket",
            "plumbline_assessments_total{disposition=\"emergency\"}",
            "plumbline_rule_firings_total{rule=\"saddle-sensory-change\"}",
            "plumbline_not_recorded_total",
            "plumbline_tokens_refused_total",
            "plumbline_follow_ups{state=\"late\"}",
            "plumbline_alarms{kind=\"canary\"}",
            "plumbline_recording 1")) {
      assertTrue(metrics.contains(name), name);
    }
    assertFalse(metrics.contains(patient));
  }

  @Test
  void readinessTellsNobodyTheHashOfTheKnowledge() {
    var ready = Ehr.get("/api/health/ready").json();
    assertTrue(ready.text("/knowledgeHash").isEmpty());
    assertFalse(ready.toString().matches("(?s).*[0-9a-f]{64}.*"), ready.toString());
  }
}
