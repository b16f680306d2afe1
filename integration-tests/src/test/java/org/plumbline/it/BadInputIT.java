package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.it.Ehr.Answer;
import org.yaml.snakeyaml.Yaml;

/**
 * What must be refused is refused whole: a 4xx that names every fault, nothing recorded, no stack
 * trace. What is wrong with the content of a call of a hook is answered, and named.
 */
class BadInputIT extends Deployed {
  private static final int TOO_LARGE = 1_200_000;

  record Bad(String name, Map<String, Object> row) {
    @Override
    public String toString() {
      return row.get("way") + ": " + name;
    }

    <T> T get(String key, T otherwise) {
      @SuppressWarnings("unchecked") // the shape of the file is said in its head
      var value = (T) row.getOrDefault(key, otherwise);
      return value;
    }
  }

  static Stream<Bad> rows() throws IOException {
    return rows("/bad-input.yaml");
  }

  static Stream<Bad> answered() throws IOException {
    return rows("/answered-input.yaml");
  }

  private static Stream<Bad> rows(String name) throws IOException {
    try (var file = BadInputIT.class.getResourceAsStream(name);
        var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      List<Map<String, Object>> rows = new Yaml().load(reader);
      return rows.stream().map(row -> new Bad((String) row.get("name"), row));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void badInputIsRefusedWhole(Bad bad) {
    var before = Records.rows();
    var answer = send(bad);
    assertEquals((int) bad.get("status", 0), answer.status(), answer.body());
    assertTrue(answer.body().contains("OperationOutcome"), answer.body());
    for (var text : bad.get("says", List.<String>of())) {
      assertTrue(answer.body().contains(text), text + " is not in " + answer.body());
    }
    assertFalse(
        answer.body().contains("at org.") || answer.body().contains("Exception"), answer.body());
    assertEquals(before, Records.rows(), "rows were left behind");
  }

  /** Of each row another patient, so that what was recorded for one speaks for no other. */
  @ParameterizedTest
  @MethodSource("answered")
  void whatIsWrongWithACallIsAnsweredAndNamed(Bad bad) {
    var who = Patients.of("S07");
    var intake =
        Intake.of(
            "p" + UUID.randomUUID(),
            who.given(),
            OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
    var answer = Ehr.post(Ehr.HOOK, Ehr.JSON, changed(bad, intake.hook()).toString());
    assertEquals(200, answer.status(), answer.body());
    if (bad.get("flag", false)) {
      assertEquals("critical", answer.json().text("/cards/0/indicator").orElseThrow());
    }
    var detail = answer.json().text("/cards/0/detail").orElseThrow();
    for (var text : bad.get("says", List.<String>of())) {
      assertTrue(detail.contains(text), text + " is not in " + detail);
    }
  }

  private static Answer send(Bad bad) {
    var way = bad.get("way", "");
    var path =
        bad.get(
            "path",
            Map.of(
                    "hook",
                    Ehr.HOOK,
                    "process",
                    Ehr.PROCESS,
                    "create",
                    "/fhir/QuestionnaireResponse")
                .get(way));
    var type = bad.get("type", way.equals("hook") ? Ehr.JSON : Ehr.FHIR_JSON);
    var whole = bad.get("body", (String) null);
    return Ehr.post(
        path, type, whole == null ? changed(bad, way.equals("hook")).toString() : whole);
  }

  private static ObjectNode changed(Bad bad, boolean hook) {
    var intake = Intake.of(Patients.of("G02"));
    return changed(bad, hook ? intake.hook() : intake.self());
  }

  private static ObjectNode changed(Bad bad, ObjectNode body) {
    bad.get("answer", Map.<String, Object>of())
        .forEach((linkId, answer) -> answer(body, linkId, answer));
    bad.get("set", Map.<String, Object>of())
        .forEach(
            (pointer, value) ->
                set(body, JsonPointer.compile(pointer), Json.MAPPER.valueToTree(value)));
    bad.get("remove", List.<String>of())
        .forEach(pointer -> remove(body, JsonPointer.compile(pointer)));
    return body;
  }

  /** Gives an answer in place of the one that is there. */
  private static void answer(ObjectNode response, String linkId, Object answer) {
    for (var group : response.get("item")) {
      if (!group.has("item")) {
        continue;
      }
      var items = ((ArrayNode) group.get("item")).iterator();
      while (items.hasNext()) {
        if (items.next().get("linkId").asText().equals(linkId)) {
          items.remove();
        }
      }
    }
    ((ArrayNode) response.get("item"))
        .addObject()
        .put("linkId", linkId)
        .putArray("answer")
        .add((JsonNode) Json.MAPPER.valueToTree(answer));
  }

  private static void set(ObjectNode body, JsonPointer at, JsonNode value) {
    var parent = body.at(at.head());
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
    }
  }

  private static void remove(ObjectNode body, JsonPointer at) {
    ((ObjectNode) body.at(at.head())).remove(at.last().getMatchingProperty());
  }

  @Test
  void tooLargeABodyIsRefused() {
    var before = Records.rows();
    var body = "{\"hook\":\"" + "x".repeat(TOO_LARGE) + "\"}";
    assertEquals(413, Ehr.post(Ehr.HOOK, Ehr.JSON, body.repeat(4)).status());
    assertEquals(413, Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, body).status());
    assertEquals(before, Records.rows());
  }

  @Test
  void tooDeepABodyIsRefused() {
    var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    assertEquals(400, Ehr.post(Ehr.HOOK, Ehr.JSON, deep).status());
    assertEquals(400, Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, deep).status());
  }

  @Test
  void unknownPathsAndMethodsAreRefused() {
    assertEquals(404, Ehr.get("/cds-services/low-back-triage/other").status());
    assertEquals(405, Ehr.get(Ehr.HOOK).status());
    assertEquals(404, Ehr.get("/fhir/Questionnaire/1").status());
    assertTrue(Ehr.get("/fhir/Nonsense/1").status() >= 400);
  }
}
