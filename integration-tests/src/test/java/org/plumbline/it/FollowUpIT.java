package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient is looked at again when the hour has come, seen by a clock that the test moves. */
class FollowUpIT {
  private static final String EMERGENCY = "{\"saddle-numbness\":\"present\",\"age\":40}";

  @TempDir Path folder;

  @Test
  void patientIsLookedAtAgainWhenTheHourHasCome() throws Exception {
    try (var server = new ServerProcess("followed", 19480, folder).start()) {
      emergencyThatNobodyAcknowledgesIsEscalated(server);
      acknowledgedEmergencyIsNotEscalated(server);
      moreUrgentAnswersTakeThePlaceOfWhatWasPlanned(server);
      lessUrgentAnswersLeaveAnOpenEmergencyOpen(server);
      sameAnswersAgainPlanNothingNew(server);
      moreUrgentAnswersThatArriveLateArePlannedOnce(server);
      aLinkThatIsNotAnsweredIsDueForACall(server);
      whoStopsInTheMiddleIsDueForACall(server);
      followUpsOutliveARestart(server);
      outcomeIsAskedForUntilItIsTold(server);
    }
  }

  private static String assess(ServerProcess server, String patient, String facts)
      throws Exception {
    var answer =
        server.post(
            "/api/assessments",
            "application/json",
            "{\"patient\":\"%s\",\"facts\":%s}".formatted(patient, facts));
    assertEquals(201, answer.statusCode(), answer.body());
    return Json.parse(answer.body()).text("/id").orElseThrow();
  }

  private static List<Json> of(ServerProcess server, String patient, String state)
      throws Exception {
    return server
        .json("/api/follow-ups?patient=%s&state=%s".formatted(patient, state))
        .list("/followUps");
  }

  private static List<String> codes(ServerProcess server, String patient, String state)
      throws Exception {
    return of(server, patient, state).stream().map(it -> it.text("/code").orElseThrow()).toList();
  }

  private static void emergencyThatNobodyAcknowledgesIsEscalated(ServerProcess server)
      throws Exception {
    assess(server, "f1", EMERGENCY);
    assertEquals(List.of("acknowledge", "arrival", "outcome"), codes(server, "f1", "scheduled"));
    server.moveClock(Duration.ofMinutes(16));
    await(() -> codes(server, "f1", "escalated").equals(List.of("acknowledge")));
    assertEquals(List.of("arrival", "outcome"), codes(server, "f1", "scheduled"));
    server.moveClock(Duration.ofMinutes(125));
    await(() -> codes(server, "f1", "due").equals(List.of("arrival")));
    var tasks = server.json("/fhir/Task?patient=f1&status=ready");
    assertEquals(2, tasks.list("/entry").size());
    assertEquals("stat", tasks.text("/entry/0/resource/priority").orElseThrow());
    var id = of(server, "f1", "due").get(0).text("/id").orElseThrow();
    var done =
        server.post(
            "/api/follow-ups/" + id,
            "application/json",
            "{\"state\":\"done\",\"by\":\"reception\",\"remark\":\"arrived\"}");
    assertEquals(200, done.statusCode(), done.body());
    assertEquals("completed", server.json("/fhir/Task/" + id).text("/status").orElseThrow());
    assertEquals(
        List.of("scheduled", "due", "done"),
        server.json("/api/follow-ups/" + id).list("/steps").stream()
            .map(it -> it.text("/state").orElseThrow())
            .toList());
  }

  private static void acknowledgedEmergencyIsNotEscalated(ServerProcess server) throws Exception {
    var id = assess(server, "f2", EMERGENCY);
    var decided =
        server.post(
            "/api/assessments/%s/decisions".formatted(id),
            "application/json",
            "{\"decision\":\"confirmed\",\"by\":\"Dr A\"}");
    assertEquals(201, decided.statusCode(), decided.body());
    assertEquals(List.of("acknowledge"), codes(server, "f2", "done"));
    assertEquals(List.of("arrival", "outcome"), codes(server, "f2", "open"));
  }

  private static void outcomeIsAskedForUntilItIsTold(ServerProcess server) throws Exception {
    var id = assess(server, "f9", EMERGENCY);
    server.moveClock(Duration.ofDays(10));
    await(() -> codes(server, "f9", "due").equals(List.of("arrival", "outcome")));
    var told =
        server.post(
            "/api/assessments/%s/outcomes".formatted(id),
            "application/json",
            "{\"arrived\":\"yes\",\"scanned\":\"yes\",\"found\":\"nothing-serious\",\"by\":\"Dr A\"}");
    assertEquals(201, told.statusCode(), told.body());
    assertEquals(List.of("arrival", "outcome"), codes(server, "f9", "done"));
  }

  private static void moreUrgentAnswersTakeThePlaceOfWhatWasPlanned(ServerProcess server)
      throws Exception {
    var first = assess(server, "f3", "{\"leg-pain\":\"present\",\"age\":40}");
    assertTrue(of(server, "f3", "scheduled").size() >= 2);
    server.moveClock(Duration.ofHours(20));
    var second = assess(server, "f3", EMERGENCY);
    assertEquals(List.of("acknowledge", "arrival", "outcome"), codes(server, "f3", "open"));
    for (var it : of(server, "f3", "superseded")) {
      assertEquals(first, it.text("/assessment").orElseThrow());
      assertEquals(second, it.text("/supersededBy").orElseThrow());
    }
    assertTrue(of(server, "f3", "superseded").size() >= 2);
    var changes = server.json("/api/assessments/%s/changes".formatted(second));
    assertEquals("saddle-sensory-change", changes.text("/newRedFlags/0/rule").orElseThrow());
    assertEquals(first, changes.text("/before").orElseThrow());
    assertTrue(
        changes.list("/facts").stream()
            .anyMatch(
                it ->
                    it.text("/fact").orElseThrow().equals("leg-pain")
                        && it.text("/change").orElseThrow().equals("no-longer-known")));
  }

  private static void lessUrgentAnswersLeaveAnOpenEmergencyOpen(ServerProcess server)
      throws Exception {
    server.moveClock(Duration.ofHours(21));
    assess(server, "f3", "{\"age\":40}");
    assertTrue(codes(server, "f3", "open").containsAll(List.of("acknowledge", "arrival")));
  }

  private static void aLinkThatIsNotAnsweredIsDueForACall(ServerProcess server) throws Exception {
    var refused =
        server.command(
            "clinics", "set", "--tenant", "demo", "--zone", "UTC", "--call-after-hours", "73");
    assertTrue(refused.status() != 0, refused.text());
    assertTrue(refused.text().contains("expected 1 to 72"), refused.text());
    assertEquals(
        0,
        server
            .command(
                "clinics", "set", "--tenant", "demo", "--zone", "UTC", "--call-after-hours", "3")
            .status());
    assertTrue(server.command("clinics", "list").text().contains("calls after 3 hours"));
    server.moveClock(Duration.ofHours(30));
    var link = "{\"patient\":\"f7\"}";
    assertEquals(201, server.post("/api/intake-links", "application/json", link).statusCode());
    assertEquals(201, server.post("/api/intake-links", "application/json", link).statusCode());
    assertEquals(List.of("not-answered"), codes(server, "f7", "scheduled"));
    server.moveClock(Duration.ofHours(32));
    assertEquals(List.of("not-answered"), codes(server, "f7", "scheduled"));
    server.moveClock(Duration.ofHours(33).plusMinutes(1));
    await(() -> codes(server, "f7", "due").equals(List.of("not-answered")));
    var due = of(server, "f7", "due").get(0);
    assertTrue(due.text("/assessment").isEmpty() && due.text("/disposition").isEmpty());
    assertEquals(200, server.get("/fhir/Task/" + due.text("/id").orElseThrow()).statusCode());
    assess(server, "f7", "{\"age\":40}");
    assertEquals(List.of("not-answered"), codes(server, "f7", "done"));
  }

  private static void whoStopsInTheMiddleIsDueForACall(ServerProcess server) throws Exception {
    var draft =
        """
        {"resourceType":"QuestionnaireResponse","id":"f8-1","questionnaire":"https://plumbline.example.org/fhir/Questionnaire/low-back-intake",
         "status":"in-progress","subject":{"reference":"Patient/f8"},"authored":"%s","item":[{"linkId":"saddle-numbness",
         "answer":[{"valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/v2-0136","code":"Y"}}]}]}""";
    var at =
        server
            .json("/api/follow-ups?patient=f7&state=done")
            .text("/followUps/0/dueAt")
            .orElseThrow();
    assertEquals(
        200,
        server
            .post(
                "/fhir/Questionnaire/$process-response",
                "application/fhir+json",
                draft.formatted(at))
            .statusCode());
    assertTrue(codes(server, "f8", "open").contains("not-finished"));
    server.moveClock(Duration.ofHours(34));
    await(() -> codes(server, "f8", "due").contains("not-finished"));
    assess(server, "f8", "{\"age\":40}");
    assertEquals(List.of("not-finished"), codes(server, "f8", "done"));
    var open = codes(server, "f8", "open");
    assertTrue(open.containsAll(List.of("acknowledge", "arrival")), open.toString());
  }

  private static void sameAnswersAgainPlanNothingNew(ServerProcess server) throws Exception {
    var intake =
        "{\"patient\":\"f4\",\"answeredAt\":\"2026-11-20T08:00:00Z\",\"facts\":%s}"
            .formatted(EMERGENCY);
    for (var i = 0; i < 3; i++) {
      assertEquals(201, server.post("/api/assessments", "application/json", intake).statusCode());
    }
    assertEquals(3, of(server, "f4", "scheduled,due,escalated").size());
  }

  private static void moreUrgentAnswersThatArriveLateArePlannedOnce(ServerProcess server)
      throws Exception {
    var intake = "{\"patient\":\"f6\",\"answeredAt\":\"2026-11-%s\",\"facts\":%s}";
    for (var body :
        List.of(
            intake.formatted("20T08:00:00Z", "{\"leg-pain\":\"present\",\"age\":40}"),
            intake.formatted("19T08:00:00Z", EMERGENCY),
            intake.formatted("19T08:00:00Z", EMERGENCY))) {
      assertEquals(201, server.post("/api/assessments", "application/json", body).statusCode());
    }
    var open = codes(server, "f6", "open");
    assertEquals(List.of("acknowledge", "arrival", "outcome"), open.stream().sorted().toList());
  }

  private static void followUpsOutliveARestart(ServerProcess server) throws Exception {
    assess(server, "f5", EMERGENCY);
    server.kill();
    server.start();
    assertEquals(List.of("acknowledge", "arrival", "outcome"), codes(server, "f5", "open"));
    server.moveClock(Duration.ofHours(58));
    await(() -> codes(server, "f5", "escalated").equals(List.of("acknowledge")));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    for (var turn = 0; !condition.holds(); turn++) {
      assertTrue(turn < 100, "waited for ten seconds");
      Thread.sleep(100);
    }
  }
}
