package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.plumbline.kb.conclusion.Urgency;

class CaseTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @TestFactory
  Stream<DynamicTest> caseConcludesExactlyWhatItExpects() {
    return Case.all().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.file() + ": " + it.name(),
                    () -> assertEquals(Optional.empty(), it.difference(KNOWLEDGE))));
  }

  @TestFactory
  Stream<DynamicTest> adviceCaseGivesAndWithholdsExactlyWhatItExpects() {
    return AdviceCase.all().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.file() + ": " + it.name(),
                    () -> assertEquals(Optional.empty(), it.difference(KNOWLEDGE))));
  }

  @Test
  void everyPatientEndsAtTheGoldDisposition() {
    var cases = PatientCase.all();
    var table = new StringBuilder("patient case | disposition | gold | red flags\n");
    var faults = cases.stream().flatMap(it -> faults(it, table).stream()).toList();
    System.out.println(table);
    assertEquals(List.of(), faults);
    assertEquals(53, cases.size());
  }

  private static List<String> faults(PatientCase it, StringBuilder table) {
    var assessment = KNOWLEDGE.assess(Intakes.of(it.given()));
    var families = new TreeSet<String>();
    assessment.redFlags().forEach(flag -> families.add(assessment.reason(flag).family()));
    table.append(
        "%-4s | %-10s | %-10s | %s%n"
            .formatted(
                it.id(),
                assessment.urgency().code(),
                it.disposition(),
                assessment.redFlags().stream().map(flag -> flag.id()).toList()));
    var faults = new java.util.ArrayList<String>();
    if (!assessment.urgency().code().equals(it.disposition())
        || !it.acceptable().contains(assessment.urgency().code())) {
      faults.add(
          "%s: expected %s but was %s"
              .formatted(it.id(), it.disposition(), assessment.urgency().code()));
    }
    if (it.acceptable().stream()
        .noneMatch(code -> urgency(code).compareTo(assessment.urgency()) <= 0)) {
      faults.add(
          "%s: %s is less urgent than every acceptable disposition"
              .formatted(it.id(), assessment.urgency().code()));
    }
    if (!families.containsAll(it.families())) {
      faults.add("%s: expected families %s but was %s".formatted(it.id(), it.families(), families));
    }
    if (it.notFamilies().stream().anyMatch(families::contains)) {
      faults.add(
          "%s: families %s must not fire, but was %s"
              .formatted(it.id(), it.notFamilies(), families));
    }
    return faults;
  }

  private static Urgency urgency(String code) {
    return Stream.of(Urgency.values())
        .filter(it -> it.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void firstCaseOfARuleFiresItAndANearMissDoesNot() {
    for (var file : Case.files("redflag")) {
      var rule = Case.ruleOf(file);
      var cases = Case.all().stream().filter(it -> it.file().equals(rule)).toList();
      assertTrue(cases.get(0).redFlags().contains(rule), rule + " does not fire in its first case");
      assertTrue(
          cases.stream().anyMatch(it -> !it.redFlags().contains(rule)), rule + " has no near miss");
    }
  }
}
