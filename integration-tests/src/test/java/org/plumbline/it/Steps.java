package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers the questions of a link by their linkIds, on whichever page they are asked. */
final class Steps {
  /** Yes or no, of which nothing else is known: all of it is denied. */
  static final String NO = "N";

  private static final int MOST = 120;
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");
  private static final Pattern ANSWER =
      Pattern.compile("class=\"answer\" name=\"([a-z0-9-]+)\" value=\"([^\"]+)\"");

  private Steps() {}

  /** Answers one question by itself, whatever is asked now; where it leads. */
  static String say(String link, String linkId, String code) {
    return IntakePagesIT.next(
        IntakePagesIT.send(link, "asked=%s&%s=%s".formatted(linkId, linkId, encoded(code))));
  }

  /** Answers several questions, one after the other; where the last leads. */
  static String say(String link, Map<String, String> answers) {
    var to = "";
    for (var it : answers.entrySet()) {
      to = say(link, it.getKey(), it.getValue());
    }
    return to;
  }

  /**
   * Answers what is asked until nothing is, or an emergency is told.
   *
   * @param answers by linkId the code of an option, a number, or an amount with its unit after a
   *     blank; of other signs there is none, and what else is asked is not known
   * @return the last page
   */
  static String walk(String link, Map<String, String> answers) {
    var page = IntakePagesIT.get(link);
    for (var step = 0; step < MOST; step++) {
      while (page.statusCode() == 303) {
        page = IntakePagesIT.get(IntakePagesIT.next(page));
      }
      assertEquals(200, page.statusCode(), page.body());
      var fields = hidden(page);
      if (!fields.containsKey("asked")) {
        return page.body();
      }
      page = IntakePagesIT.send(link, form(fields) + answer(page.body(), fields, answers));
    }
    throw new AssertionError("more than " + MOST + " steps: " + page.body());
  }

  /** What the open page asks: a linkId, or a list with its signs. */
  static String asked(String link) {
    var page = IntakePagesIT.get(link);
    while (page.statusCode() == 303) {
      page = IntakePagesIT.get(IntakePagesIT.next(page));
    }
    return hidden(page).getOrDefault("asked", "");
  }

  private static Map<String, String> hidden(HttpResponse<String> page) {
    var fields = new HashMap<String, String>();
    HIDDEN.matcher(page.body()).results().forEach(it -> fields.put(it.group(1), it.group(2)));
    return fields;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + encoded(it.getValue()) + "&")
        .collect(Collectors.joining());
  }

  private static String answer(
      String page, Map<String, String> fields, Map<String, String> answers) {
    var asked = fields.getOrDefault("asked", "");
    if (fields.getOrDefault("stage", "").equals("confirm")) {
      return "go=right";
    }
    if (asked.contains(":")) {
      var ticks =
          Stream.of(asked.substring(asked.indexOf(':') + 1).split(","))
              .filter(it -> "Y".equals(answers.get(it)))
              .map(it -> "tick=" + it + "&")
              .collect(Collectors.joining());
      return ticks + (ticks.isEmpty() ? "go=none" : "go=next");
    }
    var value = answers.get(asked);
    if (value == null) {
      var offered =
          ANSWER.matcher(page).results().map(it -> it.group(2)).collect(Collectors.toSet());
      value = offered.contains(NO) ? NO : offered.contains("dont-know") ? "dont-know" : "";
    }
    var parts = value.split(" ", 2);
    return value.isEmpty()
        ? "go=unknown"
        : asked
            + "="
            + encoded(parts[0])
            + (parts.length == 1 ? "" : "&" + asked + ".unit=" + encoded(parts[1]));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
