package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.web.json.Build;

/** What the build wrote down of each rule: its words, its source and its cases. */
@ApplicationScoped
public class RuleSheets {
  private static final String FILE = "artifact/rule-sheets.jsonl";
  private final Map<String, Sheet> sheets = new LinkedHashMap<>();

  RuleSheets() {
    var stream = KnowledgeBase.class.getResourceAsStream(FILE);
    if (stream == null) {
      throw new IllegalStateException(FILE + " is missing");
    }
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      lines.lines().map(RuleSheets::sheet).forEach(it -> sheets.put(it.rule(), it));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A rule as it is read.
   *
   * @param layer redflag, disposition, finding, advice or technique
   * @param question the question that its file answers
   * @param source the rule as it is written
   */
  public record Sheet(
      String rule,
      String layer,
      String question,
      List<String> when,
      String source,
      List<Case> cases) {
    public Sheet {
      when = List.copyOf(when);
      cases = List.copyOf(cases);
    }
  }

  /** A written patient; {@code fires} tells whether the rule is expected of it. */
  public record Case(String name, String given, String expected, boolean fires) {}

  private static Sheet sheet(String line) {
    try (var reader = Build.reader(new StringReader(line))) {
      var json = reader.readObject();
      return new Sheet(
          json.getString("rule"),
          json.getString("layer"),
          json.getString("question"),
          json.getJsonArray("when").getValuesAs(JsonString.class).stream()
              .map(JsonString::getString)
              .toList(),
          json.getString("source"),
          json.getJsonArray("cases").getValuesAs(JsonObject.class).stream()
              .map(
                  it ->
                      new Case(
                          it.getString("case"),
                          it.getString("given"),
                          it.getString("expected"),
                          it.getBoolean("fires")))
              .toList());
    }
  }

  Optional<Sheet> of(String rule) {
    return Optional.ofNullable(sheets.get(rule));
  }

  List<Sheet> all() {
    return List.copyOf(sheets.values());
  }
}
