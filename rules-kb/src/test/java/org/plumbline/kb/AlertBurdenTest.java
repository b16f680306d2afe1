package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;

/**
 * How often a patient whose pain is benign is alarmed, at the answer rates of
 * burden/benign-patients.yaml. What it prints names the rules to look at; the bounds keep a changed
 * rule or question from alarming more of them unseen.
 */
class AlertBurdenTest {
  private static final int PATIENTS = 20_000;
  private static final double HOSPITAL_AT_MOST = 0.03;
  private static final double ABOVE_ROUTINE_AT_MOST = 0.25;

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final BenignPatients patients = new BenignPatients(new Random(20261126));

  @Test
  void benignSorenessIsSeldomSentAway() {
    var soreness = simulate(BenignPatients.KINDS.get(0));
    simulate(BenignPatients.KINDS.get(1));
    assertTrue(share(soreness, Urgency.EMERGENCY) <= HOSPITAL_AT_MOST);
    assertTrue(share(soreness, Urgency.URGENT) <= ABOVE_ROUTINE_AT_MOST);
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
