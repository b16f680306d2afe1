package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.plumbline.kb.KnowledgeBase;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes what the knowledge browser shows of each rule and what the server cannot find out at run
 * time: its words, its source and its cases. One line of JSON per rule, in the order in which a
 * clinician would read them.
 */
final class RuleSheets {
  private static final String RULES = "src/main/resources/org/plumbline/kb/";

  /** The folders of rules, and where the cases of each are. */
  private static final Map<String, String> CASES =
      Map.of(
          "redflag", "redflag",
          "disposition", "disposition",
          "finding", "none",
          "advice", "advice",
          "technique", "advice");

  private final KnowledgeBase knowledge;
  private final Path module;
  private final Words words;
  private final CaseWords caseWords;

  RuleSheets(KnowledgeBase knowledge, Path module) {
    this.knowledge = knowledge;
    this.module = module;
    this.words = new Words(knowledge);
    this.caseWords = new CaseWords(knowledge);
  }

  List<String> write() throws IOException {
    var lines = new ArrayList<String>();
    for (var folder : List.of("redflag", "disposition", "finding", "advice", "technique")) {
      var path = module.resolve(RULES + folder);
      for (var group : RuleFiles.read(path)) {
        for (var rule : group.rules()) {
          lines.add(sheet(rule, group.question(), folder).build().toString());
        }
      }
    }
    return lines;
  }

  private JsonObjectBuilder sheet(String rule, String question, String folder) throws IOException {
    var when = Json.createArrayBuilder();
    words.when(knowledge.condition(rule).orElseThrow()).forEach(when::add);
    return Json.createObjectBuilder()
        .add("rule", rule)
        .add("layer", folder)
        .add("question", question)
        .add("when", when)
        .add("source", source(rule, folder))
        .add("cases", cases(rule, folder));
  }

  /** The rule as it is written. */
  private String source(String rule, String folder) throws IOException {
    var pattern = Pattern.compile("(?ms)^rule \"" + Pattern.quote(rule) + "\"$.*?^end$");
    try (var files = Files.list(module.resolve(RULES + folder))) {
      for (var file : files.filter(it -> it.toString().endsWith(".drl")).sorted().toList()) {
        var match = pattern.matcher(Files.readString(file));
        if (match.find()) {
          return match.group();
        }
      }
    }
    throw new IllegalStateException("the rule " + rule + " has no source");
  }

  private JsonArrayBuilder cases(String rule, String folder) throws IOException {
    var cases = Json.createArrayBuilder();
    var file =
        module.resolve("src/test/resources/cases/%s/%s.yaml".formatted(CASES.get(folder), rule));
    if (Files.exists(file)) {
      for (var document : new Yaml().loadAll(Files.readString(file))) {
        var it = (Map<?, ?>) document;
        var expect = (Map<?, ?>) it.get("expect");
        cases.add(
            Json.createObjectBuilder()
                .add("case", CaseWords.name(String.valueOf(it.get("case"))))
                .add("given", CaseWords.given((Map<?, ?>) it.get("given")))
                .add("expected", caseWords.expected(expect))
                .add("fires", String.valueOf(expect).contains(rule)));
      }
    }
    return cases;
  }
}
