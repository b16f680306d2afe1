package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.web.json.Build;

class ApiDescriptionTest {
  private static String page() throws IOException {
    return new QuestionnaireResource().page();
  }

  @Test
  void everyCallAndEverySchemaOfTheDocumentIsOnThePage() throws IOException {
    var page = page();
    try (var reader = Build.reader(new StringReader(new QuestionnaireResource().openApi()))) {
      var document = reader.readObject();
      document
          .getJsonObject("paths")
          .keySet()
          .forEach(it -> assertTrue(page.contains(" /api" + it + "</code>"), it));
      document
          .getJsonObject("components")
          .getJsonObject("schemas")
          .keySet()
          .forEach(it -> assertTrue(page.contains("<h2 id=\"" + it + "\">"), it));
    }
  }

  @Test
  void everyLinkOnThePageLeadsSomewhere() throws IOException {
    var page = page();
    var links =
        Pattern.compile("href=\"#([^\"]+)\"").matcher(page).results().map(it -> it.group(1));
    assertEquals(
        List.of(), links.distinct().filter(it -> !page.contains("id=\"" + it + "\"")).toList());
  }

  @Test
  void pageNeedsNoScriptAndNothingFromElsewhere() throws IOException {
    var page = page();
    assertFalse(page.contains("<script"));
    assertEquals(
        "/api/openapi.json /start.css",
        Pattern.compile("(href|src)=\"([^#\"][^\"]*)\"")
            .matcher(page)
            .results()
            .map(it -> it.group(2))
            .sorted()
            .distinct()
            .collect(Collectors.joining(" ")));
  }
}
