package org.plumbline.kb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/** Intakes for tests: from what a case gives, and at random. */
public final class Intakes {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");

  /** Numbers on both sides of every threshold that a rule has. */
  private static final Map<Fact, double[]> NUMBERS =
      Map.ofEntries(
          numbers(Fact.AGE, 10, 11, 15, 16, 17, 18, 25, 26, 39, 40, 49, 50, 55, 56, 59, 60, 69, 70),
          numbers(Fact.HOURS_SINCE_LIFT, 10, 24, 24.1, 47.9, 48, 71.9, 72, 200, 336, 336.1),
          numbers(
              Fact.DURATION_WEEKS,
              0.2,
              0.285714285714,
              0.3,
              0.428571428571,
              0.5,
              2,
              2.9,
              3,
              5,
              6,
              11,
              12),
          numbers(Fact.PAIN_NOW, 2, 6, 7, 8, 9, 10),
          numbers(Fact.PAIN_WORST, 2, 10),
          numbers(Fact.POST_VOID_RESIDUAL, 50, 199, 200),
          numbers(Fact.WEAKEST_MUSCLE_GRADE, 2, 2.5, 3, 3.5, 4, 4.5, 5),
          numbers(Fact.TEMPERATURE, 37, 37.9, 38),
          numbers(Fact.HEART_RATE, 40, 41, 80, 110, 111, 130, 131),
          numbers(Fact.SYSTOLIC_PRESSURE, 90, 91, 100, 101, 120),
          numbers(Fact.RESPIRATORY_RATE, 8, 9, 16, 20, 21, 24, 25),
          numbers(Fact.OXYGEN_SATURATION, 91, 92, 93, 94, 98),
          numbers(Fact.CREATINE_KINASE, 200, 999, 1000, 4999, 5000),
          numbers(Fact.WORKING_WEIGHT, 100));

  private static Map.Entry<Fact, double[]> numbers(Fact fact, double... numbers) {
    return Map.entry(fact, numbers);
  }

  private Intakes() {}

  public static Intake of(Map<Fact, Value> values) {
    return Intake.of(statements(values));
  }

  static List<Statement> statements(Map<Fact, Value> values) {
    var statements = new ArrayList<Statement>();
    values.forEach((fact, value) -> statements.add(statement(fact, value)));
    return statements;
  }

  static Statement statement(Fact fact, Value value) {
    return new Statement(
        fact, value, Provenance.of("QuestionnaireResponse/1", AT).answering(fact.code()));
  }

  /** A random value for a fact, unknown among them. */
  public static Value random(Fact fact, RandomGenerator random) {
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
  public static Map<Fact, Value> randomValues(
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
