package org.plumbline.kb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/** Intakes for tests: from what a case gives, and at random. */
final class Intakes {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  /** Numbers on both sides of every threshold that a rule has. */
  private static final Map<Fact, double[]> NUMBERS =
      Map.ofEntries(
          Map.entry(Fact.AGE, new double[] {15, 16, 25, 26, 49, 50, 59, 60, 69, 70}),
          Map.entry(Fact.HOURS_SINCE_LIFT, new double[] {10, 47.9, 48, 71.9, 72, 200}),
          Map.entry(Fact.DURATION_WEEKS, new double[] {0.2, 0.3, 0.5, 2, 2.9, 3, 5, 6, 11, 12}),
          Map.entry(Fact.PAIN_NOW, new double[] {2, 6, 7, 8, 9, 10}),
          Map.entry(Fact.PAIN_WORST, new double[] {2, 10}),
          Map.entry(Fact.POST_VOID_RESIDUAL, new double[] {50, 199, 200}),
          Map.entry(Fact.WEAKEST_MUSCLE_GRADE, new double[] {2, 2.5, 3, 3.5, 4, 4.5, 5}),
          Map.entry(Fact.TEMPERATURE, new double[] {37, 37.9, 38}),
          Map.entry(Fact.CREATINE_KINASE, new double[] {200, 999, 1000, 4999, 5000}),
          Map.entry(Fact.WORKING_WEIGHT, new double[] {100}),
          Map.entry(Fact.HEART_RATE, new double[] {40, 41, 90, 91, 130, 131}),
          Map.entry(Fact.SYSTOLIC_PRESSURE, new double[] {90, 91, 110, 219, 220}),
          Map.entry(Fact.RESPIRATORY_RATE, new double[] {8, 9, 20, 24, 25}),
          Map.entry(Fact.OXYGEN_SATURATION, new double[] {91, 92, 95, 96}));

  private Intakes() {}

  static Intake of(Map<Fact, Value> values) {
    return Intake.of(statements(values));
  }

  static List<Statement> statements(Map<Fact, Value> values) {
    var statements = new ArrayList<Statement>();
    values.forEach((fact, value) -> statements.add(statement(fact, value)));
    return statements;
  }

  static Statement statement(Fact fact, Value value) {
    return new Statement(
        fact, value, new Provenance("QuestionnaireResponse/1", Optional.of(fact.code()), AT));
  }

  /** A random value for a fact, unknown among them. */
  static Value random(Fact fact, RandomGenerator random) {
    return switch (fact.kind()) {
      case FINDING -> Presence.values()[random.nextInt(3)];
      case READING -> {
        var numbers = NUMBERS.get(fact);
        var index = random.nextInt(numbers.length + 1);
        yield index == numbers.length ? Reading.UNKNOWN : new Reading(numbers[index]);
      }
      case CHOICE -> fact.options().get(random.nextInt(fact.options().size()));
    };
  }

  /**
   * A random intake.
   *
   * @param presentShare how likely an answered finding is present, so that quiet and loud intakes
   *     both occur
   * @param unknownShare how likely a fact is not answered
   */
  static Map<Fact, Value> randomValues(
      RandomGenerator random, double presentShare, double unknownShare) {
    var values = new java.util.EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (random.nextDouble() < unknownShare) {
        continue;
      }
      if (fact.kind() == Fact.Kind.FINDING) {
        values.put(fact, random.nextDouble() < presentShare ? Presence.PRESENT : Presence.ABSENT);
      } else {
        values.put(fact, random(fact, random));
      }
    }
    return values;
  }
}
