package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our Questionnaire, as it is served, in the renderers of others: no question is lost. */
class FormsBrowserIT {
  private static final String SITE = "http://forms.example/";

  private static Screens screens;
  private static Path clients;

  @BeforeAll
  static void open() throws Exception {
    var folder = System.getProperty("it.clients", "");
    assumeTrue(
        !folder.isBlank(),
        "not run: give -Dit.clients=<folder with src/clients and its packages installed>");
    clients = Path.of(folder);
    screens = Screens.open();
  }

  private static String questionnaire() throws Exception {
    var answer = screens.server().get("/fhir/Questionnaire/low-back-intake?_format=json");
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  /** A page of a site that has the files of a folder, and this page at its root. */
  private static Page page(String html, Path... folders) {
    var page = screens.context(Screens.DESK).newPage();
    page.route(
        SITE + "**",
        route -> {
          var path = route.request().url().substring(SITE.length()).replaceFirst("[?#].*", "");
          if (path.isEmpty()) {
            route.fulfill(
                new FulfillOptions().setContentType("text/html; charset=utf-8").setBody(html));
            return;
          }
          for (var folder : folders) {
            if (Files.isRegularFile(folder.resolve(path))) {
              route.fulfill(new FulfillOptions().setPath(folder.resolve(path)));
              return;
            }
          }
          route.fulfill(new FulfillOptions().setStatus(404));
        });
    page.navigate(SITE);
    return page;
  }

  /** The text of every question that is asked whatever was answered, and of every group. */
  private static List<String> alwaysAsked(String questionnaire) throws Exception {
    var texts = new ArrayList<String>();
    collect(new ObjectMapper().readTree(questionnaire), texts);
    assertTrue(texts.size() > 100, "only " + texts.size());
    return texts;
  }

  private static void collect(JsonNode parent, List<String> texts) {
    for (var item : parent.path("item")) {
      if (item.path("enableWhen").isEmpty()) {
        texts.add(item.path("text").asText());
        collect(item, texts);
      }
    }
  }

  private static void assertAllShown(Page page, String questionnaire, String name)
      throws Exception {
    var lost = new ArrayList<String>();
    var asked = alwaysAsked(questionnaire);
    var shown = "";
    for (var turn = 0; turn < 60; turn++) {
      shown = plain(String.valueOf(page.evaluate("() => document.body.innerText")));
      lost.clear();
      for (var text : asked) {
        if (!shown.contains(plain(text))) {
          lost.add(text);
        }
      }
      if (lost.isEmpty()) {
        break;
      }
      page.waitForTimeout(500);
    }
    Screens.picture(page, name);
    System.out.printf("%s: %d of %d items shown%n", name, asked.size() - lost.size(), asked.size());
    assertEquals(List.of(), lost, name);
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void lhcForms() throws Exception {
    var questionnaire = questionnaire();
    var page =
        page(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>LHC-Forms</title><link rel="stylesheet" href="webcomponent/styles.css"><div id="root"></div>
            <script src="webcomponent/assets/lib/zone.min.js"></script><script src="webcomponent/lhc-forms.js"></script><script src="fhir/R4/lformsFHIR.min.js"></script></html>
            """,
            clients.resolve("node_modules/lforms/dist/lforms"));
    page.waitForFunction("() => window.LForms && window.LForms.Util");
    page.evaluate(
        "q => LForms.Util.addFormToPage(JSON.parse(q), 'root', {fhirVersion: 'R4'})",
        questionnaire);
    assertAllShown(page, questionnaire, "lhc-forms");
    var back =
        String.valueOf(
            page.evaluate(
                "() => JSON.stringify(LForms.Util.getFormFHIRData('Questionnaire', 'R4'))"));
    assertEquals(
        linkIds(new ObjectMapper().readTree(questionnaire)),
        linkIds(new ObjectMapper().readTree(back)),
        "every item comes back out of LHC-Forms");
    page.context().close();
  }

  private static List<String> linkIds(JsonNode parent) {
    var ids = new ArrayList<String>();
    for (var item : parent.path("item")) {
      ids.add(item.path("linkId").asText());
      ids.addAll(linkIds(item));
    }
    return ids;
  }

  @Test
  void smartForms() throws Exception {
    var bundled = Path.of("target", "smart-forms").toAbsolutePath();
    Files.createDirectories(bundled);
    var process =
        new ProcessBuilder(
                "node",
                "node_modules/esbuild/bin/esbuild",
                "smart-forms.jsx",
                "--bundle",
                "--outfile=" + bundled.resolve("smart.js"),
                "--loader:.woff=dataurl",
                "--loader:.woff2=dataurl",
                "--define:process.env.NODE_ENV=\"production\"")
            .directory(clients.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    var questionnaire = questionnaire();
    var page =
        page(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Smart Forms</title><link rel="stylesheet" href="smart.css"><div id="root"></div>
            <script src="smart.js"></script></html>
            """,
            bundled);
    page.waitForFunction("() => window.renderForm");
    page.evaluate("q => renderForm(JSON.parse(q))", questionnaire);
    assertAllShown(page, questionnaire, "smart-forms");
    page.context().close();
  }
}
