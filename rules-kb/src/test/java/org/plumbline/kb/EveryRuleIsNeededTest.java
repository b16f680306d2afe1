package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EveryRuleIsNeededTest {

  @Test
  void aCaseFailsWhenAnyRuleIsDeleted() {
    var cases = Case.all();
    var patients = PatientCase.all();
    var advice = AdviceCase.all();
    var caughtBy = new TreeMap<String, String>();
    for (var rule : KnowledgeBase.load().ruleNames()) {
      var mutilated = KnowledgeBase.without(rule::equals);
      caughtBy.put(
          rule,
          Stream.of(
                  caught(mutilated, cases),
                  caughtPatients(mutilated, patients),
                  caughtAdvice(mutilated, advice))
              .flatMap(it -> it)
              .findFirst()
              .orElse(""));
    }
    caughtBy.forEach((rule, found) -> System.out.printf("without %-42s %s%n", rule, found));
    assertEquals(
        List.of(),
        caughtBy.entrySet().stream()
            .filter(it -> it.getValue().isEmpty())
            .map(it -> it.getKey())
            .toList());
  }

  private static Stream<String> caught(KnowledgeBase knowledge, List<Case> cases) {
    return cases.stream()
        .filter(it -> it.difference(knowledge).isPresent())
        .map(it -> it.file() + ": " + it.name());
  }

  private static Stream<String> caughtAdvice(KnowledgeBase knowledge, List<AdviceCase> cases) {
    return cases.stream()
        .filter(it -> it.difference(knowledge).isPresent())
        .map(it -> it.file() + ": " + it.name());
  }

  private static Stream<String> caughtPatients(
      KnowledgeBase knowledge, List<PatientCase> patients) {
    return patients.stream()
        .filter(
            it ->
                !knowledge.assess(Intakes.of(it.given())).urgency().code().equals(it.disposition()))
        .map(PatientCase::id);
  }
}
