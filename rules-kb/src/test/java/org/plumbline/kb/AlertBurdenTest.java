package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;

/**
 * How often a patient whose pain is benign is alarmed, at the answer rates of
 * burden/benign-patients.yaml. What it prints names the rules to look at; the bounds keep a changed
 * rule or question from alarming more of them unseen.
 */
class AlertBurdenTest {
  private static final int PATIENTS = 20_000;
  private static final double SORE_HOSPITAL_AT_MOST = 0.026;
  private static final double SORE_ABOVE_ROUTINE_AT_MOST = 0.23;
  private static final double STRAIN_HOSPITAL_AT_MOST = 0.036;
  private static final double STRAIN_ABOVE_ROUTINE_AT_MOST = 0.29;

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final BenignPatients patients = new BenignPatients(new Random(20261126));

  @Test
  void benignSorenessIsSeldomSentAway() {
    var soreness = simulate(BenignPatients.KINDS.get(0));
    var strain = simulate(BenignPatients.KINDS.get(1));
    assertTrue(share(soreness, Urgency.EMERGENCY) <= SORE_HOSPITAL_AT_MOST);
    assertTrue(share(soreness, Urgency.URGENT) <= SORE_ABOVE_ROUTINE_AT_MOST);
    assertTrue(share(strain, Urgency.EMERGENCY) <= STRAIN_HOSPITAL_AT_MOST);
    assertTrue(share(strain, Urgency.URGENT) <= STRAIN_ABOVE_ROUTINE_AT_MOST);
  }

  /** A fact without a rate counts as never answered yes, so a new flag would pass unseen. */
  @Test
  void everyQuestionThatADecidingRuleReadsHasARate() {
    var read = EnumSet.noneOf(Fact.class);
    knowledge
        .outlook()
        .rules()
        .forEach(rule -> read.addAll(knowledge.rule(rule).orElseThrow().facts()));
    var without =
        Form.load().questions().stream()
            .filter(it -> it.forPatient() && read.contains(it.fact()))
            .map(it -> it.fact().code())
            .filter(code -> !BenignPatients.rated(code))
            .toList();
    assertEquals(
        List.of(),
        without,
        "no rate in src/test/resources/burden/benign-patients.yaml: under reported:, one line for"
            + " each, such as \"seizure: 0.05\", the percent of benign patients who say yes; for a"
            + " number or an option under readings: or choices:");
  }

  private Map<Urgency, Integer> simulate(String kind) {
    var dispositions = new TreeMap<Urgency, Integer>();
    var causes = new TreeMap<String, Integer>();
    for (var i = 0; i < PATIENTS; i++) {
      var assessment = knowledge.assess(Intakes.of(patients.answers(kind)));
      dispositions.merge(assessment.urgency(), 1, Integer::sum);
      if (assessment.urgency().compareTo(Urgency.ROUTINE) > 0) {
        assessment.redFlags().stream()
            .filter(it -> it.urgency() == assessment.urgency())
            .forEach(it -> causes.merge(it.urgency().code() + " " + it.id(), 1, Integer::sum));
      }
    }
    print(kind, dispositions, causes);
    return dispositions;
  }

  private static void print(
      String kind, Map<Urgency, Integer> dispositions, Map<String, Integer> causes) {
    System.out.printf("alert burden, %d patients with benign %s:%n", PATIENTS, kind);
    for (var urgency : Urgency.values()) {
      System.out.printf(
          "  %-10s %6.2f %%%n",
          urgency.code(), 100.0 * dispositions.getOrDefault(urgency, 0) / PATIENTS);
    }
    System.out.printf(
        "  hospital %.2f %%, above routine %.2f %%%n",
        100 * share(dispositions, Urgency.EMERGENCY), 100 * share(dispositions, Urgency.URGENT));
    causes.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(25)
        .forEach(
            it ->
                System.out.printf(
                    "    %-55s %5.2f %%%n", it.getKey(), 100.0 * it.getValue() / PATIENTS));
  }

  private static double share(Map<Urgency, Integer> dispositions, Urgency from) {
    return dispositions.entrySet().stream()
            .filter(it -> it.getKey().compareTo(from) >= 0)
            .mapToInt(Map.Entry::getValue)
            .sum()
        / (double) PATIENTS;
  }
}
