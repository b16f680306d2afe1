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
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages of the patient, as a patient uses them. */
class PatientBrowserIT {
  private static final int STEPS = 6;

  /** The step of the signs of danger: the first asks only whom the questions are for. */
  private static final String SIGNS = "?step=2";

  /** A lifter who is sore the day after. */
  private static final Map<String, String> SORE =
      Map.of(
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

  /** A phone at the signs of danger. */
  private static Page phone(String patient) throws Exception {
    return screens.page(Screens.PHONE, screens.link(patient) + SIGNS);
  }

  /** Answers every question of the step with no, or with what is given. */
  static void fill(Page page, Map<String, String> given) {
    for (var round = 0; round < 2; round++) {
      for (var id : ids(page)) {
        var question = page.locator("#" + id);
        if (!question.isVisible()) {
          continue; // an answer before has taken it away
        }
        var value = given.getOrDefault(id, "N");
        var option = question.locator("label:has(input[value='" + value + "'])");
        if (option.count() == 1 && question.locator("input:checked").count() == 0) {
          option.click();
        }
      }
    }
  }

  private static List<String> ids(Page page) {
    return page.locator("fieldset.q:visible").all().stream()
        .map(it -> it.getAttribute("id"))
        .toList();
  }

  /** Chooses an answer as a finger does: by its label. */
  private static void choose(Page page, String question, String value) {
    page.locator("#" + question + " label:has(input[value='" + value + "'])").click();
  }

  /** Looks the answers through, and sends them. */
  private static void send(Page page) {
    assertThat(page.locator("h1")).hasText("Check your answers");
    assertThat(page.locator(".lead")).containsText("Harbour Physio");
    page.locator(".bar button").click();
  }

  private static void next(Page page) {
    page.locator(".bar button[value=next]").click();
  }

  @Test
  void everyStepIsFilledAndLeadsToTheHandOut() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("walk-" + width));
      for (var step = 1; step <= STEPS; step++) {
        page.waitForSelector("html[data-ready]");
        assertThat(page.locator("form#intake")).hasAttribute("data-step", String.valueOf(step));
        Screens.check(page, "patient-step" + step);
        fill(page, SORE);
        if (page.locator("#age-field").count() == 1) {
          page.fill("#age-field", "27");
        }
        next(page);
      }
      Screens.check(page, "patient-review");
      // What was said no to stands folded below; the first that is open is the age.
      page.locator(".review a").first().click();
      assertThat(page.locator("form#intake")).hasAttribute("data-step", "1");
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
              .matcher(new String(paper, java.nio.charset.StandardCharsets.ISO_8859_1))
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
  void whatIsMissingIsNamedAndHasTheFocus() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("errors") + SIGNS);
      next(page);
      assertThat(page.locator("#problem")).isFocused();
      assertTrue(page.title().startsWith("There is a problem"), page.title());
      Screens.check(page, "patient-errors");
      page.locator("#problem a").first().click();
      assertThat(page.locator("#paralysis-sudden input").first()).isFocused();
      page.context().close();
    }
  }

  @Test
  void goingBackKeepsTheAnswers() throws Exception {
    var page = phone("back");
    fill(page, Map.of("fainting", "dont-know"));
    next(page);
    assertThat(page.locator("form#intake")).hasAttribute("data-step", "3");
    page.locator(".bar button[value=back]").click();
    assertThat(page.locator("#fainting input[value=dont-know]")).isChecked();
    page.context().close();
  }

  /** A phone at a step, with the age known. */
  private static Page phone(String patient, int age, int step) throws Exception {
    return phone(patient, age, "male", step);
  }

  private static Page phone(String patient, int age, String sex, int step) throws Exception {
    var page = screens.page(Screens.PHONE, screens.link(patient));
    page.fill("#age-field", String.valueOf(age));
    choose(page, "sex", sex);
    next(page);
    page.waitForSelector("form[data-step='2']");
    page.navigate(page.url().replaceFirst("\\?.*", "?step=" + step));
    page.waitForSelector("html[data-ready]");
    return page;
  }

  /**
   * The ways to an emergency by answers to this page, one for each question on any, the shortest.
   */
  private static List<String> ways(Page page) {
    var found = new LinkedHashMap<String, String>();
    Stream.of(page.locator("form#intake").getAttribute("data-ways").split(";"))
        .filter(it -> it.startsWith("emergency ") || it.startsWith("ambulance "))
        .sorted(Comparator.comparingInt(String::length))
        .forEach(
            way ->
                Stream.of(way.split(" "))
                    .skip(1)
                    .forEach(part -> found.putIfAbsent(part.split("=")[0], way)));
    return found.values().stream().distinct().toList();
  }

  @Test
  void everySignOfDangerInterruptsAtTheAnswerThatMakesItCertain() throws Exception {
    var seen = new ArrayList<String>();
    for (var step = 1; step <= STEPS; step++) {
      var page = whoCanSayAllOf(step, "signs");
      var ways = ways(page);
      page.context().close();
      for (var way : ways) {
        interrupts(step, way);
        seen.add(way);
      }
    }
    System.out.println("ways that interrupt: " + seen.size() + " " + seen);
    assertTrue(seen.stream().anyMatch(it -> it.contains("saddle-numbness")), seen.toString());
    assertTrue(seen.stream().anyMatch(it -> it.contains("breathless")), seen.toString());
  }

  /** The first step asks of a pregnancy; on the others the signs of an older heart count. */
  private static Page whoCanSayAllOf(int step, String patient) throws Exception {
    return step == 1 ? phone(patient, 30, "female", step) : phone(patient, 60, step);
  }

  private static void interrupts(int step, String way) throws Exception {
    var page = whoCanSayAllOf(step, "way-" + Integer.toHexString(way.hashCode()));
    var stop = page.locator(".stop:visible");
    for (var part : way.split(" ")) {
      if (part.contains("=") && stop.count() == 0) {
        var id = part.split("=")[0];
        enable(page, id);
        if (stop.count() == 1) {
          stop.locator("[data-more]").click(); // what enables it is an emergency already
        }
        give(page, id, value(part.split("=")[1].split(",")[0]));
      }
    }
    assertEquals(1, stop.count(), way);
    assertThat(stop).isFocused();
    assertThat(page.locator("form#intake")).isHidden();
    assertThat(stop.locator("h1")).isInViewport();
    page.context().close();
  }

  /** Some questions are asked only after another answer. */
  private static void enable(Page page, String id) {
    var when = page.locator("#" + id).getAttribute("data-when");
    if (when != null && page.locator("#" + id).isHidden()) {
      var condition = Pattern.compile("([a-z-]+)\\|=\\|(\\w+)").matcher(when);
      assertTrue(condition.find(), when);
      choose(page, condition.group(1), condition.group(2));
    }
  }

  /** Chooses an answer, or writes it into the field of a number or a moment. */
  private static void give(Page page, String id, String value) {
    if (page.locator("#" + id + "-field").count() == 1) {
      amount(page, "#" + id + "-field", value);
    } else {
      choose(page, id, value);
    }
  }

  /** An option, or the first number or moment of a range that is in it. */
  private static String value(String allowed) {
    if (!allowed.contains("~")) {
      return allowed;
    }
    var ends = allowed.replaceAll("[()]", "").split("~");
    if (allowed.contains("T")) {
      return ends[0].isEmpty()
          ? LocalDateTime.parse(ends[1]).minusMinutes(1).toString()
          : LocalDateTime.parse(ends[0]).plusMinutes(1).toString();
    }
    var first =
        ends[0].isEmpty() ? 0 : Integer.parseInt(ends[0]) + (allowed.startsWith("(") ? 1 : 0);
    return String.valueOf(first);
  }

  @Test
  void theQuestionThatDecidesIsAskedAtOnceAndInView() throws Exception {
    var page = phone("decides", 30, 2);
    choose(page, "saddle-numbness", "Y");
    var next = page.locator("#pelvic-symptoms-new");
    assertThat(next).isFocused();
    assertThat(next).isInViewport();
    assertThat(next.locator(".now")).hasText(Pattern.compile("Please answer this now"));
    assertThat(page.locator("#live")).hasText(Pattern.compile("Please answer this now"));
    Screens.check(page, "patient-decides");
    assertEquals(0, page.locator(".stop:visible").count());
    choose(page, "pelvic-symptoms-new", "N");
    assertEquals(0, page.locator(".stop:visible").count(), "an old symptom alone is no emergency");
    choose(page, "fainting", "Y");
    assertEquals(0, page.locator(".stop:visible").count(), "a faint at 30 is not one either");
    choose(page, "breathless", "Y");
    assertThat(page.locator(".stop:visible h1")).hasText("Call 112 now");
    page.context().close();
  }

  @Test
  void anEmergencyStaysInSightWhenThePatientGoesOn() throws Exception {
    var page = phone("in-sight", 34, 2);
    choose(page, "saddle-numbness", "Y");
    choose(page, "pelvic-symptoms-new", "Y");
    page.locator(".stop:visible [data-more]").click();
    assertThat(page.locator("#sos")).isVisible();
    fill(page, Map.of());
    next(page);
    for (var step = 3; step <= STEPS; step++) {
      assertThat(page.locator("form#intake")).hasAttribute("data-step", String.valueOf(step));
      assertThat(page.locator("#sos")).containsText("Go to a hospital now");
      if (step == 3) {
        Screens.check(page, "patient-in-sight");
      }
      fill(page, Map.of());
      next(page);
    }
    assertThat(page.locator("h1")).hasText("Check your answers");
    assertThat(page.locator("#sos")).isVisible();
    page.locator("#sos a").click();
    assertThat(page.locator("h1")).hasText("Go to a hospital now");
    page.context().close();
  }

  @Test
  void thatTodayIsTheDayIsToldCalmlyOnceAndThePatientGoesOn() throws Exception {
    var page = phone("today", 34, 3);
    choose(page, "foot-drop", "Y");
    assertThat(page.locator("#today")).isVisible();
    assertEquals(0, page.locator(".stop:visible").count());
    Screens.check(page, "patient-today");
    choose(page, "knee-gives-way", "Y");
    next(page);
    assertThat(page.locator("form#intake")).hasAttribute("data-step", "4");
    assertThat(page.locator("#today")).isHidden();
    page.context().close();
  }

  @Test
  void aParentAnswersForAChild() throws Exception {
    var page = phone("child", 14, 2);
    assertThat(page.locator(".child")).containsText("To the parent or carer");
    assertThat(page.locator("#sexual-dysfunction")).isHidden();
    Screens.check(page, "patient-child");
    page.context().close();
  }

  @Test
  void whatIsAskedFollowsAgeSexDurationAndTheAnswersOfOtherSteps() throws Exception {
    var page = screens.page(Screens.PHONE, screens.link("follow"));
    page.waitForSelector("html[data-ready]");
    assertThat(page.locator("#pregnancy")).isVisible();
    amount(page, "#age-field", "15");
    assertThat(page.locator("#pregnancy")).isHidden();
    assertThat(page.locator("text=Pregnancy")).isHidden();
    amount(page, "#age-field", "16");
    assertThat(page.locator("#pregnancy")).isVisible();
    choose(page, "sex", "male");
    assertThat(page.locator("#pregnancy")).isHidden();
    choose(page, "sex", "dont-know");
    next(page);
    fill(page, Map.of("pelvic-symptoms-new", "N"));
    choose(page, "saddle-numbness", "Y");
    assertThat(page.locator("#pelvic-symptoms-new [data-of=saddle-numbness]")).isVisible();
    assertThat(page.locator("#pelvic-symptoms-new [data-of=bladder-retention]")).isHidden();

    page.navigate(page.url().replaceFirst("\\?.*", "?step=3"));
    fill(page, Map.of("leg-changed", "Y"));
    next(page);
    // A changed leg was told on the step before: a no to pain on breathing does not take that away.
    choose(page, "breath-pain", "N");
    assertThat(page.locator("#clot-risk")).isVisible();
    assertThat(page.locator("#oestrogen")).isVisible();
    assertThat(page.locator("#cough-new")).isHidden();

    page.navigate(page.url().replaceFirst("\\?.*", "?step=6"));
    page.waitForSelector("html[data-ready]");
    assertThat(page.locator("#psoriasis")).isVisible();
    page.locator("select[name='duration-weeks.unit']").selectOption("wk");
    amount(page, "#duration-weeks-field", "11");
    assertThat(page.locator("#psoriasis")).isHidden();
    amount(page, "#duration-weeks-field", "12");
    assertThat(page.locator("#psoriasis")).isVisible();
    page.locator("select[name='duration-weeks.unit']").selectOption("d");
    assertThat(page.locator("#psoriasis")).isHidden();
    page.context().close();
  }

  private static void amount(Page page, String field, String number) {
    page.fill(field, number);
    page.locator(field).blur();
  }

  @Test
  void theClinicIsToldOnlyWhenTheServerSaysSo() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var patient = "told-" + width;
      var page = screens.page(width, screens.link(patient) + SIGNS);
      page.route(
          "**/intake/**",
          route -> {
            page.waitForTimeout(400);
            route.resume();
          });
      choose(page, "chest-pain", "Y");
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
    var page = phone("mistap");
    choose(page, "chest-pain", "Y");
    page.locator(".stop:visible [data-undo]").click();
    assertEquals(0, page.locator(".stop:visible").count());
    assertEquals(0, page.locator("#chest-pain input:checked").count());
    assertThat(page.locator("#chest-pain")).isFocused();
    // The clinic was told and is not untold: whoever calls will hear that it was a slip.
    assertNotEquals("", screens.newest("mistap"));
    page.context().close();
  }

  @Test
  void offlineTheEmergencyIsToldAndTheAnswersStay() throws Exception {
    var page = phone("offline");
    page.waitForSelector("html[data-ready]");
    page.context().setOffline(true);
    choose(page, "fainting", "N");
    choose(page, "saddle-numbness", "Y");
    choose(page, "pelvic-symptoms-new", "dont-know");
    assertThat(page.locator(".stop:visible h1")).hasText("Go to a hospital now");
    assertThat(page.locator(".stop:visible .clinic")).hasClass(Pattern.compile("untold"));
    Screens.check(page, "patient-emergency-offline");
    page.locator(".stop:visible [data-more]").click();
    next(page);
    assertThat(page.locator("#offline")).isVisible();
    assertThat(page.locator("#fainting input[value=N]")).isChecked();
    Screens.check(page, "patient-offline");
    page.context().close();
  }

  @Test
  void withoutScriptTheWholeIntakeWorks() throws Exception {
    try (var context =
        screens.browser().newContext(screens.options(Screens.PHONE).setJavaScriptEnabled(false))) {
      var page = context.newPage();
      page.navigate(screens.link("no-script"));
      for (var step = 1; step <= STEPS; step++) {
        assertThat(page.locator("form#intake")).hasAttribute("data-step", String.valueOf(step));
        fill(page, Map.of());
        next(page);
      }
      send(page);
      assertThat(page.locator(".handout")).isVisible();
      assertNotEquals("", screens.newest("no-script"));

      page.navigate(screens.link("no-script-emergency") + SIGNS);
      fill(page, Map.of("saddle-numbness", "Y"));
      next(page);
      // Without a script the question that decides comes with the page that says it is missing.
      choose(page, "pelvic-symptoms-new", "Y");
      next(page);
      assertThat(page.locator("h1")).hasText("Go to a hospital now");
      assertThat(page.locator(".clinic")).hasClass(Pattern.compile("told"));
      Screens.picture(page, "patient-emergency-no-script");
    }
  }

  @Test
  void inSpanish() throws Exception {
    for (var width : List.of(Screens.PHONE, Screens.DESK)) {
      var page = screens.page(width, screens.link("spanish-" + width) + SIGNS);
      page.locator(".languages button[value=es]").click();
      assertThat(page.locator("html")).hasAttribute("lang", "es");
      assertThat(page.locator("h1").first()).hasText("Preguntas urgentes");
      Screens.check(page, "patient-step2-es");
      choose(page, "paralysis-sudden", "Y");
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
    var page = phone("keyboard");
    page.waitForSelector("html[data-ready]");
    var questions = page.locator("fieldset.q:visible").count();
    for (var step = 0; step < 2; step++) {
      page.keyboard().press("Tab"); // the two languages
    }
    for (var question = 0; question < questions; question++) {
      page.keyboard().press("Tab");
      // The first choice has the focus; the next one is no.
      page.keyboard().press("ArrowRight");
    }
    assertEquals(questions, page.locator("fieldset.q:visible input[value=N]:checked").count());
    page.keyboard().press("Tab"); // back, which stands before going on
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("form#intake")).hasAttribute("data-step", "3");
    page.context().close();
  }

  /** Turns the figure of the chart: back or front. */
  private static void show(Page page, String side) {
    page.locator(".views label:has(input[value=" + side + "])").click();
  }

  @Test
  void theBodyChart() throws Exception {
    var page = phone("chart");
    fill(page, Map.of());
    next(page);
    for (var step = 3; step < STEPS; step++) {
      fill(page, Map.of());
      next(page);
    }
    page.waitForSelector("html[data-ready]");
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
    next(page);
    // Numb in the saddle area, though the answer was no: both are kept, and the graver one is read.
    // Whether it is new decides, and is asked at once.
    assertThat(page.locator("form#intake")).hasAttribute("data-step", "2");
    choose(page, "pelvic-symptoms-new", "Y");
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
      page.navigate(screens.link("forced") + SIGNS);
      choose(page, "fainting", "N");
      // axe reads the colours of the style sheet, not those that are forced: this one is looked at.
      Screens.picture(page, "patient-forced-colors");
      assertEquals(
          "none",
          page.locator(".bar .btn.big").evaluate("it => getComputedStyle(it).animationName"));
    }
  }

  @Test
  void nothingIsCutOffOnASmallPhoneOrWhenEnlarged() throws Exception {
    screens.checkAll(screens.link("narrow"), "patient-step1");
    screens.checkAll(screens.link("narrow") + SIGNS, "patient-step2");
    screens.checkAll(screens.link("narrow") + "?step=6", "patient-step6-start");
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
    page.fill("#code", given.text("/code").orElseThrow().toLowerCase(java.util.Locale.ROOT));
    page.locator("button.btn").click();
    page.waitForSelector("html[data-ready]");
    fill(page, Map.of());
    page.clock().fastForward("05:01");
    page.waitForURL(Pattern.compile(".*/kiosk/.*"));

    page.fill("#code", given.text("/code").orElseThrow());
    page.locator("button.btn").click();
    for (var step = 1; step <= STEPS; step++) {
      fill(page, Map.of());
      next(page);
    }
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
