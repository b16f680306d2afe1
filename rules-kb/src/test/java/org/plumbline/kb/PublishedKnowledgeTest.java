package org.plumbline.kb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.house.Codes;
import org.plumbline.kb.evidence.Library;

/** What the build published is whole. */
class PublishedKnowledgeTest {
  private static final Path ARTIFACTS = Path.of("target/classes/org/plumbline/kb/artifact");
  private static final List<String> SHAREABLE =
      List.of(
          "url",
          "version",
          "name",
          "title",
          "status",
          "experimental",
          "date",
          "publisher",
          "contact",
          "description",
          "useContext",
          "jurisdiction");

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  private static JsonObject read(String name) throws Exception {
    try (var reader = Json.createReader(Files.newInputStream(ARTIFACTS.resolve(name)))) {
      return reader.readObject();
    }
  }

  @Test
  void everyArtifactIsListedAndShareable() throws Exception {
    for (var name : Files.readAllLines(ARTIFACTS.resolve("artifact-names.csv"))) {
      var artifact = read(name);
      assertEquals(
          name, artifact.getString("resourceType") + "-" + artifact.getString("id") + ".json");
      SHAREABLE.forEach(it -> assertTrue(artifact.containsKey(it), name + " has no " + it));
      assertEquals(Library.STATUS, artifact.getString("status"), name);
    }
  }

  @Test
  void planDefinitionHasOneActionForEveryRedFlag() throws Exception {
    var actions = new TreeSet<String>();
    read("PlanDefinition-low-back-triage.json")
        .getJsonArray("action")
        .getValuesAs(JsonObject.class)
        .forEach(it -> actions.add(it.getString("id")));
    var flags = new TreeSet<String>();
    knowledge.outlook().rules().stream()
        .filter(it -> knowledge.outlook().urgency(it).isPresent())
        .filter(it -> !knowledge.rule(it).orElseThrow().family().equals("DISPOSITION"))
        .forEach(flags::add);
    assertEquals(flags, actions);
    assertTrue(actions.size() >= 120, actions::toString);
  }

  @Test
  void cqlLibraryHoldsTheExportWithOneDefinitionForEveryDecidingRule() throws Exception {
    var content = read("Library-low-back-triage-cql.json").getJsonArray("content").getJsonObject(0);
    var cql = new String(Base64.getDecoder().decode(content.getString("data")), UTF_8);
    assertEquals(Files.readString(ARTIFACTS.resolve("LowBackTriage.cql")), cql);
    for (var rule : knowledge.outlook().rules()) {
      var inDisposition =
          rule.equals("most-urgent-red-flag") || rule.equals("self-care-with-review");
      assertEquals(!inDisposition, cql.contains("define \"rule " + rule + "\":"), rule);
    }
  }

  @Test
  void everyRecordCodeIsInTheConceptMap() throws Exception {
    var mapped = new TreeSet<String>();
    for (var group :
        read("ConceptMap-low-back-record-codes.json")
            .getJsonArray("group")
            .getValuesAs(JsonObject.class)) {
      for (var element : group.getJsonArray("element").getValuesAs(JsonObject.class)) {
        for (var target : element.getJsonArray("target").getValuesAs(JsonObject.class)) {
          mapped.add(
              String.join(
                  " ",
                  group.getString("source"),
                  element.getString("code"),
                  target.getString("code"),
                  target.getString("comment")));
        }
      }
    }
    var listed = new TreeSet<String>();
    Files.readAllLines(ARTIFACTS.resolve("record-codes.csv")).stream()
        .skip(1)
        .map(it -> it.split(","))
        .filter(it -> !it[2].equals("text"))
        .forEach(it -> listed.add(String.join(" ", it[2], it[3], it[0].split(":")[0], it[4])));
    assertEquals(listed, mapped);
  }

  @Test
  void handbookShowsEveryRuleAndEverySource() throws Exception {
    var handbook = Files.readString(Path.of("target/handbook/index.html"));
    for (var rule : knowledge.ruleNames()) {
      assertTrue(handbook.contains("<article id=\"" + rule + "\">"), rule);
    }
    assertTrue(handbook.contains("To be approved by a licensed clinician"));
    try (var groups = Files.list(Path.of("src/main/resources/org/plumbline/kb/redflag"))) {
      assertEquals(groups.count(), handbook.split("<svg ").length - 1);
    }
  }

  /** A clinician signs what stands here; the name and the source of a rule stand apart. */
  @Test
  void noSheetOfARuleAndNoPageOfTheHandbookShowsTheCodeOfAFact() throws Exception {
    var faults = new TreeSet<String>();
    for (var line : Files.readAllLines(ARTIFACTS.resolve("rule-sheets.jsonl"))) {
      try (var reader = Json.createReader(new StringReader(line))) {
        var sheet = reader.readObject();
        var rule = sheet.getString("rule");
        sheet
            .getJsonArray("when")
            .getValuesAs(JsonString.class)
            .forEach(it -> find(rule, it.getString(), faults));
        for (var it : sheet.getJsonArray("cases").getValuesAs(JsonObject.class)) {
          find(rule, it.getString("case"), faults);
          find(rule, it.getString("given"), faults);
          find(rule, it.getString("expected"), faults);
        }
      }
    }
    var handbook =
        Files.readString(Path.of("target/handbook/index.html"))
            .replaceAll("(?s)<(code|script|style)\\b.*?</\\1>", "")
            .replaceAll("<[^>]*>", "\n");
    find("handbook", handbook, faults);
    assertEquals(Set.of(), faults);
  }

  private static void find(String where, String text, Set<String> faults) {
    Codes.in(text).forEach(it -> faults.add(where + " shows " + it));
  }
}
