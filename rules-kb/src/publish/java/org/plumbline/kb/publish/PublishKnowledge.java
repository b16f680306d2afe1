package org.plumbline.kb.publish;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.kb.Canaries;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.edge.Canary;
import org.plumbline.kb.wording.Language;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes what is published from the compiled rules: {@code PublishKnowledge <rules-kb> <artifacts>
 * <handbook> <classes>}. Run by Maven after the classes are compiled, so that nothing generated is
 * committed.
 */
public final class PublishKnowledge {
  private PublishKnowledge() {}

  public static void main(String[] args) throws IOException {
    var artifacts = Files.createDirectories(Path.of(args[1]));
    var knowledge = KnowledgeBase.load();
    Files.writeString(artifacts.resolve("LowBackTriage.cql"), new CqlWriter(knowledge).write());
    translate(Path.of(args[0], "knowledge/translations"), artifacts);
    var items = items(artifacts);
    for (var artifact : new ArtifactWriter(knowledge, answers(items)).write()) {
      write(artifacts, artifact);
    }
    write(artifacts, RecordMap.write(Files.readAllLines(artifacts.resolve("record-codes.csv"))));
    index(artifacts);
    var handbook = Files.createDirectories(Path.of(args[2]));
    Files.writeString(
        handbook.resolve("index.html"),
        new Handbook(knowledge, Path.of(args[0]), questions(items)).write());
    Files.write(
        artifacts.resolve("rule-sheets.jsonl"),
        new RuleSheets(knowledge, Path.of(args[0])).write());
    Files.write(
        artifacts.resolve("canaries.tsv"), Canaries.choose().stream().map(Canary::line).toList());
    Files.write(artifacts.resolve("ways.tsv"), knowledge.outlook().linesOfWays());
    Contents.write(Path.of(args[3]));
  }

  /** The wording of each question, by its linkId. */
  private static Map<String, String> questions(List<JsonObject> items) {
    var questions = new HashMap<String, String>();
    items.forEach(it -> questions.put(it.getString("linkId"), it.getString("text")));
    return questions;
  }

  /** The answers that are codes of our own, with their wording. */
  private static Map<String, String> answers(List<JsonObject> items) {
    var answers = new TreeMap<String, String>();
    items.stream()
        .filter(it -> it.containsKey("answerOption"))
        .flatMap(it -> it.getJsonArray("answerOption").getValuesAs(JsonObject.class).stream())
        .map(it -> it.getJsonObject("valueCoding"))
        .filter(it -> it.getString("system").endsWith("/low-back-fact-options"))
        .forEach(it -> answers.put(it.getString("code"), it.getString("display")));
    return answers;
  }

  private static List<JsonObject> items(Path artifacts) throws IOException {
    var form = PrettyJson.read(artifacts.resolve("Questionnaire-low-back-intake.json"));
    return form.getJsonArray("item").getValuesAs(JsonObject.class).stream()
        .flatMap(it -> it.getJsonArray("item").getValuesAs(JsonObject.class).stream())
        .toList();
  }

  /** A jar cannot list a folder, so the names are listed in a file. */
  private static void index(Path artifacts) throws IOException {
    try (var files = Files.list(artifacts)) {
      Files.write(
          artifacts.resolve("artifact-names.csv"),
          files
              .map(it -> it.getFileName().toString())
              .filter(it -> it.endsWith(".json"))
              .sorted()
              .toList());
    }
  }

  private static void write(Path artifacts, JsonObject artifact) throws IOException {
    var name = artifact.getString("resourceType") + "-" + artifact.getString("id") + ".json";
    PrettyJson.write(artifacts.resolve(name), artifact);
  }

  private static void translate(Path translations, Path artifacts) throws IOException {
    var file = artifacts.resolve("Questionnaire-low-back-intake.json");
    var all = new LinkedHashMap<String, Map<String, Object>>();
    for (var language : Language.all()) {
      if (!language.equals(Language.ENGLISH)) {
        var questions = translations.resolve(language.code()).resolve("questions.yaml");
        all.put(language.code(), new Yaml().load(Files.readString(questions)));
      }
    }
    PrettyJson.write(file, new QuestionnaireTranslator(all).translate(PrettyJson.read(file)));
  }
}
