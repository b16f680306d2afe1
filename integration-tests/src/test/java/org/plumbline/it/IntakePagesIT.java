package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pages of a patient as plain forms over HTTP, and what becomes of the answers. */
class IntakePagesIT extends Deployed {
  static String link(String patient) {
    var answer = Ehr.post("/api/intake-links", Ehr.JSON, "{\"patient\":\"%s\"}".formatted(patient));
    assertEquals(201, answer.status(), answer.body());
    return URI.create(answer.json().text("/url").orElseThrow()).getPath();
  }

  static HttpResponse<String> get(String path) {
    return Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve(path)).GET());
  }

  static HttpResponse<String> send(String path, String form) {
    return Ehr.raw(
        HttpRequest.newBuilder(Ehr.BASE.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  static String next(HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void whatWasAnsweredIsAResponseLikeEveryOther() {
    var link = link("pages-1");
    assertEquals(link + "?at=1", Steps.say(link, "age", "34"));
    assertEquals(link + "?at=2", Steps.say(link, "sex", "male"));
    next(
        send(
            link,
            "asked=pain-location&chart=1&pain-location=one-side&mark=low-back.pain&mark=calf-left.tingling&mark=elbow.pain"));
    var end =
        Steps.walk(link, Map.of("pain-now", "4", "onset", "during-lift", "duration-weeks", "3 d"));
    assertTrue(end.contains("Check your answers"), end);
    next(send(link, "asked=duration-weeks&duration-weeks=3&duration-weeks.unit=d"));
    var review = get(link + "?review=1").body();
    assertTrue(review.contains("3 days"), review);
    assertTrue(review.contains("left calf: Tingling"), review);
    assertEquals(link, next(send(link, "review=1")));
    assertTrue(get(link).body().contains("Your clinic has your answers"));
    // Sent again, nothing is recorded again.
    var rows = Records.rows();
    assertEquals(link, next(send(link, "review=1")));
    assertEquals(rows, Records.rows());

    var found = Ehr.get("/fhir/QuestionnaireResponse?subject=Patient/pages-1").json();
    assertEquals("1", found.text("/total").orElseThrow());
    assertEquals("completed", found.text("/entry/0/resource/status").orElseThrow());
    assertEquals("#mark-1", found.text("/entry/0/resource/partOf/0/reference").orElseThrow());
    var card =
        Ehr.post(
            Ehr.HOOK,
            Ehr.JSON,
            """
            {"hook":"patient-view","hookInstance":"7b4f2a1c-98b2-4a4e-9d1e-0a1b2c3d4e5f","context":{"userId":"Practitioner/1","patientId":"pages-1"},
             "prefetch":{"patient":{"resourceType":"Patient","id":"pages-1"},"conditions":{"resourceType":"Bundle","type":"searchset"},
             "intake":{"resourceType":"Bundle","type":"searchset"}}}\
            """);
    assertEquals(200, card.status(), card.body());
    assertTrue(card.assessment().isPresent(), "the hook finds the answers and assesses them");
  }

  @Test
  void whatDoesNotFitIsNamedAndNotKept() {
    var link = link("pages-2");
    assertEquals(422, send(link, "asked=fainting").statusCode());
    assertEquals(422, send(link, "asked=illness-this-week:fever,unwell&go=next").statusCode());
    for (var wrong :
        new String[] {"age=-1", "age=999", "age=%3Cscript%3E", "age=1e9", "sex=unheard-of"}) {
      var answer = send(link, "asked=" + wrong.replaceFirst("=.*", "") + "&" + wrong);
      assertEquals(422, answer.statusCode(), wrong);
      assertTrue(answer.body().contains("id=\"problem\""), wrong);
      assertFalse(answer.body().contains("<script>alert"), wrong);
    }
    for (var wrong :
        new String[] {
          "hours-since-lift=2199-01-01T10:00",
          "hours-since-lift=yesterday",
          "hours-since-lift=1999-01-01T10:00",
          "duration-weeks=3&duration-weeks.unit=furlong",
          "pain-now=11"
        }) {
      var asked = "asked=" + wrong.replaceFirst("=.*", "") + "&";
      assertEquals(422, send(link, asked + wrong).statusCode(), wrong);
    }
    assertEquals(0, Ehr.get("/api/worklist?patient=pages-2").json().list("/assessments").size());
    assertEquals(404, get("/intake/" + "A".repeat(54)).statusCode());
  }

  @Test
  void anEmergencyIsRecordedBeforeTheEndAndIsNotTakenBackByMilderAnswers() {
    var link = link("pages-3");
    Steps.say(link, "age", "55");
    assertEquals(link + "/emergency", Steps.say(link, "fainting", "Y"));
    assertTrue(get(link + "/emergency").body().contains("We have told your clinic"));
    var first = Ehr.get("/api/worklist?patient=pages-3").json();
    assertEquals("emergency", first.text("/assessments/0/disposition").orElseThrow());
    Steps.say(link, "fainting", "N");
    Steps.walk(link, Map.of());
    next(send(link, "review=1"));
    var board = get("/app/board?q=pages-3").body();
    assertTrue(board.contains("nobody has confirmed or changed this"), board);
    var result = get(link).body();
    assertTrue(result.contains("You told us of a danger sign before this"), result);
    var milder =
        Ehr.get("/api/worklist?patient=pages-3").json().text("/assessments/0/id").orElseThrow();
    var handOut = get("/app/assessments/" + milder + "/handout").body();
    assertTrue(handOut.contains("You told us of a danger sign before this"), handOut);
    var letter =
        Ehr.send(
                HttpRequest.newBuilder(Ehr.BASE.resolve("/api/assessments/" + milder + "/letter"))
                    .header("Accept", "text/plain")
                    .GET())
            .body();
    assertTrue(letter.contains("READ THIS FIRST. Emergency now"), letter);
  }

  /** Blood in the urine is for today; the patient stops after it. */
  @Test
  void halfAnIntakeCounts() {
    var link = link("pages-5");
    assertEquals(
        List.of("not-answered"),
        Ehr.get("/api/follow-ups?patient=pages-5").json().list("/followUps").stream()
            .map(it -> it.text("/code").orElseThrow())
            .toList());
    Steps.say(link, "age", "30");
    assertEquals(0, Ehr.get("/api/worklist?patient=pages-5").json().list("/assessments").size());
    Steps.say(link, "blood-in-urine", "Y");
    var first = Ehr.get("/api/worklist?patient=pages-5").json();
    assertEquals("same-day", first.text("/assessments/0/disposition").orElseThrow());
    assertEquals("false", first.text("/assessments/0/finished").orElseThrow());
    assertTrue(get("/app/board?q=pages-5").body().contains("Not finished: the patient"));
    var open = Ehr.get("/api/follow-ups?patient=pages-5").json().list("/followUps");
    var codes = open.stream().map(it -> it.text("/code").orElseThrow()).toList();
    assertTrue(codes.contains("not-finished") && codes.contains("acknowledge"), codes.toString());
    assertFalse(codes.contains("not-answered"), codes.toString());
    // Coming back and going on is what was waited for; the waiting for a clinician does not begin
    // anew.
    var acknowledge = due(open, "acknowledge");
    Steps.say(link, "blood-in-urine", "Y");
    open = Ehr.get("/api/follow-ups?patient=pages-5").json().list("/followUps");
    assertEquals(acknowledge, due(open, "acknowledge"));
    assertEquals(
        1,
        open.stream().filter(it -> it.text("/code").orElseThrow().equals("not-finished")).count());
    // The end, as urgent as before, takes its place.
    Steps.walk(link, Map.of());
    next(send(link, "review=1"));
    open = Ehr.get("/api/follow-ups?patient=pages-5").json().list("/followUps");
    assertTrue(
        open.stream().noneMatch(it -> it.text("/code").orElseThrow().equals("not-finished")));
    assertEquals(
        1,
        Ehr.get("/api/worklist?count=200").json().list("/assessments").stream()
            .filter(it -> it.text("/patient").orElseThrow().equals("Patient/pages-5"))
            .count());
    assertFalse(get("/app/board?q=pages-5").body().contains("Not finished: the patient"));
  }

  private static String due(List<Json> followUps, String code) {
    return followUps.stream()
        .filter(it -> it.text("/code").orElseThrow().equals(code))
        .map(it -> it.text("/dueAt").orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoIsUnderSixteenIsNotAskedOfSexAndTheSymptomsAreNamed() {
    var link = link("pages-6");
    Steps.say(link, "age", "15");
    Steps.say(link, "sex", "male");
    var page = get(link + Steps.say(link, "saddle-numbness", "Y").replace(link, "")).body();
    assertTrue(page.contains("name=\"asked\" value=\"pelvic-symptoms-new\""), page);
    assertTrue(page.contains("One more question, because you said yes"), page);
    assertTrue(page.contains("<ul class=\"named\"><li>"), page);
    var asked = "name=\"asked\" value=\"sexual-dysfunction\"";
    assertFalse(get(link + "?change=sexual-dysfunction").body().contains(asked));
    Steps.say(link, "age", "16");
    assertTrue(get(link + "?change=sexual-dysfunction").body().contains(asked));
  }

  @Test
  void inSpanishWhenTheBrowserSaysSo() {
    var answer =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve(link("pages-4")))
                .header("Accept-Language", "es-MX,es;q=0.9")
                .GET());
    assertTrue(answer.body().contains("<html lang=\"es\" dir=\"ltr\">"), answer.body());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
  }
}
