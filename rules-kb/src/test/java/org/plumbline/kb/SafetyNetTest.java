package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/** The safety net says of each sign what the rules say of it, and says it once. */
class SafetyNetTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Map<Urgency, String> LISTS =
      Map.of(
          Urgency.AMBULANCE, "ambulance",
          Urgency.EMERGENCY, "emergency",
          Urgency.SAME_DAY, "today");

  private static List<Map<String, Object>> signs() throws Exception {
    Map<String, Object> yaml =
        new Yaml().load(Files.readString(Path.of("knowledge/safety-net.yaml")));
    return Case.cast(yaml.get("signs"));
  }

  /** The ways in which a sign is told, each on top of an adult with none of the core findings. */
  private static List<Map<Fact, Value>> ways(Object given) {
    List<Map<String, Object>> ways = Case.cast(given instanceof List<?> ? given : List.of(given));
    return ways.stream().map(SafetyNetTest::alone).toList();
  }

  private static Map<Fact, Value> alone(Map<String, Object> given) {
    var values = Case.values(Map.of("all-core", "absent", "age", 30));
    given.forEach(
        (code, value) -> values.putAll(Case.values(Map.of(code, atBound(String.valueOf(value))))));
    return values;
  }

  /** A number that fulfils a bound such as {@code >= 7}; every other value as it is. */
  private static String atBound(String value) {
    return value.startsWith("< ")
        ? String.valueOf(Double.parseDouble(value.substring(2)) - 1)
        : value.replace(">= ", "");
  }

  private static Urgency said(Map<Fact, Value> values) {
    return KNOWLEDGE.verdict(Intakes.of(values)).urgency();
  }

  @Test
  void everySignStandsInTheListOfTheUrgencyThatTheRulesGiveItAlone() throws Exception {
    var faults = new ArrayList<String>();
    var asked = 0;
    for (var sign : signs()) {
      for (var way : ways(sign.get("given"))) {
        asked++;
        var urgency = said(way);
        var expected =
            sign.containsKey("rules-say")
                ? (String) sign.get("rules-say")
                : urgencyOf((String) sign.get("list")).code();
        if (!urgency.code().equals(expected)) {
          faults.add(
              "%s %s: %s, rules say %s"
                  .formatted(sign.get("id"), sign.get("given"), expected, urgency.code()));
        }
      }
      if (sign.containsKey("rules-say")) {
        assertFalse(((String) sign.get("because")).isBlank());
        assertTrue(
            urgencyOf((String) sign.get("list"))
                    .compareTo(Urgency.valueOf(constant((String) sign.get("rules-say"))))
                > 0,
            () -> sign.get("id") + " is in a weaker list than the rules say");
      }
    }
    System.out.printf("safety net: %d signs put to the rules in %d ways%n", signs().size(), asked);
    assertEquals(List.of(), faults);
  }

  @Test
  void signThatGetsWorseStandsWhereTheRulesPutItThen() throws Exception {
    var faults = new ArrayList<String>();
    for (var sign : signs()) {
      Map<String, Object> worse = Case.cast(sign.getOrDefault("worse", Map.of()));
      if (worse.containsKey("said-by")) {
        continue;
      }
      var list = urgencyOf((String) worse.getOrDefault("list", sign.get("list")));
      for (var way : ways(worse.getOrDefault("given", sign.get("given")))) {
        if (!worse.containsKey("given")) {
          way.putAll(Case.values(Map.of("trend", "worsening")));
        }
        var urgency = said(way);
        var due =
            urgency.compareTo(Urgency.SAME_DAY) < 0 || sign.containsKey("rules-say")
                ? urgencyOf((String) sign.get("list"))
                : urgency;
        if (list != due) {
          faults.add("%s worse: %s, rules say %s".formatted(sign.get("id"), list, urgency.code()));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyLineOfTheContractIsInItsList() throws Exception {
    Map<String, Map<String, Object>> contract =
        new Yaml().load(Files.readString(Path.of("knowledge/contract/red-flags.yaml")));
    var expected = new TreeSet<String>();
    for (var list : LISTS.values()) {
      List<String> lines = Case.cast(contract.get("safety_net").get(list));
      lines.forEach(it -> expected.add(list + ": " + it));
    }
    var covered = new TreeSet<String>();
    for (var sign : signs()) {
      if (sign.containsKey("of")) {
        covered.add(sign.get("list") + ": " + sign.get("of"));
      }
    }
    assertEquals(expected, covered);
  }

  private static Urgency urgencyOf(String list) {
    return LISTS.entrySet().stream()
        .filter(it -> it.getValue().equals(list))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static String constant(String code) {
    return code.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }

  @Test
  void signIsSaidByASignOfTheNet() {
    var ids = NetSign.all().stream().map(NetSign::id).toList();
    assertEquals(ids.size(), new TreeSet<>(ids).size());
    for (var sign : NetSign.all()) {
      sign.worse().saidBy().ifPresent(it -> assertTrue(ids.contains(it), it));
    }
  }

  @Test
  void signThatWasToldIsInTheNetOnlyAsGettingWorse() throws Exception {
    var below = 0;
    for (var sign : signs()) {
      for (var way : ways(sign.getOrDefault("reported", sign.get("given")))) {
        if (assertToldOnlyAsGettingWorse(way)) {
          below++;
        }
      }
    }
    assertTrue(below > 10);
    var random = new Random(20261128);
    for (var i = 0; i < 5_000; i++) {
      var values =
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 8), Math.pow(random.nextDouble(), 2));
      assertToldOnlyAsGettingWorse(values);
    }
    for (var patient : PatientCase.all()) {
      assertToldOnlyAsGettingWorse(patient.given());
    }
  }

  /** Whether there is a net: below emergency. */
  private static boolean assertToldOnlyAsGettingWorse(Map<Fact, Value> values) {
    var intake = Intakes.of(values);
    var urgency = said(values);
    var net = SafetyNet.of(intake, urgency);
    if (urgency.compareTo(Urgency.EMERGENCY) >= 0) {
      assertEquals(List.of(), net.parts(), values::toString);
      return false;
    }
    assertEquals(3, net.parts().size());
    var places = new EnumMap<Urgency, List<String>>(Urgency.class);
    var seen = new TreeSet<String>();
    for (var part : net.parts()) {
      for (var line : part.lines()) {
        for (var sign : line.signs()) {
          assertTrue(seen.add(sign.id()), () -> sign.id() + " is said twice to " + values);
          assertEquals(
              sign.reportedBy(intake), line.worse(), () -> sign.id() + " is told to " + values);
          places.computeIfAbsent(part.urgency(), it -> new ArrayList<>()).add(sign.id());
        }
      }
    }
    return true;
  }

  @Test
  void signOfAnotherAgeIsLeftOutAndOfAnUnknownAgeBothAreSaid() {
    assertEquals(List.of("faint-under-50"), faints(Map.of("all-core", "absent", "age", 30)));
    assertEquals(List.of("faint-from-50"), faints(Map.of("all-core", "absent", "age", 50)));
    assertEquals(List.of("faint-from-50", "faint-under-50"), faints(Map.of("all-core", "absent")));
  }

  private static List<String> faints(Map<String, Object> given) {
    return SafetyNet.of(Intakes.of(Case.values(given)), Urgency.ROUTINE).parts().stream()
        .flatMap(it -> it.lines().stream())
        .flatMap(it -> it.signs().stream())
        .map(NetSign::id)
        .filter(it -> it.matches("faint-(from|under)-50"))
        .toList();
  }

  /** Old numbness is no emergency; when it gets worse it is one, as the rules say. */
  @Test
  void oldPelvicSymptomThatGetsWorseIsAnEmergency() {
    var net =
        KNOWLEDGE
            .assess(
                Intakes.of(
                    alone(Map.of("saddle-numbness", "present", "pelvic-symptoms-new", "absent"))))
            .plan()
            .safetyNet();
    var emergency = net.part(Urgency.EMERGENCY).orElseThrow();
    assertTrue(
        emergency.text().english().contains("back passage, if it gets worse"),
        emergency.text().english());
  }
}
