package org.plumbline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole journey: a lifter with a red flag on a phone, the board, the card in the EHR, the
 * examination, the record, the letter, the review, and what the safety lead sees of it.
 */
class JourneyBrowserIT {
  private static Screens screens;
  private static SmartEhr ehr;

  @BeforeAll
  static void open() throws Exception {
    screens = Screens.open();
    ehr = new SmartEhr();
    ehr.register(screens.server(), Path.of("target"));
  }

  @AfterAll
  static void close() {
    ehr.close();
  }

  private static String launch() {
    return "/launch?launch=abc&iss=" + URLEncoder.encode(ehr.fhir(), StandardCharsets.UTF_8);
  }

  private static Json hook(String patient) throws Exception {
    var body =
        """
        {"hook":"patient-view","hookInstance":"%s","context":{"userId":"Practitioner/priya-nair","patientId":"%s"},
         "prefetch":{"patient":{"resourceType":"Patient","id":"%s"},"conditions":{"resourceType":"Bundle","type":"searchset","entry":[]},
         "intake":{"resourceType":"Bundle","type":"searchset","entry":[]}}}\
        """
            .formatted(java.util.UUID.randomUUID(), patient, patient);
    var answer = screens.server().post("/cds-services/low-back-triage", "application/json", body);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.parse(answer.body());
  }

  @Test
  void fromThePhoneToTheStatistics() throws Exception {
    var patient = "journey-1";
    var board = screens.page(Screens.DESK, "/app/board?urgency=emergency");
    assertThat(board.locator("#live")).hasClass(Pattern.compile("on"));

    // The lifter, on a phone.
    var phone = screens.page(Screens.PHONE, screens.link(patient) + "?change=saddle-numbness");
    phone.waitForSelector("html[data-ready]");
    PatientBrowserIT.tap(phone, "saddle-numbness", "Y");
    phone.navigate(phone.url().replaceFirst("\\?.*", "?change=pelvic-symptoms-new"));
    phone.waitForSelector("html[data-ready]");
    PatientBrowserIT.tap(phone, "pelvic-symptoms-new", "Y");
    assertThat(phone.locator(".stop:visible h1")).hasText("Go to a hospital now");
    assertThat(phone.locator(".stop:visible .clinic")).hasClass(Pattern.compile(" told"));
    var start = System.nanoTime();
    Screens.picture(phone, "journey-1-phone");

    // The board, at the top; that it takes two seconds at most is shown by ClinicBrowserIT.
    assertThat(board.locator("tr", new Page.LocatorOptions().setHasText(patient)))
        .containsText("saddle", new ContainsTextOptions().setTimeout(10_000));
    System.out.printf(
        "journey: on the board after %d ms%n", (System.nanoTime() - start) / 1_000_000);
    var urgencies = board.locator("tr[data-urgency]").first().getAttribute("data-urgency");
    assertEquals("emergency", urgencies);
    Screens.picture(board, "journey-2-board");

    // The EHR asks as it opens the chart, and shows the card with its link.
    var card = hook(patient).text("/cards/0/indicator").orElseThrow();
    assertEquals("critical", card);
    var context = screens.newest(patient);
    ehr.opens(patient, context);
    var desk = screens.context(Screens.DESK).newPage();
    desk.navigate(launch());
    assertThat(desk.locator(".band")).hasClass(Pattern.compile("emergency"));
    assertThat(desk.locator(".who-line h1")).hasText(patient);
    assertEquals(0, desk.locator("header nav").count(), "one patient, no menu of the clinic");

    // Examined, and assessed again.
    desk.waitForSelector("html[data-ready]");
    desk.locator(".check button[value=N]").first().click();
    desk.waitForURL(url -> !url.contains(context));
    assertThat(desk.locator(".band")).hasClass(Pattern.compile("emergency"));
    Screens.check(desk, "journey-3-examined");

    // Confirmed.
    desk.locator("text=Accept").click();
    assertThat(desk.locator(".decided")).containsText("confirmed: Emergency now");
    assertThat(desk.locator(".decided")).containsText("priya-nair");

    // Written back: first refused, and kept; then taken.
    ehr.answers(503);
    desk.locator(".preview summary").first().click();
    Screens.check(desk, "journey-4-preview");
    desk.locator("#write").click();
    assertThat(desk.locator("#record")).containsText("ServiceRequest: pending (answered 503)");
    ehr.answers(201);
    desk.reload();
    desk.locator("#write").click();
    assertThat(desk.locator("#record")).containsText("ServiceRequest: sent");
    assertTrue(
        ehr.calls().calls("/fhir/ServiceRequest").stream()
            .anyMatch(it -> it.body().contains(patient)),
        "the EHR has the referral");
    Screens.check(desk, "journey-5-written");

    // The letter.
    var address = desk.url().replaceFirst("[#?].*", "");
    var letter = desk.context().request().get(address + "/letter.pdf");
    assertEquals(200, letter.status());
    assertTrue(new String(letter.body(), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));

    // Another patient's page is not there for this session, nor is the board.
    assertEquals(404, desk.navigate("/app/assessments/" + screens.newest("okafor")).status());
    assertEquals(403, desk.navigate("/app/board").status());

    reviewAndStatistics();
    board.context().close();
    phone.context().close();
    desk.context().close();
  }

  /**
   * A sore lifter's review after 72 hours comes due when the clock moves; the safety lead looks.
   */
  private void reviewAndStatistics() throws Exception {
    var sore =
        screens
            .server()
            .post(
                "/api/assessments",
                "application/json",
                "{\"patient\":\"journey-2\",\"facts\":{\"hours-since-lift\":20,\"pain-now\":4,\"age\":30}}");
    assertEquals(201, sore.statusCode(), sore.body());
    screens.server().moveClock(Duration.ofHours(73));
    var followUps = screens.page(Screens.DESK, "/app/follow-ups");
    var row = followUps.locator("tr", new Page.LocatorOptions().setHasText("journey-2"));
    for (var turn = 0; row.locator("button[value=done]").count() == 0; turn++) {
      assertTrue(turn < 30, "the review has not come due");
      followUps.waitForTimeout(500);
      // The tests before have left many who are graver: they fill the first page.
      var next = followUps.locator("text=More are due");
      followUps.navigate(next.count() == 1 ? next.getAttribute("href") : "/app/follow-ups");
    }
    Screens.check(followUps, "journey-6-review");
    row.locator("button[value=done]").first().click();
    followUps.context().close();

    var lead = screens.context(Screens.DESK).newPage();
    lead.navigate("/launch/sign-in?iss=" + URLEncoder.encode(ehr.fhir(), StandardCharsets.UTF_8));
    lead.waitForURL(Pattern.compile(".*/app/board"));
    assertThat(lead.locator(".user")).containsText("priya-nair");
    lead.navigate("/app/knowledge/saddle-sensory-change");
    var figures = lead.locator(".figures-row li b");
    assertTrue(Integer.parseInt(figures.nth(0).textContent()) >= 2, "fired");
    assertTrue(Integer.parseInt(figures.nth(1).textContent()) >= 1, "confirmed");
    Screens.check(lead, "journey-7-statistics");
    lead.context().close();
  }
}
