package org.plumbline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the patient, as a patient uses them. */
class PatientBrowserIT {
  private static final int MOST = 120;

  /** A question that is asked out of turn. */
  private static final String CHANGE = "?change=";

  /** A lifter who is sore the day after. */
  private static final Map<String, String> SORE =
      Map.of(
          "age", "27",
          "pain-now", "4",
          "onset", "delayed-12-72h",
          "sex", "male",
          "trend", "improving",
          "unusual-load", "Y",
          "sore-both-sides-of-spine", "Y",
          "eases-with-walking", "Y",
          "deep-heavy-ache", "Y");

  private static Screens screens;

  @BeforeAll
  static void open() throws Exception {
    screens = Screens.open();
  }

  /** What the page asks: a linkId, or a list with its signs; empty text when it asks nothing. */
  private static String asked(Page page) {
    var field = page.locator("#intake input[name=asked]");
    return field.count() == 0 ? "" : field.inputValue();
  }

  /** Taps an answer. */
  static void tap(Page page, String question, String value) {
    page.locator("#" + question + " button.answer[value='" + value + "']").click();
  }

  private static void go(Page page, String value) {
    page.locator("main button[name=go][value=" + value + "]:visible").last().click();
  }

  /** Tells age and sex, with which everything begins. */
  static void whoIs(Page page, int age, String sex) {
    page.fill("#age-field", String.valueOf(age));
    go(page, "next");
    tap(page, "sex", sex);
    assertThat(page.locator("input[name=asked][value^=since-it-began]")).hasCount(1);
  }

  /** Answers a page with no, or with what is given; a number that is not given is not known. */
  static void answer(Page page, Map<String, String> given) {
    var asked = asked(page);
    var stage = page.locator("#intake input[name=stage]").inputValue();
    if (stage.equals("confirm")) {
      go(page, "right");
    } else if (asked.contains(":")) {
      var ticked = false;
      for (var sign : asked.substring(asked.indexOf(':') + 1).split(",")) {
        if ("Y".equals(given.get(sign))) {
          page.locator("#" + sign + " input").check();
          ticked = true;
        }
      }
      go(page, ticked ? "next" : "none");
    } else if (page.locator("#" + asked + "-field").count() == 1) {
      var number = given.get(asked);
      if (number == null) {
        go(page, "unknown");
      } else {
        page.fill("#" + asked + "-field", number);
        go(page, "next");
      }
    } else {
      var option = given.getOrDefault(asked, "N");
      var offered = page.locator("#" + asked + " button.answer[value='" + option + "']");
      (offered.count() == 1
              ? offered
              : page.locator("#" + asked + " button.answer[value='dont-know']"))
          .or(page.locator("#" + asked + " button[value=unknown]"))
          .first()
          .click();
    }
  }

  /** Answers everything that is asked; each kind of page is checked once. */
  private static int walk(Page page, Map<String, String> given, boolean check) {
    var kinds = new HashSet<String>();
    var pages = 0;
    for (var asked = asked(page); !asked.isEmpty(); asked = asked(page)) {
      assertTrue(pages++ < MOST, asked);
      if (check) {
        page.waitForSelector("html[data-ready]");
        var kind =
            page.locator("#intake input[name=stage]").inputValue()
                + (asked.contains(":") ? "-list" : "-" + page.locator(".answer").count());
        if (kinds.add(kind) || asked.equals("pain-location")) {
          Screens.check(page, "patient-" + kind);
        }
      }
      answer(page, given);
      page.waitForLoadState();
    }
    return pages;
  }

  /** Looks the answers through, and sends them. */
  private static void send(Page page) {
    assertThat(page.locator("h1")).hasText("Check your answers");
    assertThat(page.locator(".lead")).containsText("Harbour Physio");
    page.locator(".bar button").click();
  }

  /** A phone at a question, with age and sex known. */
  private static Page phone(String patient, int age, String question) throws Exception {
    var page = screens.page(Screens.PHONE, screens.link(patient));
    whoIs(page, age, "male");
    at(page, question);
    return page;
  }

  /** Goes to a question; to the open one when it is empty text. */
  private static void at(Page page, String question) {
    page.navigate(page.url().replaceFirst("\\?.*", "") + question);
    page.waitForSelector("html[data-ready]");
  }

  @Test
  void everyPageIsAnsweredAndLeadsToTheHandOut() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("walk-" + width));
      var pages = walk(page, SORE, true);
      System.out.println("a sore lifter walks over " + pages + " pages");
      Screens.check(page, "patient-review");
      // What was said no to stands folded below; the first that is open is the age.
      page.locator(".review a").first().click();
      assertEquals("age", asked(page));
      page.goBack();
      send(page);
      assertThat(page.locator(".handout")).isVisible();
      assertThat(page.locator(".clinic")).hasClass(Pattern.compile("told"));
      Screens.check(page, "patient-result");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      Screens.check(page, "patient-result-print");
      var paper = page.pdf(new Page.PdfOptions().setFormat("A4").setPrintBackground(true));
      var sheets =
          Pattern.compile("/Type /Page\\b")
              .matcher(new String(paper, StandardCharsets.ISO_8859_1))
              .results()
              .count();
      assertEquals(1, sheets, "the hand-out is one page of A4");
      page.context().close();
    }
    assertEquals(
        "self-care",
        screens
            .server()
            .json("/api/worklist?patient=walk-390")
            .text("/assessments/0/disposition")
            .orElseThrow());
  }

  @Test
  void thePlanIsAskedAfterTheResult() throws Exception {
    var page = screens.page(Screens.PHONE, screens.link("plan"));
    walk(page, SORE, false);
    send(page);
    page.locator("text=Two more minutes").click();
    assertTrue(walk(page, SORE, false) > 0);
    assertThat(page.locator(".handout")).isVisible();
    page.context().close();
  }

  @Test
  void whatIsMissingIsNamedAndHasTheFocus() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("errors"));
      go(page, "next");
      assertThat(page.locator("#problem")).isFocused();
      assertTrue(page.title().startsWith("There is a problem"), page.title());
      Screens.check(page, "patient-errors");
      page.context().close();
    }
  }

  @Test
  void goingBackKeepsTheAnswersAndTheBrowserGoesBackToo() throws Exception {
    var page = phone("back", 30, "");
    var list = asked(page);
    go(page, "none");
    page.goBack();
    assertEquals(list, asked(page));
    page.locator(".bar a").first().click();
    assertThat(page.locator("#sex button[value=male]")).hasAttribute("aria-pressed", "true");
    page.locator(".bar a.big").click();
    assertNotEquals(list, asked(page));
    page.context().close();
  }

  @Test
  void aListIsTickedConfirmedClearedAndOpened() throws Exception {
    var page = phone("list", 30, "");
    go(page, "none");
    var list = asked(page);
    assertThat(page.locator("#live")).hasText(Pattern.compile("None of these"));
    assertThat(page.locator(".bar .btn.big")).hasText("Tick one, or None");
    Screens.check(page, "patient-list");
    page.locator(".ticks input").first().check();
    assertThat(page.locator(".bar .btn.big")).hasText("Continue");
    go(page, "none");
    assertThat(page.locator("#intake h1")).hasText("You ticked 1. Clear them?");
    Screens.check(page, "patient-list-clear");
    go(page, "keep");
    assertThat(page.locator("#intake h1")).hasText("Is this right?");
    Screens.check(page, "patient-list-confirm");
    page.locator("#intake p a.ghost").click();
    assertEquals(list, asked(page));
    assertThat(page.locator(".ticks input").first()).isChecked();
    go(page, "unsure");
    assertThat(page.locator("#intake h1")).hasText("One at a time, then");
    Screens.check(page, "patient-list-unsure");
    page.context().close();
  }

  @Test
  void everySignOfDangerInterruptsAtTheTapThatMakesItCertain() throws Exception {
    var seen = new ArrayList<String>();
    var page = phone("signs", 60, "");
    var list = asked(page);
    page.context().close();
    for (var sign : list.substring(list.indexOf(':') + 1).split(",")) {
      var ticked = phone("sign-" + sign, 60, "");
      ticked.locator("#" + sign + " input").check();
      interrupted(ticked, sign);
      seen.add(sign);
    }
    for (var sign : List.of("fainting", "breathless", "chest-pain")) {
      var tapped = phone("alone-" + sign, 60, CHANGE + sign);
      tap(tapped, sign, "Y");
      interrupted(tapped, sign);
      seen.add(sign);
    }
    System.out.println("signs that interrupt: " + seen.size() + " " + seen);
  }

  private static void interrupted(Page page, String sign) {
    var stop = page.locator(".stop:visible");
    assertEquals(1, stop.count(), sign);
    assertThat(stop).isFocused();
    assertThat(page.locator("form#intake")).isHidden();
    assertThat(stop.locator("h1")).isInViewport();
    page.context().close();
  }

  @Test
  void theQuestionThatDecidesIsTheNextPage() throws Exception {
    var page = phone("decides", 30, CHANGE + "saddle-numbness");
    tap(page, "saddle-numbness", "Y");
    assertThat(page.locator("#pelvic-symptoms-new .now"))
        .hasText("One more question, because you said yes");
    assertThat(page.locator("#live")).hasText("One more question, because you said yes");
    Screens.check(page, "patient-decides");
    assertEquals(0, page.locator(".stop:visible").count());
    tap(page, "pelvic-symptoms-new", "N");
    page.waitForLoadState();
    assertEquals(0, page.locator(".stop:visible").count(), "an old symptom alone is no emergency");
    page.context().close();
  }

  @Test
  void anEmergencyStaysInSightWhenThePatientGoesOn() throws Exception {
    var page = phone("in-sight", 34, CHANGE + "saddle-numbness");
    tap(page, "saddle-numbness", "Y");
    page.waitForSelector("#pelvic-symptoms-new");
    page.waitForSelector("html[data-ready]");
    tap(page, "pelvic-symptoms-new", "Y");
    assertThat(page.locator(".stop:visible .clinic")).hasClass(Pattern.compile(" told"));
    page.locator(".stop:visible [data-more]").click();
    assertThat(page.locator("h1")).hasText("Check your answers");
    assertThat(page.locator("#sos")).containsText("Go to a hospital now");
    at(page, CHANGE + "fever");
    assertThat(page.locator("#sos")).isVisible();
    Screens.check(page, "patient-in-sight");
    page.locator("#sos a").click();
    assertThat(page.locator("h1")).hasText("Go to a hospital now");
    page.context().close();
  }

  @Test
  void thatTodayIsTheDayIsToldCalmlyOnceAndThePatientGoesOn() throws Exception {
    var page = phone("today", 34, CHANGE + "blood-in-urine");
    tap(page, "blood-in-urine", "Y");
    assertThat(page.locator("#today")).isVisible();
    assertEquals(0, page.locator(".stop:visible").count());
    Screens.check(page, "patient-today");
    go(page, "none");
    page.waitForLoadState();
    assertEquals(0, page.locator("#today").count());
    page.context().close();
  }

  @Test
  void aParentAnswersForAChild() throws Exception {
    var page = screens.page(Screens.PHONE, screens.link("child"));
    page.fill("#age-field", "14");
    go(page, "next");
    assertThat(page.locator(".child")).containsText("To the parent or carer");
    Screens.check(page, "patient-child");
    page.context().close();
  }

  @Test
  void theClinicIsToldOnlyWhenTheServerSaysSo() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var patient = "told-" + width;
      var page = screens.page(width, screens.link(patient));
      whoIs(page, 34, "male");
      page.waitForSelector("html[data-ready]");
      page.route(
          "**/intake/**",
          route -> {
            page.waitForTimeout(400);
            route.resume();
          });
      page.locator("#chest-pain input").check();
      var line = page.locator(".stop:visible .clinic");
      assertThat(line).hasText(Pattern.compile("telling"));
      assertThat(line).hasClass(Pattern.compile(" told"));
      Screens.check(page, "patient-emergency");
      assertNotEquals("", screens.newest(patient));
      page.locator(".stop:visible [data-more]").click();
      assertThat(page.locator("form#intake")).isVisible();
      page.context().close();
    }
  }

  @Test
  void aWrongTapIsTakenBack() throws Exception {
    var page = phone("mistap", 34, "");
    page.locator("#chest-pain input").check();
    assertThat(page.locator(".stop:visible .clinic")).hasClass(Pattern.compile(" told"));
    page.locator(".stop:visible [data-undo]").click();
    assertEquals(0, page.locator(".stop:visible").count());
    assertEquals(0, page.locator("#chest-pain input:checked").count());
    assertThat(page.locator("#chest-pain input")).isFocused();
    go(page, "none");
    assertThat(page.locator("#changed")).isVisible();
    // The clinic was told and is not untold: whoever calls will hear that it was a slip.
    assertNotEquals("", screens.newest("mistap"));
    page.context().close();
  }

  @Test
  void offlineTheEmergencyIsToldAndTheAnswersStay() throws Exception {
    var page = phone("offline", 34, "");
    page.context().setOffline(true);
    page.locator("#chest-pain input").check();
    assertThat(page.locator(".stop:visible .clinic")).hasClass(Pattern.compile("untold"));
    Screens.check(page, "patient-emergency-offline");
    page.locator(".stop:visible [data-more]").click();
    go(page, "next");
    assertThat(page.locator("#offline")).isVisible();
    assertThat(page.locator("#chest-pain input")).isChecked();
    page.evaluate("scrollTo(0, 0)"); // the banner stays in sight, over whatever is below it
    Screens.check(page, "patient-offline");
    page.context().close();
  }

  @Test
  void anotherTabIsToldOf() throws Exception {
    var page = phone("tabs", 34, CHANGE + "saddle-numbness");
    var other = page.context().newPage();
    other.navigate(page.url());
    other.waitForSelector("html[data-ready]");
    tap(other, "saddle-numbness", "Y");
    other.waitForSelector("#pelvic-symptoms-new");
    tap(page, "saddle-numbness", "N");
    assertThat(page.locator(".now"))
        .hasText("You answered this in another tab: yes. Which is right?");
    Screens.check(page, "patient-doubted");
    page.context().close();
  }

  @Test
  void withoutScriptTheWholeIntakeWorks() throws Exception {
    try (var context =
        screens.browser().newContext(screens.options(Screens.PHONE).setJavaScriptEnabled(false))) {
      var page = context.newPage();
      page.navigate(screens.link("no-script"));
      walk(page, SORE, false);
      send(page);
      assertThat(page.locator(".handout")).isVisible();
      assertNotEquals("", screens.newest("no-script"));

      page.navigate(screens.link("no-script-emergency"));
      walk(page, Map.of("age", "34", "saddle-numbness", "Y", "pelvic-symptoms-new", "Y"), false);
      assertThat(page.locator("h1")).hasText("Go to a hospital now");
      assertThat(page.locator(".clinic")).hasClass(Pattern.compile("told"));
      Screens.picture(page, "patient-emergency-no-script");
    }
  }

  @Test
  void inSpanish() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("spanish-" + width));
      whoIs(page, 34, "male");
      page.locator(".languages button[value=es]").click();
      assertThat(page.locator("html")).hasAttribute("lang", "es");
      page.waitForSelector("html[data-ready]");
      assertThat(page.locator("button[value=none]")).hasText("Nada de esto");
      Screens.check(page, "patient-list-es");
      page.locator("#paralysis-sudden input").check();
      assertThat(page.locator(".stop:visible h1")).hasText("Llame al 112 ahora");
      Screens.check(page, "patient-ambulance-es");
      page.context().close();
    }
    // The browser's own language is taken when nobody has chosen.
    try (var context =
        screens.browser().newContext(screens.options(Screens.PHONE).setLocale("es-MX"))) {
      var page = context.newPage();
      page.navigate(screens.link("spanish-browser"));
      assertThat(page.locator("html")).hasAttribute("lang", "es");
    }
  }

  @Test
  void byKeyboardAlone() throws Exception {
    var page = screens.page(Screens.PHONE, screens.link("keyboard"));
    page.waitForSelector("html[data-ready]");
    page.locator("#age-field").focus();
    page.keyboard().type("30");
    page.keyboard().press("Enter");
    page.waitForSelector("#sex");
    page.waitForSelector("html[data-ready]");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    page.locator("#sex button[value=male]").focus();
    page.keyboard().press("Enter");
    page.waitForSelector(".ticks");
    page.waitForSelector("html[data-ready]");
    var signs = page.locator(".ticks input").count();
    page.locator(".ticks input").first().focus();
    for (var sign = 0; sign < signs; sign++) {
      page.keyboard().press("Tab");
    }
    assertThat(page.locator("button[value=none]")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#live")).hasText(Pattern.compile("None of these"));
    page.context().close();
  }

  /** Turns the figure of the chart: back or front. */
  private static void show(Page page, String side) {
    page.locator(".views label:has(input[value=" + side + "])").click();
  }

  @Test
  void theBodyChart() throws Exception {
    var page = phone("chart", 30, CHANGE + "pain-location");
    var regions = page.locator(".draw .region").all();
    assertEquals(25, regions.size());
    for (var region : regions) {
      var name = region.getAttribute("data-region");
      show(page, (String) region.evaluate("it => it.closest('figure').className"));
      region.scrollIntoViewIfNeeded();
      var hit =
          region.evaluate(
              """
              it => { const box = it.querySelector('polygon').getBoundingClientRect();
                const x = box.x + box.width / 2, y = box.y + box.height / 2;
                return [document.elementFromPoint(x, y)?.closest('.region')?.dataset.region, Math.min(box.width, box.height)]; }
              """);
      var found = (List<?>) hit;
      assertEquals(name, found.get(0), "the middle of " + name);
      assertTrue(((Number) found.get(1)).doubleValue() >= 48, name + " is " + found.get(1));
      assertEquals("checkbox", region.getAttribute("role"));
      assertFalse(region.getAttribute("aria-label").isEmpty());
    }
    show(page, "back");
    page.locator("[data-region=low-back]").click();
    page.locator(".feelings label:has(input[value=tingling])").click();
    var calf = page.locator("[data-region=calf-right]");
    calf.focus();
    page.keyboard().press("Space");
    assertThat(calf).hasAttribute("aria-checked", "true");
    assertThat(calf).hasAttribute("aria-label", "right calf: Tingling");
    assertThat(page.locator(".said-mark")).hasText("Marked: right calf, Tingling");
    page.locator(".feelings label:has(input[value=numb])").click();
    page.locator("[data-region=saddle]").click();
    Screens.check(page, "patient-chart");
    tap(page, "pain-location", "midline");
    // Numb in the saddle area: whether it is new decides, and is asked next.
    page.waitForSelector("#pelvic-symptoms-new");
    page.waitForSelector("html[data-ready]");
    tap(page, "pelvic-symptoms-new", "Y");
    assertThat(page.locator(".stop:visible h1")).hasText("Go to a hospital now");
    assertThat(page.locator(".stop:visible .clinic")).hasClass(Pattern.compile(" told"));
    var answer = screens.server().json("/api/assessments/" + screens.newest("chart"));
    assertEquals("emergency", answer.text("/disposition/code").orElseThrow());
    assertTrue(answer.toString().contains("saddle-numbness"), answer.toString());
    var response = screens.server().get("/fhir/QuestionnaireResponse?subject=Patient/chart").body();
    assertTrue(response.contains("calf-right.tingling"), "the mark is an Observation");
    assertTrue(response.contains("30021000"), "with the site in SNOMED CT");
    assertTrue(Json.parse(response).text("/entry/0/resource/resourceType").isPresent(), response);
    page.context().close();
  }

  @Test
  void withForcedColorsAndWithoutMotion() throws Exception {
    try (var context =
        screens
            .browser()
            .newContext(
                screens
                    .options(Screens.PHONE)
                    .setForcedColors(ForcedColors.ACTIVE)
                    .setColorScheme(ColorScheme.DARK)
                    .setReducedMotion(ReducedMotion.REDUCE))) {
      var page = context.newPage();
      page.navigate(screens.link("forced"));
      whoIs(page, 30, "male");
      // axe reads the colours of the style sheet, not those that are forced: this one is looked at.
      Screens.picture(page, "patient-forced-colors");
      assertEquals(
          "none",
          page.locator(".bar .btn.big").evaluate("it => getComputedStyle(it).animationName"));
    }
  }

  @Test
  void nothingIsCutOffOnASmallPhoneOrWhenEnlarged() throws Exception {
    var link = screens.link("narrow");
    screens.checkAll(link, "patient-age");
    screens.checkAll(link + CHANGE + "saddle-numbness", "patient-single");
    screens.checkAll(link + CHANGE + "pain-now", "patient-rating");
    screens.checkAll(link + CHANGE + "pain-location", "patient-chart");
    var page = screens.page(Screens.PHONE, link);
    whoIs(page, 30, "male");
    page.context().close();
    screens.checkAll(link, "patient-list");
  }

  @Test
  void aLinkThatWasMadeUpOrHasEndedSaysSo() throws Exception {
    var link = screens.link("made-up");
    var last = link.charAt(link.length() - 1);
    var other = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
    screens.checkAll(other, "patient-no-link");
    var page = screens.page(Screens.PHONE, other);
    assertThat(page.locator("h1").first()).hasText("This link does not work any more");
    assertThat(page.locator("body")).containsText("Call 112 at once");
    page.context().close();
  }

  @Test
  void aSharedDeviceForgets() throws Exception {
    var desk = screens.page(Screens.DESK, "/app/links");
    desk.locator("text=Set up a device").click();
    Screens.check(desk, "device-link");
    var device = desk.locator("a.break").getAttribute("href");
    var given =
        Json.parse(
            screens
                .server()
                .post("/api/intake-links", "application/json", "{\"patient\":\"kiosk-1\"}")
                .body());
    var page = screens.page(Screens.PHONE, device);
    Screens.check(page, "kiosk");
    page.fill("#code", "WRONG234");
    page.locator("button.btn").click();
    assertThat(page.locator("#code-fault")).isVisible();
    Screens.check(page, "kiosk-wrong");
    page.clock().install();
    page.fill("#code", given.text("/code").orElseThrow().toLowerCase(Locale.ROOT));
    page.locator("button.btn").click();
    page.waitForSelector("html[data-ready]");
    page.fill("#age-field", "30");
    page.clock().fastForward("05:01");
    page.waitForURL(Pattern.compile(".*/kiosk/.*"));

    page.fill("#code", given.text("/code").orElseThrow());
    page.locator("button.btn").click();
    walk(page, SORE, false);
    send(page);
    assertThat(page.locator(".handout")).isVisible();
    var address = page.url();
    page.locator("text=Finish and clear").click();
    page.waitForURL(Pattern.compile(".*/kiosk/.*"));
    page.navigate(address.replaceFirst("\\?.*", ""));
    assertEquals(0, page.locator(".handout").count(), "the next one sees nothing of it");
    page.context().close();
    desk.context().close();
  }
}
