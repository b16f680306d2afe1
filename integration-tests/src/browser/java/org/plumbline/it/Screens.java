package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A seeded server and a browser, started once for all tests of the screens. */
final class Screens {
  static final int PHONE = 390;
  static final int DESK = 1280;
  private static final int HEIGHT = 844;
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path PICTURES = Path.of("target", "screens");

  /** Every WCAG level that the law asks for, and what axe holds to be good practice. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static Screens one;

  private final ServerProcess server;
  private final Playwright playwright;
  private final Browser browser;

  private Screens() throws IOException, InterruptedException {
    assumeTrue(Files.exists(CHROMIUM), "no Chromium in /usr/bin; .ci/run installs it");
    Files.createDirectories(PICTURES);
    server =
        new ServerProcess("screens", 19480, Path.of("target", "screens-data").toAbsolutePath())
            .seeded()
            .with("PLUMBLINE_CLINIC_NAME", "Harbour Physio")
            .with("PLUMBLINE_CLINIC_PHONE", "020 7946 0000")
            .start();
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /** The one server and browser. */
  static synchronized Screens open() throws IOException, InterruptedException {
    if (one == null) {
      delete(Path.of("target", "screens-data"));
      one = new Screens();
    }
    return one;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void stop() {
    browser.close();
    playwright.close();
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  ServerProcess server() {
    return server;
  }

  Browser browser() {
    return browser;
  }

  /** A new browser profile of a width. */
  BrowserContext context(int width) {
    return browser.newContext(options(width));
  }

  /** The options of a profile, to be added to. */
  NewContextOptions options(int width) {
    return new NewContextOptions()
        .setBaseURL(server.base())
        .setViewportSize(width, width == PHONE ? HEIGHT : 860)
        .setLocale("en-GB");
  }

  /** A page of a new profile, at an address. */
  Page page(int width, String address) {
    var page = context(width).newPage();
    page.navigate(address);
    return page;
  }

  /** A link of a patient, made as an EHR does. */
  String link(String patient) throws IOException, InterruptedException {
    var answer =
        server.post(
            "/api/intake-links", "application/json", "{\"patient\":\"%s\"}".formatted(patient));
    assertEquals(201, answer.statusCode(), answer.body());
    return Json.parse(answer.body()).text("/url").orElseThrow();
  }

  /** The id of the newest assessment of a patient. */
  String newest(String patient) throws IOException, InterruptedException {
    return server.json("/api/worklist?patient=" + patient).text("/assessments/0/id").orElseThrow();
  }

  /** Writes a picture of the whole page. */
  static void picture(Page page, String name) {
    page.screenshot(
        new ScreenshotOptions()
            .setPath(PICTURES.resolve(name + "-" + page.viewportSize().width + ".png"))
            .setFullPage(true));
  }

  /** Writes a picture of the whole page, and lets axe find nothing in it. */
  static void check(Page page, String name) {
    picture(page, name);
    var found = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
    assertTrue(
        found.isEmpty(),
        () ->
            name
                + ": "
                + found.stream()
                    .map(
                        it ->
                            it.getId()
                                + " "
                                + it.getNodes().stream()
                                    .limit(3)
                                    .map(node -> node.getHtml())
                                    .collect(Collectors.joining(" | ")))
                    .collect(Collectors.joining("\n")));
  }

  /** Checks a screen on a phone and on a desk, and that nothing is cut off at 320 pixels. */
  void checkAll(String address, String name) {
    for (var width : List.of(PHONE, DESK)) {
      try (var context = context(width)) {
        var page = context.newPage();
        page.navigate(address);
        page.waitForSelector("html[data-ready]");
        check(page, name);
      }
    }
    try (var context = context(320)) {
      var page = context.newPage();
      page.navigate(address);
      assertEquals(List.of(), tooWide(page), name + " at 320 px");
    }
    // 200 % zoom of a desk of 1280 pixels leaves 640 of them.
    try (var context = browser.newContext(options(640).setDeviceScaleFactor(2))) {
      var page = context.newPage();
      page.navigate(address);
      assertEquals(List.of(), tooWide(page), name + " at 200 % zoom");
    }
  }

  /** What sticks out to the right of the window, save what scrolls by itself. */
  static List<String> tooWide(Page page) {
    var found = new ArrayList<String>();
    for (var it :
        (List<?>)
            page.evaluate(
                """
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
                  .filter(it => it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.scroll, pre'))
                  .map(it => it.tagName + '.' + it.getAttribute('class') + ' ' + (it.textContent || '').slice(0, 30)).slice(0, 5)
                """)) {
      found.add(String.valueOf(it));
    }
    return found;
  }

  /** Walks with the tab key; what has the focus, one name after the other. */
  static List<String> walk(Page page, int steps) {
    var names = new ArrayList<String>();
    for (var step = 0; step < steps; step++) {
      page.keyboard().press("Tab");
      names.add(
          String.valueOf(
              page.evaluate(
                  "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || document.activeElement.value || document.activeElement.name || '').trim().slice(0, 60)")));
    }
    return names;
  }
}
