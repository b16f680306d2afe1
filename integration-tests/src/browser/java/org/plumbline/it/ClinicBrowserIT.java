package org.plumbline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the clinic, as a physiotherapist and a safety lead use them. */
class ClinicBrowserIT {
  private static final List<String> LEVELS =
      List.of("ambulance", "emergency", "same-day", "urgent", "routine", "self-care");
  private static final String EMERGENCY =
      "{\"patient\":\"%s\",\"facts\":{\"saddle-numbness\":\"present\",\"pain-now\":8,\"age\":40}}";

  /** The core of the screen, all denied. */
  private static final String NEGATIVE =
      Stream.of(
              "saddle-numbness",
              "bladder-retention",
              "bladder-incontinence",
              "bowel-incontinence",
              "leg-pain-both-sides",
              "neuro-symptoms-both-sides",
              "leg-weakness",
              "fever",
              "major-trauma",
              "cancer-history",
              "weight-loss-unexplained",
              "night-pain",
              "dark-urine",
              "tearing-pain",
              "chest-pain",
              "muscle-swelling",
              "pain-out-of-proportion")
          .map(it -> "\"%s\":\"absent\"".formatted(it))
          .collect(Collectors.joining(","));

  private static Screens screens;

  @BeforeAll
  static void open() throws Exception {
    screens = Screens.open();
  }

  private static String assess(String body) throws Exception {
    var answer = screens.server().post("/api/assessments", "application/json", body);
    assertEquals(201, answer.statusCode(), answer.body());
    return Json.parse(answer.body()).text("/id").orElseThrow();
  }

  @Test
  void theBoardIsInTheOrderOfUrgencyThenOfTimePastTheTarget() throws Exception {
    var page = screens.page(Screens.DESK, "/app/board?all=1");
    var order = new ArrayList<Integer>();
    page.locator("tr[data-urgency]")
        .all()
        .forEach(it -> order.add(LEVELS.indexOf(it.getAttribute("data-urgency"))));
    assertTrue(order.size() > 10, order.toString());
    assertEquals(order.stream().sorted().toList(), order);
    page.context().close();
  }

  @Test
  void aNewEmergencyStandsOnTheBoardWithinTwoSeconds() throws Exception {
    var page = screens.page(Screens.DESK, "/app/board");
    assertThat(page.locator("#live")).hasClass(Pattern.compile("on"));
    // The machine may be busy with others: the best of three counts.
    var best = Long.MAX_VALUE;
    for (var round = 1; round <= 3 && best > 2000; round++) {
      var patient = "live-" + round;
      assess(EMERGENCY.formatted(patient));
      var start = System.nanoTime();
      assertThat(page.locator("tr", new Page.LocatorOptions().setHasText(patient)))
          .containsText(
              "New or worse saddle numbness", new ContainsTextOptions().setTimeout(10_000));
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    System.out.printf("board: a new emergency after %d ms%n", best);
    assertTrue(best <= 2000, best + " ms");
    page.context().close();
  }

  @Test
  void anEmergencyStaysOnTheBoardBesideMilderAnswers() throws Exception {
    assess(EMERGENCY.formatted("milder-1"));
    assess("{\"patient\":\"milder-1\",\"facts\":{%s,\"age\":40}}".formatted(NEGATIVE));
    var page = screens.page(Screens.DESK, "/app/board?q=milder-1");
    assertThat(page.locator("tr[data-id]")).hasCount(2);
    assertThat(page.locator("tr[data-id]").first()).containsText("nobody has confirmed");
    assertThat(page.locator("tr[data-id]").first()).hasAttribute("data-urgency", "emergency");
    page.context().close();
  }

  @Test
  void aBoardThatIsNotLiveSaysSo() throws Exception {
    try (var context = screens.context(Screens.DESK)) {
      var page = context.newPage();
      page.clock().install();
      page.navigate("/app/board");
      assertThat(page.locator("#live .text")).hasText(Pattern.compile("Live, updated"));
      context.setOffline(true);
      page.route("**/app/**", route -> route.abort());
      page.clock().fastForward("00:45");
      assertThat(page.locator("#live")).hasClass(Pattern.compile("stale"));
      assertThat(page.locator("#live .text")).hasText(Pattern.compile("Not live since"));
      Screens.check(page, "board-stale");
    }
  }

  @Test
  void nobodyIsWaiting() throws Exception {
    // A clinic without patients: nobody fits the filter, and the words say which of both it is.
    var page = screens.page(Screens.DESK, "/app/board?q=zzzz");
    assertThat(page.locator(".empty")).hasText("Nobody who fits is waiting.");
    page.context().close();
  }

  @Test
  void theBoardByKeys() throws Exception {
    var page = screens.page(Screens.DESK, "/app/board");
    page.waitForSelector("html[data-ready]");
    page.keyboard().press("j");
    assertThat(page.locator("tr.open")).hasCount(1);
    var first = page.locator("tr.open").getAttribute("data-id");
    page.keyboard().press("j");
    assertThat(page.locator("tr.open")).not().hasAttribute("data-id", first);
    page.keyboard().press("k");
    assertThat(page.locator("tr.open")).hasAttribute("data-id", first);
    page.keyboard().press("a");
    assertThat(page.locator("tr.open .who .vh")).hasText("Demo clinician");
    page.keyboard().press("?");
    assertThat(page.locator("#help")).isVisible();
    Screens.check(page, "board-keys");
    page.keyboard().press("Escape");
    page.keyboard().press("/");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().press("j");
    assertEquals("j", page.locator("#q").inputValue());
    page.keyboard().press("Escape");
    page.locator("tr.open a[data-row]").focus();
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/app/assessments/.*"));
    page.context().close();
  }

  @Test
  void whatIsExaminedIsAssessedAtOnce() throws Exception {
    var body =
        "{\"patient\":\"exam-1\",\"facts\":{%s}}"
            .formatted(
                NEGATIVE
                    + ",\"age\":34,\"leg-pain\":\"present\",\"leg-pain-below-knee\":\"present\",\"leg-tingling\":\"present\",\"onset\":\"during-lift\",\"pain-now\":6");
    var before = assess(body);
    var page = screens.page(Screens.DESK, "/app/assessments/" + before);
    page.waitForSelector("html[data-ready]");
    assertThat(page.locator(".band")).not().hasClass(Pattern.compile("emergency"));
    var power = page.locator(".check", new Page.LocatorOptions().setHasText("Lowest MRC grade"));
    power.locator("input[name=value]").fill("2");
    power.locator("button").click();
    assertThat(page.locator(".band")).hasClass(Pattern.compile("emergency"));
    assertThat(page.locator("#verdict")).isFocused();
    assertThat(page.locator(".why .said").first()).containsText("examined");
    assertNotEquals(before, screens.newest("exam-1"), "it is an assessment of its own");
    assertTrue(page.url().contains(screens.newest("exam-1")), page.url());
    Screens.check(page, "assessment-examined");
    // What was entered by mistake is entered again.
    page.navigate("/app/assessments/" + before);
    assertThat(page.locator(".warn").first()).containsText("newer assessment");
    page.context().close();
  }

  @Test
  void aNumberThatCannotBeIsRefusedAndNothingIsKept() throws Exception {
    var id = assess("{\"patient\":\"exam-2\",\"facts\":{\"age\":34,\"pain-now\":6}}");
    var page = screens.page(Screens.DESK, "/app/assessments/" + id);
    page.waitForSelector("html[data-ready]");
    var check = page.locator(".check:has(input[inputmode])").first();
    check.locator("input[name=value]").fill("99999");
    check.locator("button").click();
    assertThat(page.locator("[role=alert]")).containsText("does not fit");
    assertEquals(id, screens.newest("exam-2"));
    page.context().close();
  }

  @Test
  void theUrgencyIsChangedWithAReasonAndLoweredOnlyWhenSaidTwice() throws Exception {
    var id = assess(EMERGENCY.formatted("change-1"));
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, "/app/assessments/" + id);
      page.waitForSelector("html[data-ready]");
      page.keyboard().press("5");
      page.waitForURL(Pattern.compile(".*/urgency.*"));
      assertThat(page.locator("input[value=routine]")).isChecked();
      page.locator("main form button.btn").click();
      assertThat(page.locator("#problem")).containsText("Choose a reason");
      page.selectOption("#reason", "long-standing-unchanged");
      page.fill("#remark", "Numb since surgery in 2019, unchanged; sensation tested");
      page.locator("main form button.btn").click();
      assertThat(page.locator("#problem")).containsText("Confirm it once more");
      Screens.check(page, "urgency-sure");
      if (width == Screens.DESK) {
        page.locator("input[name=sure]").check();
        page.locator("main form button.btn").click();
        assertThat(page.locator(".decided")).containsText("changed: Routine");
        Screens.check(page, "assessment-decided");
      }
      page.context().close();
    }
    var board = screens.page(Screens.DESK, "/app/board?q=change-1");
    assertEquals(0, board.locator("tr[data-id]").count(), "it is decided");
    board.context().close();
    var knowledge = screens.page(Screens.DESK, "/app/knowledge/saddle-sensory-change");
    assertThat(knowledge.locator(".aside").first()).containsText("Long-standing, unchanged");
    knowledge.context().close();
  }

  @Test
  void aFollowUpIsDoneOrCancelledWithAReason() throws Exception {
    var page = screens.page(Screens.DESK, "/app/follow-ups");
    var row = page.locator("tr", new Page.LocatorOptions().setHasText("Leo Marchetti")).first();
    row.locator("button[value=cancelled]").click();
    assertThat(page.locator("[role=alert]")).hasText("Say why it is cancelled.");
    Screens.check(page, "follow-ups-fault");
    var again = page.locator("tr", new Page.LocatorOptions().setHasText("Leo Marchetti")).first();
    again.locator("input[name=remark]").fill("Spoken to on the phone");
    var id = again.locator("input[name=id]").getAttribute("value");
    again.locator("button[value=done]").click();
    assertThat(page.locator("input[name=id][value='" + id + "']")).hasCount(0);
    page.context().close();
  }

  @Test
  void theKnowledgeIsSearchedAndTheTableOfADraftAddsUp() throws Exception {
    var jar =
        java.nio.file.Path.of(
                "..", "rules-kb", "target", "candidate", "without-saddle-sensory-change.jar")
            .toAbsolutePath()
            .normalize();
    var registered =
        screens
            .server()
            .command("knowledge", "register", "--jar", jar.toString(), "--label", "draft-5");
    assertEquals(0, registered.status(), registered.text());
    assess(EMERGENCY.formatted("draft-1"));
    var page = screens.page(Screens.DESK, "/app/knowledge");
    for (var turn = 0; page.locator(".matrix .less").count() == 0; turn++) {
      assertTrue(turn < 60, "the draft has not run beside the live knowledge within a minute");
      page.waitForTimeout(1000);
      page.reload();
    }
    var cells =
        page.locator(".matrix tbody td").allTextContents().stream()
            .mapToLong(Long::parseLong)
            .sum();
    assertThat(page.locator("text=past intakes")).hasText(cells + " past intakes");
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      page.setViewportSize(width, 860);
      Screens.check(page, "knowledge-draft");
    }
    page.fill("input[type=search]", "dark urine");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*q=dark.*"));
    assertTrue(page.locator(".rules a").count() < 20);
    page.context().close();
    var listed = screens.server().command("knowledge", "list").text();
    var hash =
        listed
            .lines()
            .filter(it -> it.contains("draft-5"))
            .findFirst()
            .orElseThrow()
            .split("\t")[1];
    assertEquals(0, screens.server().command("knowledge", "withdraw", "--hash", hash).status());
  }

  @Test
  void aLinkWithItsQrCode() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, "/app/patients/link-1");
      page.locator("text=Send a link").click();
      assertThat(page.locator(".code")).hasText(Pattern.compile("[A-Z2-9]{8}"));
      Screens.check(page, "link");
      page.navigate(page.locator("a.break").getAttribute("href"));
      assertThat(page.locator("form#intake")).isVisible();
      page.context().close();
    }
  }

  @Test
  void aFormFromAnotherSiteIsRefused() throws Exception {
    var id = assess(EMERGENCY.formatted("forged-1"));
    var request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(
                    screens.server().base() + "/app/assessments/" + id + "/confirm"))
            .header("Origin", "https://evil.example")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(""))
            .build();
    var answer =
        java.net.http.HttpClient.newHttpClient()
            .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
    assertEquals(403, answer.statusCode());
    assertFalse(
        screens.server().get("/api/assessments/" + id + "/decisions").body().contains("confirmed"));
  }

  @Test
  void everythingOfAnAssessmentIsReachedByKeyboard() throws Exception {
    var page = screens.page(Screens.DESK, "/app/assessments/" + screens.newest("okafor"));
    page.waitForSelector("html[data-ready]");
    var walked = Screens.walk(page, 70);
    for (var name :
        List.of("To the content", "Triage", "Accept", "Change urgency", "Yes", "Print hand-out")) {
      assertTrue(walked.contains(name), name + " in " + walked);
    }
    // Keys act where nobody types: the walk may have ended in a field.
    page.evaluate("() => document.activeElement.blur()");
    page.keyboard().press("p");
    page.waitForURL(Pattern.compile(".*/handout"));
    assertThat(page.locator(".handout")).isVisible();
    page.context().close();
  }
}
