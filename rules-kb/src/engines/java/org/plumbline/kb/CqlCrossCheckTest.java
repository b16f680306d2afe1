package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/** Two engines, one truth: the CQL export concludes what the rules conclude. */
class CqlCrossCheckTest {
  private static final int RANDOM_INTAKES = 2_500;

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final CqlTriage cql = new CqlTriage(Set.of());

  @Test
  void independentEngineConcludesWhatTheRulesConclude() {
    var intakes = new ArrayList<Map<Fact, Value>>();
    Case.all().forEach(it -> intakes.add(it.given()));
    PatientCase.all().forEach(it -> intakes.add(it.given()));
    AdviceCase.all().forEach(it -> intakes.add(it.given()));
    var written = intakes.size();
    var random = new Random(20261126);
    for (var i = 0; i < RANDOM_INTAKES; i++) {
      intakes.add(
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 3), Math.pow(random.nextDouble(), 2)));
    }
    var differences = new ArrayList<String>();
    for (var values : intakes) {
      compare(values, differences);
    }
    System.out.printf(
        "CQL: %d written cases and %d random intakes, %d differences%n",
        written, RANDOM_INTAKES, differences.size());
    assertEquals(List.of(), differences.stream().limit(3).toList());
  }

  private void compare(Map<Fact, Value> values, List<String> differences) {
    var intake = Intakes.of(values);
    var assessment = knowledge.assess(intake);
    var flags = new TreeSet<String>();
    assessment.redFlags().stream().map(RedFlag::id).forEach(flags::add);
    var expected = new CqlTriage.Conclusions(assessment.urgency().code(), flags);
    var actual = cql.assess(intake);
    if (!expected.equals(actual)) {
      differences.add("rules %s, CQL %s, in %s".formatted(expected, actual, values));
    }
  }
}
