package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * How often a patient whose pain is benign is alarmed, at the answer rates of
 * burden/benign-patients.yaml. What it prints names the rules to look at; the bounds keep a changed
 * rule or question from alarming more of them unseen.
 */
class AlertBurdenTest {
  private static final int PATIENTS = 20_000;
  private static final double HOSPITAL_AT_MOST = 0.03;
  private static final double ABOVE_ROUTINE_AT_MOST = 0.25;
  private static final List<String> KINDS = List.of("delayed-onset-soreness", "muscle-strain");

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final Map<String, Object> rates = rates();
  private final Random random = new Random(20261126);

  private static Map<String, Object> rates() {
    try {
      return new Yaml()
          .load(Files.readString(Path.of("src/test/resources/burden/benign-patients.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(Object yaml) {
    return ((Number) yaml).doubleValue();
  }

  private boolean happens(double percent) {
    return random.nextDouble() * 100 < percent;
  }

  @Test
  void benignSorenessIsSeldomSentAway() {
    var soreness = simulate(KINDS.get(0));
    simulate(KINDS.get(1));
    assertTrue(share(soreness, Urgency.EMERGENCY) <= HOSPITAL_AT_MOST);
    assertTrue(share(soreness, Urgency.URGENT) <= ABOVE_ROUTINE_AT_MOST);
  }

  private Map<Urgency, Integer> simulate(String kind) {
    var dispositions = new TreeMap<Urgency, Integer>();
    var causes = new TreeMap<String, Integer>();
    for (var i = 0; i < PATIENTS; i++) {
      var assessment = knowledge.assess(Intakes.of(answers(kind)));
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

  /** What one patient answers on the whole form, each question when it is enabled. */
  private Map<Fact, Value> answers(String kind) {
    var answers = new EnumMap<Fact, Value>(Fact.class);
    for (var question : Questions.all()) {
      if (question.forPatient() && question.enabled(Intakes.of(answers))) {
        var value = answer(question.fact(), kind);
        if (value != null) {
          answers.put(question.fact(), value);
        }
      }
    }
    return answers;
  }

  private Value answer(Fact fact, String kind) {
    if (fact == Fact.AGE) {
      return new Reading(between(Case.cast(rates.get("age"))));
    }
    if (fact == Fact.SEX) {
      return Value.parse(fact, happens(number(rates.get("male"))) ? "male" : "female");
    }
    return switch (fact.kind()) {
      case FINDING -> finding(fact, kind);
      case READING -> reading(fact, kind);
      case CHOICE -> choice(fact, kind);
    };
  }

  private double between(List<Integer> range) {
    return range.get(0) + random.nextInt(range.get(1) - range.get(0) + 1);
  }

  private Value finding(Fact fact, String kind) {
    Map<String, Object> skip = Case.cast(rates.get("skip"));
    if (happens(number(rates.get("dont-know")) + number(skip.getOrDefault(fact.code(), 0)))) {
      return Presence.UNKNOWN;
    }
    Map<String, Object> yes = Case.cast(rates.get("reported"));
    var rate = yes.getOrDefault(fact.code(), 0);
    if (rate instanceof List<?> perKind) {
      rate = perKind.get(KINDS.indexOf(kind));
    }
    return happens(number(rate)) ? Presence.PRESENT : Presence.ABSENT;
  }

  private Value reading(Fact fact, String kind) {
    Map<String, Map<String, List<Integer>>> readings = Case.cast(rates.get("readings"));
    var ranges = readings.get(fact.code());
    return ranges == null ? null : new Reading(between(ranges.get(kind)));
  }

  private Value choice(Fact fact, String kind) {
    Map<String, Map<String, Map<String, Integer>>> choices = Case.cast(rates.get("choices"));
    var options = choices.get(fact.code());
    if (options == null) {
      return null;
    }
    var left = random.nextDouble() * 100;
    for (var option : options.get(kind).entrySet()) {
      left -= option.getValue();
      if (left < 0) {
        return Value.parse(fact, option.getKey());
      }
    }
    return null;
  }
}
