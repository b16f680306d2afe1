package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every patient of cases/patient, posted to the deployed server by each way in. */
class PatientCasesIT extends Deployed {
  static Stream<String> ids() {
    return Patients.all().stream().map(Patients::id);
  }

  @Test
  void all53PatientsAreThere() {
    assertEquals(53, Patients.all().size());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void bothWaysInGiveTheSameRecordedAssessment(String id) {
    var who = Patients.of(id);
    var intake = Intake.of(who);
    Bodies.keep("QuestionnaireResponse", intake.self().toString());
    var hook = Ehr.post(Ehr.HOOK, Ehr.JSON, intake.hook().toString());
    var processed = Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, intake.parameters().toString());
    assertEquals(200, hook.status(), hook.body());
    assertEquals(200, processed.status(), processed.body());
    assertEquals(
        Records.of(hook.assessment().orElseThrow()),
        Records.of(processed.assessment().orElseThrow()));
    assertEquals(who.disposition(), disposition(processed.json()));
    assertCardSaysTheSame(hook.json(), processed.json());
  }

  /** A card is there exactly when a red flag is, as nothing is missing from these calls. */
  private static void assertCardSaysTheSame(Json hook, Json processed) {
    var flags = new TreeSet<>(redFlags(processed));
    var cards = hook.list("/cards");
    assertEquals(flags.isEmpty() ? 0 : 1, cards.size());
    for (var card : cards) {
      var rules = new TreeSet<String>();
      card.list("/extension/org.plumbline.ruleIds").forEach(it -> rules.add(it.node().asText()));
      assertEquals(flags, rules);
      assertEquals(
          disposition(processed), card.text("/extension/org.plumbline.disposition").orElseThrow());
      assertTrue(card.text("/summary").orElseThrow().length() < 140);
      flags.forEach(
          rule -> assertTrue(card.text("/detail").orElseThrow().contains("`" + rule + "`"), rule));
    }
  }

  static List<String> redFlags(Json processed) {
    return resources(processed, "DetectedIssue")
        .map(it -> it.text("/code/coding/0/code").orElseThrow())
        .toList();
  }

  static String disposition(Json processed) {
    return resources(processed, "GuidanceResponse")
        .findFirst()
        .orElseThrow()
        .text("/extension/0/valueCoding/code")
        .orElseThrow();
  }

  static Stream<Json> resources(Json processed, String type) {
    return processed.list("/parameter").stream()
        .filter(it -> it.text("/name").orElseThrow().equals("triage"))
        .flatMap(it -> it.list("/resource/entry").stream())
        .map(it -> new Json(it.node().get("resource")))
        .filter(it -> it.text("/resourceType").orElseThrow().equals(type));
  }
}
