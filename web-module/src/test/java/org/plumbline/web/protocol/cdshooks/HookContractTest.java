package org.plumbline.web.protocol.cdshooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.web.intake.IntakeRefused;

/**
 * An EHR that is refused, or gets no card, says that all is clear. So whatever is wrong with a call
 * about a patient with a numb saddle, there is a card that names it or says what was not assessed.
 */
class HookContractTest {
  private static final HookBench BENCH = new HookBench();
  private static final String FLAG = "New or worse saddle numbness";
  private static final String FLAG_FOR_A_PATIENT = "Please rule out cauda equina syndrome";
  private static final int PAIRS = 1000;
  private static final int OF_EACH = 20;
  private static final String DENIED = "/prefetch/intake/entry/0/resource/item/1/item/";

  private static final String YES =
      "{\"linkId\":\"%s\",\"answer\":[{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"Y\",\"display\":\"Yes\"}}]}";

  /** What stands in place of an element; without one it is removed. */
  private static final Map<String, String> NONSENSE = nonsense();

  private static Map<String, String> nonsense() {
    var kinds = new LinkedHashMap<String, String>();
    kinds.put("null", "null");
    kinds.put("empty text", "\"\"");
    kinds.put("blank", "\"  \"");
    kinds.put("another text", "\"x\"");
    kinds.put("html", "\"<html><body>502 Bad Gateway</body></html>\"");
    kinds.put("U+0000", "\"a\\u0000\"");
    kinds.put("a number", "7");
    kinds.put("a large number", "1e400");
    kinds.put("a large whole number", "1000000000000000000");
    kinds.put("a boolean", "true");
    kinds.put("an empty array", "[]");
    kinds.put("an empty object", "{}");
    kinds.put("an array of an empty object", "[{}]");
    kinds.put("an array of nothing", "[null]");
    kinds.put("an array of arrays", "[[]]");
    kinds.put("an unknown object", "{\"x\":{\"y\":1}}");
    kinds.put("an old date", "\"0001-01-01\"");
    kinds.put("a date to come", "\"2999-12-31T23:59:59Z\"");
    kinds.put("a time without zone", "\"2026-11-20T11:00:00\"");
    kinds.put("another patient", "\"Patient/somebody-else\"");
    kinds.put("a long text", "\"" + "y".repeat(5_000) + "\"");
    return kinds;
  }

  /** The call does not hold the intake any more, or names no hook of ours. */
  private static final Set<String> WITHOUT_INTAKE =
      Set.of(
          "/prefetch removed",
          "/prefetch null",
          "/prefetch an empty object",
          "/prefetch/intake null");

  private static JsonObject parsed(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static JsonValue value(String json) {
    return parsed("{\"v\":" + json + "}").get("v");
  }

  private static JsonObject call(String patient, String conditions, String response) {
    return parsed(
        """
        {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
         "fhirServer":"https://ehr.example/fhir",
         "fhirAuthorization":{"access_token":"abc","token_type":"Bearer","expires_in":300,"scope":"patient/*.read","subject":"s"},
         "context":{"userId":"Practitioner/1","patientId":"1"},
         "prefetch":{"patient":%s,
          "conditions":{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"fullUrl":"urn:uuid:1","resource":%s}]},
          "medications":{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":
            {"resourceType":"MedicationStatement","id":"m","status":"active","subject":{"reference":"Patient/1"},
             "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"H02AB06"}]},
             "effectivePeriod":{"start":"2026-01-01","end":"2026-02-01"}}}]},
          "prescriptions":{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":
            {"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/1"},
             "medicationCodeableConcept":{"coding":[{"system":"http://www.whocc.no/atc","code":"H02AB06"}]},"authoredOn":"2026-06-01",
             "dispenseRequest":{"numberOfRepeatsAllowed":1,"expectedSupplyDuration":{"value":10,"code":"d"}}}}]},
          "vitalSigns":{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":
            {"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-11-20T06:00:00Z",
             "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},
             "valueQuantity":{"value":72,"system":"http://unitsofmeasure.org","code":"/min"}}}]},
          "intake":{"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"resource":%s}]}}}"""
            .formatted(patient, conditions, response));
  }

  private static String patient() {
    return "{\"resourceType\":\"Patient\",\"id\":\"1\",\"gender\":\"female\",\"birthDate\":\"1985-04-02\"}";
  }

  private static String condition() {
    return "{\"resourceType\":\"Condition\",\"id\":\"c\",\"subject\":{\"reference\":\"Patient/1\"},\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"verificationStatus\":{\"coding\":[{\"code\":\"confirmed\"}]},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"I10\"}],\"text\":\"Hypertension\"},\"recordedDate\":\"2020-01-01\"}";
  }

  /** All other signs of the core are denied; a temperature, a rating and a time beside. */
  private static String items() {
    var no = YES.replace("\"Y\"", "\"N\"").replace("Yes", "No");
    var denied =
        Fact.GROUPS.getOrDefault("core", List.of()).stream()
            .map(Fact::code)
            .filter(it -> !it.equals("saddle-numbness") && !it.equals("bladder-retention"))
            .map(no::formatted)
            .collect(Collectors.joining(","));
    return """
        {"linkId":"bladder-bowel-feeling","text":"Bladder","item":[%s,%s]},{"linkId":"stop-signs","item":[%s]},
        {"linkId":"pain-now","text":"Pain","answer":[{"valueInteger":4}]},
        {"linkId":"temperature","answer":[{"valueQuantity":{"value":37,"unit":"C","system":"http://unitsofmeasure.org","code":"Cel"}}]},
        {"linkId":"hours-since-lift","answer":[{"valueDateTime":"2026-11-19T12:00:00Z"}]}"""
        .formatted(YES.formatted("saddle-numbness"), no.formatted("bladder-retention"), denied);
  }

  private static String response(String head, String items) {
    return """
        {"resourceType":"QuestionnaireResponse","id":"q","questionnaire":"%s","status":"completed",
         "subject":{"reference":"Patient/1"},"authored":"2026-11-20T11:00:00Z"%s,"item":[%s]}"""
        .formatted(Form.load().versioned(), head, items);
  }

  private static JsonObject plain() {
    return call(patient(), condition(), response("", items()));
  }

  private static void places(String path, JsonValue value, List<String> found) {
    if (value instanceof JsonObject object) {
      object.forEach((name, it) -> place(path + "/" + name, it, found));
    } else if (value instanceof JsonArray array) {
      for (var i = 0; i < array.size(); i++) {
        place(path + "/" + i, array.get(i), found);
      }
    }
  }

  private static void place(String path, JsonValue value, List<String> found) {
    if (!path.equals("/hook")) {
      found.add(path);
      places(path, value, found);
    }
  }

  /** A call that was changed, with what was changed. */
  private record Shape(String name, JsonObject call) {}

  /** Each change at each place; of the signs that are denied one stands for all. */
  private static List<Shape> mutants(JsonObject call) {
    return places(call).stream().flatMap(it -> changes(it, call).stream()).toList();
  }

  private static List<String> places(JsonObject call) {
    var places = new ArrayList<String>();
    places("", call, places);
    places.removeIf(it -> it.startsWith(DENIED));
    return places;
  }

  private static Shape any(JsonObject call, Random random) {
    var places = places(call);
    var changes = changes(places.get(random.nextInt(places.size())), call);
    return changes.isEmpty() ? any(call, random) : changes.get(random.nextInt(changes.size()));
  }

  private static List<Shape> changes(String place, JsonObject call) {
    var shapes = new ArrayList<Shape>();
    var pointer = Json.createPointer(place);
    var was = pointer.getValue(call);
    shapes.add(new Shape(place + " removed", pointer.remove(call)));
    NONSENSE.forEach(
        (kind, json) ->
            shapes.add(new Shape(place + " " + kind, pointer.replace(call, value(json)))));
    shapes.add(new Shape(place + " in an array", pointer.replace(call, array(was))));
    shapes.add(new Shape(place + " in an object", pointer.replace(call, object(was))));
    doubled(place, pointer, call).ifPresent(shapes::add);
    shapes.removeIf(it -> WITHOUT_INTAKE.contains(it.name()));
    return shapes;
  }

  private static JsonValue array(JsonValue it) {
    return Json.createArrayBuilder().add(it).build();
  }

  private static JsonValue object(JsonValue it) {
    return Json.createObjectBuilder().add("value", it).build();
  }

  /** An element of an array that is there twice. */
  private static Optional<Shape> doubled(String place, JsonPointer pointer, JsonObject call) {
    return place.matches(".*/\\d+")
        ? Optional.of(new Shape(place + " twice", pointer.add(call, pointer.getValue(call))))
        : Optional.empty();
  }

  /** What is wrong with the answer to a call; empty when it names the flag or says what is open. */
  private static Optional<String> wrong(Shape shape, Map<String, Integer> counts) {
    try {
      var card = BENCH.card(shape.call());
      var text = card.map(JsonObject::toString).orElse("");
      var kind =
          text.contains(FLAG) || text.contains(FLAG_FOR_A_PATIENT)
              ? "named"
              : text.contains("**Not assessed**")
                  ? "not assessed"
                  : text.contains("**Not answered yet**") ? "not answered" : "silent";
      counts.merge(kind, 1, Integer::sum);
      return kind.equals("silent") ? Optional.of(shape.name() + ": " + text) : Optional.empty();
    } catch (IntakeRefused | PreconditionFailed e) {
      counts.merge("refused", 1, Integer::sum);
      return Optional.of(shape.name() + ": refused, " + e);
    }
  }

  private static void check(String what, List<Shape> shapes) {
    var counts = new TreeMap<String, Integer>();
    var wrong = shapes.stream().flatMap(it -> wrong(it, counts).stream()).toList();
    System.out.printf("hook contract: %d %s, %s%n", shapes.size(), what, counts);
    assertEquals(List.of(), wrong.stream().limit(20).toList(), wrong.size() + " are wrong");
  }

  @Test
  void nothingThatIsWrongInOnePlaceSilencesTheHook() {
    var shapes = mutants(plain());
    assertTrue(shapes.size() > 500, "only " + shapes.size());
    check("calls with one blemish", shapes);
  }

  /** Only a call whose patient is named nowhere else may be refused when its context is broken. */
  @Test
  void nothingThatIsWrongInTwoPlacesSilencesTheHook() {
    var random = new Random(20_261_129L);
    var twice = new ArrayList<Shape>();
    while (twice.size() < PAIRS) {
      var one = any(plain(), random);
      if (!one.name().startsWith("/context")) {
        var other = any(one.call(), random);
        var isInTheCall = other.call().toString().contains("saddle-numbness");
        if (isInTheCall && !other.name().startsWith("/context")) {
          twice.add(new Shape(one.name() + ", " + other.name(), other.call()));
        }
      }
    }
    check("calls with two", twice);
  }

  /** Each writer of responses with each style of record. */
  @Test
  void whatOthersWriteIsReadAndNamesTheFlag() {
    var shapes = new ArrayList<Shape>();
    writers()
        .forEach(
            (writer, response) ->
                records()
                    .forEach(
                        (style, record) ->
                            shapes.add(
                                new Shape(
                                    writer + ", " + style,
                                    call(record.get(0), record.get(1), response)))));
    for (var shape : shapes) {
      var card = BENCH.card(shape.call());
      assertTrue(card.map(JsonObject::toString).orElse("").contains(FLAG), shape.name());
    }
    check("calls of other writers", shapes);
    var random = new Random(20_261_130L);
    check(
        "blemishes in those",
        shapes.stream()
            .flatMap(it -> Stream.generate(() -> any(it.call(), random)).limit(OF_EACH))
            .toList());
  }

  /** Without it the other tests would prove nothing: the hook is silent when nothing is wrong. */
  @Test
  void intakeThatDeniesAllGivesNoCard() {
    var mild = response("", items().replace("\"Y\"", "\"N\""));
    assertEquals(Optional.empty(), BENCH.card(call(patient(), condition(), mild)));
  }

  private static Map<String, String> writers() {
    UnaryOperator<String> texts =
        it -> it.replace("\"linkId\":\"pain-now\"", "\"linkId\":\"pain-now\",\"id\":\"i-1\"");
    var yes = YES.formatted("saddle-numbness");
    return Map.of(
        "LHC-Forms",
        response(
            ",\"meta\":{\"profile\":[\"http://hl7.org/fhir/4.0/StructureDefinition/QuestionnaireResponse\"],\"tag\":[{\"code\":\"lformsVersion: 36.3.2\"}]},\"author\":{\"reference\":\"Practitioner/1\"}",
            items()),
        "Smart Forms",
        response(
            ",\"_questionnaire\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/display\",\"valueString\":\"Low back\"}]},\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}",
            items() + ",{\"linkId\":\"legs\",\"text\":\"Legs\"}"),
        "Medplum",
        response(
                "",
                texts.apply(items())
                    + ",{\"id\":\"id-9\",\"linkId\":\"leg-pain-both-sides\",\"answer\":[{}]}")
            .replace(Form.load().versioned(), "Questionnaire/low-back-intake"),
        "android-fhir",
        response(
                "",
                "{\"linkId\":\"bladder-bowel-feeling\",\"answer\":[{\"item\":[%s]}]}"
                    .formatted(yes))
            .replace("completed", "in-progress"),
        "an older server",
        response("", items())
            .replace(Form.load().versioned(), Form.load().canonical() + "|0.1.0")
            .replace(
                "http://terminology.hl7.org/CodeSystem/v2-0136", "http://hl7.org/fhir/v2/0136"),
        "a signature and a comment beside",
        response(
            "",
            items()
                + ",{\"linkId\":\"signature\",\"answer\":[{\"valueAttachment\":{\"contentType\":\"image/png\"}}]},{\"linkId\":\"comment\",\"answer\":[{\"valueString\":\"see above\"}]}"));
  }

  private static Map<String, List<String>> records() {
    return Map.of(
        "plain",
        List.of(patient(), condition()),
        "IPS",
        List.of(
            patient()
                .replace("}", ",\"text\":{\"status\":\"generated\",\"div\":\"<div>x</div>\"}}"),
            condition()
                .replace("Patient/1", "urn:uuid:2b90dd2b-2dab-4c75-9bb9-a355e07401e8")
                .replace("\"text\":\"Hypertension\"", "\"text\":\"No known problems\"")),
        "US Core",
        List.of(
            patient()
                .replace(
                    "\"gender\"",
                    "\"meta\":{\"profile\":[\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient\"]},\"extension\":[{\"url\":\"http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex\",\"valueCode\":\"F\"}],\"identifier\":[{\"system\":\"urn:oid:1\",\"value\":\"a\"}],\"gender\""),
            condition()
                .replace("Patient/1", "https://ehr.example/fhir/Patient/1")
                .replace(
                    "\"recordedDate\"",
                    "\"category\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/condition-category\",\"code\":\"problem-list-item\"}]}],\"recordedDate\"")),
        "before R4",
        List.of(
            patient().replace("female", "F"),
            condition()
                .replace("{\"coding\":[{\"code\":\"active\"}]}", "\"active\"")
                .replace("{\"coding\":[{\"code\":\"confirmed\"}]}", "\"confirmed\"")));
  }
}
