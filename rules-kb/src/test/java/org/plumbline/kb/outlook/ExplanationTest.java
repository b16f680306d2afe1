package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.outlook.Explanation.Change;
import org.plumbline.kb.outlook.Explanation.OpenFact;

/** What would change an assessment, and what to ask or examine next. */
class ExplanationTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static Map<Fact, Value> quiet() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.put(Fact.AGE, new Reading(30));
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(20));
    return values;
  }

  private static Explanation explain(Map<Fact, Value> values) {
    return KNOWLEDGE.outlook().explain(Intakes.of(values));
  }

  @Test
  void changesAreExactlyTheSingleFactsThatMoveTheDisposition() {
    var random = new Random(3);
    var moved = 0;
    for (var i = 0; i < 200; i++) {
      var values =
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 6), Math.pow(random.nextDouble(), 2));
      var now = KNOWLEDGE.urgency(Intakes.of(values));
      var expected = new TreeSet<String>();
      for (var fact : Fact.values()) {
        if (fact.askedOf() != Fact.AskedOf.CLINIC) {
          for (var value : KNOWLEDGE.outlook().formulas().states().values(fact)) {
            var with = new EnumMap<>(values);
            with.put(fact, value);
            var then = KNOWLEDGE.urgency(Intakes.of(with));
            if (then != now && byRules(with) != byRules(values)) {
              expected.add(fact + " " + then);
            }
          }
        }
      }
      var actual = new TreeSet<String>();
      explain(values).changes().forEach(it -> actual.add(it.fact() + " " + it.urgency()));
      assertEquals(expected, actual, values::toString);
      moved += actual.size();
    }
    System.out.println("changes: 200 intakes, " + moved + " changes, 0 differences");
    assertTrue(moved > 500);
  }

  private static final KnowledgeBase PLAIN =
      KnowledgeBase.without(it -> it.startsWith("contradictory-"));

  /** A change that does nothing but contradict another answer is not offered. */
  private static Urgency byRules(Map<Fact, Value> values) {
    return PLAIN.urgency(Intakes.of(values));
  }

  @Test
  void smallestChangeOfAReadingIsTheNearestOne() {
    var values = quiet();
    values.put(Fact.TEMPERATURE, new Reading(37));
    var change =
        explain(values).changes().stream()
            .filter(it -> it.fact() == Fact.TEMPERATURE)
            .findFirst()
            .orElseThrow();
    assertEquals(
        new Change(Fact.TEMPERATURE, new Reading(37), new Reading(38), Urgency.SAME_DAY), change);
  }

  @Test
  void answeredFactCanLowerTheDisposition() {
    var values = quiet();
    values.put(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    values.put(Fact.PELVIC_SYMPTOMS_NEW, Presence.UNKNOWN);
    var changes = explain(values).changes();
    assertTrue(
        changes.contains(
            new Change(
                Fact.PELVIC_SYMPTOMS_NEW, Presence.UNKNOWN, Presence.ABSENT, Urgency.URGENT)));
    assertTrue(
        changes.stream()
            .anyMatch(it -> it.fact() == Fact.SADDLE_NUMBNESS && it.to() == Presence.ABSENT));
  }

  @Test
  void whatIsAskedAtLeisureStandsInTheOrderOfWhatItCanChange() {
    var values = quiet();
    List.of(Fact.VISION_CHANGE, Fact.BURNING_URINE, Fact.GROIN_LUMP, Fact.PARALYSIS_SUDDEN)
        .forEach(values::remove);
    var explanation = explain(values);
    var spans = explanation.askNext().stream().map(OpenFact::span).toList();
    assertEquals(spans.stream().sorted(Comparator.reverseOrder()).toList(), spans);
    assertEquals(Fact.PARALYSIS_SUDDEN, explanation.askNext().get(0).fact());
    assertTrue(
        explanation.askNext().stream()
            .noneMatch(it -> it.fact().askedOf() == Fact.AskedOf.CLINICIAN));
  }

  @Test
  void whatIsExaminedFitsTheSuspicion() {
    var explanation = explain(new HashMap<>());
    assertTrue(
        explanation.examineNext().stream()
            .allMatch(it -> it.fact().askedOf() == Fact.AskedOf.CLINICIAN));
    assertTrue(explanation.examineNext().stream().noneMatch(it -> it.fact() == Fact.SHOCK));
    assertTrue(explanation.openQuestions().contains(Fact.SHOCK));
    assertTrue(explanation.examineNext().stream().noneMatch(it -> it.fact() == Fact.CENTRALISES));
  }

  @Test
  void equalSpansAreOrderedByWhatTheyTellAboutTheOrigin() {
    var values = quiet();
    values.remove(Fact.CENTRALISES);
    values.remove(Fact.SACROILIAC_TESTS_3_POSITIVE);
    values.remove(Fact.CROSSED_STRAIGHT_LEG_RAISE_POSITIVE);
    var examine = explain(values).examineNext().stream().filter(it -> it.span() == 0).toList();
    assertTrue(examine.size() >= 3);
    var expected =
        examine.stream().map(OpenFact::expectedChange).sorted(Comparator.reverseOrder()).toList();
    assertEquals(expected, examine.stream().map(OpenFact::expectedChange).toList());
  }

  @Test
  void whatIsKnownIsNeverAskedAgain() {
    var explanation = explain(quiet());
    var known = quiet().keySet();
    assertTrue(explanation.askNext().stream().noneMatch(it -> known.contains(it.fact())));
    assertTrue(explanation.examineNext().stream().noneMatch(it -> known.contains(it.fact())));
  }

  @Test
  void everyUnknownCoreFactMakesTheAssessmentProvisional() {
    for (var fact : Fact.GROUPS.getOrDefault("core", List.of())) {
      var values = quiet();
      values.remove(fact);
      var assessment = KNOWLEDGE.assess(Intakes.of(values));
      assertEquals(List.of(fact), assessment.unanswered());
    }
    assertFalse(KNOWLEDGE.assess(Intakes.of(quiet())).provisional());
  }

  @Test
  void emptyIntakeIsExplainedToo() {
    var explanation = KNOWLEDGE.outlook().explain(Intake.of(List.of()));
    assertTrue(
        explanation
            .openQuestions()
            .containsAll(
                Fact.GROUPS.getOrDefault("core", List.of()).stream()
                    .filter(it -> it != Fact.CANCER_HISTORY && it != Fact.WEIGHT_LOSS_UNEXPLAINED)
                    .toList()));
  }
}
