package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Valid requests with one to three elements changed at random: whatever comes, the answer is one of
 * the protocol and never a 5xx, and an intake with a red flag never gives no card. The seed is
 * fixed, so that a finding can be repeated.
 */
class FuzzIT extends Deployed {
  private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 5000);
  private static final long SEED = 20_261_126L;

  private static final int OF_ONE_PATIENT = 2500;

  /** As the reference or the id of a patient. */
  private static final Pattern PATIENT = Pattern.compile("\"((?:Patient/)?(?:S07|G02|fuzz|p1))\"");

  /** The first numbers of seeds that follow each other are almost the same. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private record Way(String path, String type, List<JsonNode> bodies) {}

  @Test
  void noMutantBringsTheServerDown() {
    var ways = ways();
    var statuses = new TreeMap<Integer, AtomicInteger>();
    var wrong = new ConcurrentLinkedQueue<String>();
    var numb = new AtomicInteger();
    IntStream.range(0, MUTANTS)
        .parallel()
        .forEach(
            number -> {
              var random = new Random(SEED + number * SPREAD);
              var way = ways.get(number % ways.size());
              var body = way.bodies().get(random.nextInt(way.bodies().size())).deepCopy();
              for (var change = 0; change <= random.nextInt(3); change++) {
                mutate(body, random);
              }
              var whole = ofSomebodyElse(body.toString(), number / OF_ONE_PATIENT);
              var text = damaged(whole, random);
              var answer =
                  Ehr.raw(
                      HttpRequest.newBuilder(Ehr.BASE.resolve(way.path()))
                          .header("Content-Type", way.type())
                          .POST(BodyPublishers.ofString(text)));
              synchronized (statuses) {
                statuses
                    .computeIfAbsent(answer.statusCode(), it -> new AtomicInteger())
                    .incrementAndGet();
              }
              if (answer.statusCode() >= 500
                  || answer.body().contains("at org.")
                  || answer.body().contains("Exception")) {
                wrong.add(
                    "mutant %d of %s: %d %s"
                        .formatted(number, way.path(), answer.statusCode(), answer.body()));
              }
              if (way.path().equals(Ehr.HOOK) && text.equals(whole) && isNumb(body)) {
                numb.incrementAndGet();
                if (!isAnswered(answer)) {
                  wrong.add(
                      "mutant %d has a red flag and no card: %d %s"
                          .formatted(number, answer.statusCode(), answer.body()));
                }
              }
            });
    System.out.printf(
        "fuzzer: %d mutants, %d of intakes with a red flag, %d wrong, statuses %s%n",
        MUTANTS, numb.get(), wrong.size(), statuses);
    assertEquals(List.of(), wrong.stream().limit(5).toList());
    assertTrue(numb.get() > MUTANTS / 50, "hardly any had a red flag");
    assertTrue(statuses.getOrDefault(200, new AtomicInteger()).get() > 100, "hardly any was valid");
  }

  /**
   * Nobody answers thousands of times: each look at what stays of a patient would read them all.
   */
  private static String ofSomebodyElse(String text, int number) {
    return PATIENT.matcher(text).replaceAll("\"$1-" + number + "\"");
  }

  /** Whether the call is one of ours and its intake still tells of a numb saddle. */
  private static boolean isNumb(JsonNode call) {
    return call.path("hook").asText().matches("patient-view|order-sign")
        && tellsOfIt(call.at("/prefetch/intake/entry"));
  }

  private static boolean tellsOfIt(JsonNode node) {
    if (node.path("linkId").asText().equals("saddle-numbness")) {
      return node.at("/answer/0/valueCoding/code").asText().equals("Y");
    }
    for (var it : node) {
      if (tellsOfIt(it)) {
        return true;
      }
    }
    return false;
  }

  /** A card; a refusal only where nothing names the patient. */
  private static boolean isAnswered(HttpResponse<String> answer) {
    return answer.statusCode() == 400 && answer.body().contains("context.patientId")
        || answer.statusCode() == 200 && !answer.body().contains("\"cards\":[]");
  }

  private static List<Way> ways() {
    var hooks = new ArrayList<JsonNode>();
    var parameters = new ArrayList<JsonNode>();
    var responses = new ArrayList<JsonNode>();
    for (var id : List.of("S07", "G02")) {
      var intake = Intake.of(Patients.of(id));
      hooks.add(intake.hook());
      parameters.add(intake.parameters());
      responses.add(intake.self());
    }
    hooks.add(order(Intake.of(Patients.of("S07")).hook()));
    var plain =
        Json.MAPPER.valueToTree(
            Map.of(
                "patient",
                "fuzz",
                "facts",
                Map.of(
                    "age",
                    40,
                    "saddle-numbness",
                    "present",
                    "onset",
                    "during-lift",
                    "hours-since-lift",
                    20)));
    var feedback =
        Json.parse(
                "{\"feedback\":[{\"card\":\"4e0a3a1e-3883-4575-ab7d-028e2fe209ec\",\"outcome\":\"accepted\",\"acceptedSuggestions\":[{\"id\":\"a\"}],\"outcomeTimestamp\":\"2026-11-26T10:00:00Z\"}]}")
            .node();
    var populate =
        Json.parse(
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"questionnaire\",\"valueUri\":\"https://plumbline.example.org/fhir/Questionnaire/low-back-intake\"},{\"name\":\"subject\",\"valueReference\":{\"reference\":\"Patient/p1\"}},{\"name\":\"context\",\"part\":[{\"name\":\"name\",\"valueString\":\"patient\"},{\"name\":\"content\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\",\"gender\":\"male\",\"birthDate\":\"1985-12-01\"}}]}]}")
            .node();
    return List.of(
        new Way(Ehr.HOOK, Ehr.JSON, hooks),
        new Way(Ehr.HOOK + "/feedback", Ehr.JSON, List.of(feedback)),
        new Way(Ehr.PROCESS, Ehr.FHIR_JSON, parameters),
        new Way("/fhir/QuestionnaireResponse/$validate", Ehr.FHIR_JSON, responses),
        new Way("/fhir/QuestionnaireResponse/$extract", Ehr.FHIR_JSON, responses),
        new Way("/fhir/Questionnaire/$next-question", Ehr.FHIR_JSON, responses),
        new Way("/fhir/Questionnaire/$populate", Ehr.FHIR_JSON, List.of(populate)),
        new Way("/api/assessments", Ehr.JSON, List.of(plain)));
  }

  private static ObjectNode order(ObjectNode hook) {
    hook.put("hook", "order-sign");
    var order =
        ((ObjectNode) hook.get("context"))
            .putObject("draftOrders")
            .put("resourceType", "Bundle")
            .putArray("entry")
            .addObject()
            .putObject("resource")
            .put("resourceType", "ServiceRequest")
            .put("id", "o1")
            .put("priority", "routine");
    order.putObject("code").put("text", "MRI lumbar spine");
    return hook;
  }

  private static void mutate(JsonNode body, Random random) {
    var containers = new ArrayList<JsonNode>();
    collect(body, containers);
    var container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      var name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 3 -> object.set(name, wrapped(object.get(name), random));
        case 1 -> object.set(name, nonsense(random));
        case 2 -> object.set(name, object.get(names.get(random.nextInt(names.size()))));
        default -> object.set(name + random.nextInt(3), nonsense(random));
      }
    } else if (container instanceof ArrayNode array && !array.isEmpty()) {
      var at = random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.remove(at);
        case 1 -> array.set(at, nonsense(random));
        default -> array.add(array.get(at).deepCopy());
      }
    }
  }

  /** Another shape of the same: an array of it, or an object that holds it. */
  private static JsonNode wrapped(JsonNode value, Random random) {
    return random.nextBoolean()
        ? Json.MAPPER.createArrayNode().add(value)
        : Json.MAPPER.createObjectNode().set("resource", value);
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(it -> collect(it, containers));
    }
  }

  private static JsonNode nonsense(Random random) {
    Object[] values = {
      "",
      " ",
      "x",
      "\u0000",
      "\u202e\u200b",
      "<img src=x>",
      "1e400",
      "-1",
      "Patient/../1",
      "#",
      "#x",
      "2026-13-45",
      "2026",
      "2026-11-20",
      "2026-11-20T08:00:00",
      "1900-01-01",
      "y",
      "Y",
      "M",
      "completed",
      "Patient/other",
      "urn:uuid:2b90dd2b-2dab-4c75-9bb9-a355e07401e8",
      "http://hl7.org/fhir/v2/0136",
      101,
      "9999-12-31T23:59:59Z",
      "0001-01-01T00:00:00Z",
      "https://plumbline.example.org",
      0,
      -1,
      1.5,
      1e300,
      Long.MAX_VALUE,
      true,
      false,
      List.of(),
      Map.of(),
      List.of(List.of()),
      Map.of("x", Map.of("x", 1)),
      "y".repeat(5_000)
    };
    var at = random.nextInt(values.length + 1);
    return at == values.length ? Json.MAPPER.nullNode() : Json.MAPPER.valueToTree(values[at]);
  }

  /** Now and then the text itself is damaged. */
  private static String damaged(String text, Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> text.replaceFirst(":", "::");
      case 2 -> text + text.charAt(0);
      default -> text;
    };
  }
}
