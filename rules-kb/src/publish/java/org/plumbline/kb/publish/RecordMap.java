package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.plumbline.kb.evidence.Library;

/**
 * Writes record-codes.csv as a ConceptMap: which codes of a record make which fact present. A code
 * that the table matches by its beginning is written as it stands there, and says so.
 */
final class RecordMap {
  private static final String TARGET = Library.CANONICAL_BASE + "/CodeSystem/low-back-facts";

  /** Names of medicines are no codes of a system. */
  static final String NAMES = "text";

  private record Line(String fact, String system, String code, boolean prefix) {}

  private RecordMap() {}

  /**
   * The map.
   *
   * @param csv the lines of record-codes.csv: fact, resource, system, code, match, when, name
   */
  static JsonObject write(List<String> csv) {
    var bySystem = new TreeMap<String, LinkedHashMap<String, Line>>();
    csv.stream()
        .skip(1)
        .map(it -> it.split(","))
        .filter(it -> !it[2].equals(NAMES))
        .map(it -> new Line(it[0].split(":")[0], it[2], it[3], it[4].equals("prefix")))
        .forEach(
            it ->
                bySystem
                    .computeIfAbsent(it.system(), key -> new LinkedHashMap<>())
                    .put(it.code() + " " + it.fact(), it));
    var groups = Json.createArrayBuilder();
    bySystem.forEach((system, lines) -> groups.add(group(system, lines)));
    return Artifact.of(
            "ConceptMap",
            "low-back-record-codes",
            "Codes of a record that make a fact present",
            "A record may make a fact present, never absent. A code whose comment says \"prefix\""
                + " stands for every code that begins with it.")
        .add("group", groups)
        .build();
  }

  private static JsonObjectBuilder group(String system, LinkedHashMap<String, Line> lines) {
    var byCode = new LinkedHashMap<String, JsonArrayBuilder>();
    for (var line : lines.values()) {
      var target =
          Json.createObjectBuilder()
              .add("code", line.fact())
              .add("equivalence", "wider")
              .add("comment", line.prefix() ? "prefix" : "exact");
      byCode.computeIfAbsent(line.code(), it -> Json.createArrayBuilder()).add(target);
    }
    var elements = Json.createArrayBuilder();
    byCode.forEach(
        (code, targets) ->
            elements.add(Json.createObjectBuilder().add("code", code).add("target", targets)));
    return Json.createObjectBuilder()
        .add("source", system)
        .add("target", TARGET)
        .add("element", elements);
  }
}
