package org.plumbline.kb.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/**
 * What each answer weighs for each origin: ln(P(answer | origin) / P(answer)), held within the
 * single likelihood ratio of differential.yaml. Computed once.
 */
final class Weights {
  private static final Origin[] ORIGINS = Origin.values();
  private static final double SINGLE = Math.log(Likelihoods.SINGLE_RATIO);

  /**
   * A weighed answer.
   *
   * @param group the index of the group of correlated findings that it belongs to; -1 for none
   * @param weights one per origin
   * @param likelihoods P(answer | origin), one per origin
   */
  record Weighed(
      Likelihoods.Row row, boolean present, int group, double[] weights, double[] likelihoods) {}

  private static final Map<Fact, List<Weighed>> BY_FACT = byFact();

  private static final List<Weighed> LASTING =
      Likelihoods.LASTING.stream().map(it -> weighed(it, true)).toList();

  /** Computed once, so that two differentials of one intake are equal. */
  private static final Map<Weighed, Weighed> IN_STORY = lighter();

  private Weights() {}

  private static Map<Fact, List<Weighed>> byFact() {
    var weights = new EnumMap<Fact, List<Weighed>>(Fact.class);
    for (var row : Likelihoods.FINDINGS) {
      weights.put(row.fact(), List.of(weighed(row, true), weighed(row, false)));
    }
    for (var row : Likelihoods.READINGS) {
      weights.put(row.fact(), List.of(weighed(row, true), weighed(row, false)));
    }
    for (var row : Likelihoods.CHOICES) {
      weights.computeIfAbsent(row.fact(), it -> new ArrayList<>()).add(weighed(row, true));
    }
    return weights;
  }

  private static Weighed weighed(Likelihoods.Row row, boolean present) {
    var likelihoods = row.present().clone();
    var marginal = 0.0;
    for (var origin : ORIGINS) {
      if (!present) {
        likelihoods[origin.ordinal()] = 1 - likelihoods[origin.ordinal()];
      }
      marginal += origin.prior() * likelihoods[origin.ordinal()];
    }
    var weights = new double[ORIGINS.length];
    for (var i = 0; i < weights.length; i++) {
      weights[i] = within(Math.log(likelihoods[i] / marginal), SINGLE);
    }
    return new Weighed(row, present, group(row.fact()), weights, likelihoods);
  }

  static double within(double weight, double limit) {
    return Math.max(-limit, Math.min(limit, weight));
  }

  private static int group(Fact fact) {
    for (var i = 0; i < Likelihoods.CORRELATED.size(); i++) {
      if (Likelihoods.CORRELATED.get(i).contains(fact)) {
        return i;
      }
    }
    return -1;
  }

  /** Every answer that the fact can have, unknown not among them. */
  static List<Weighed> answers(Fact fact) {
    return BY_FACT.getOrDefault(fact, List.of());
  }

  /** The answers of the intake that weigh anything. */
  static List<Weighed> of(Intake intake) {
    var elapsed = elapsed(intake);
    var weighed = new ArrayList<Weighed>();
    for (var entry : BY_FACT.entrySet()) {
      var value = intake.value(entry.getKey());
      if (!value.isUnknown()) {
        for (var answer : entry.getValue()) {
          if (matches(answer, value) && elapsed >= answer.row().fromHours()) {
            weighed.add(inStory(answer, intake));
          }
        }
      }
    }
    lasting(intake).ifPresent(weighed::add);
    return weighed;
  }

  /**
   * With the leading symptom of a group told, its other members weigh less when they are absent.
   */
  static Weighed inStory(Weighed answer, Intake intake) {
    var told = intake.value(Likelihoods.STORY_TOLD_BY) == Presence.PRESENT;
    return told ? IN_STORY.getOrDefault(answer, answer) : answer;
  }

  private static Map<Weighed, Weighed> lighter() {
    var lighter = new IdentityHashMap<Weighed, Weighed>();
    for (var answers : BY_FACT.values()) {
      for (var answer : answers) {
        if (!answer.present() && answer.group() == Likelihoods.STORY_GROUP) {
          lighter.put(answer, lighter(answer));
        }
      }
    }
    return lighter;
  }

  private static Weighed lighter(Weighed answer) {
    var weights = answer.weights().clone();
    for (var i = 0; i < weights.length; i++) {
      weights[i] *= Likelihoods.STORY_ABSENT_WEIGHS;
    }
    return new Weighed(answer.row(), false, answer.group(), weights, answer.likelihoods());
  }

  /** The row of a spell that has lasted long, by the fact that says so. */
  private static Optional<Weighed> lasting(Intake intake) {
    return LASTING.stream()
        .filter(
            it ->
                intake.value(it.row().fact()) instanceof Reading reading
                    && it.row().fact().compared(reading.number()) >= it.row().fromHours())
        .findFirst();
  }

  private static boolean matches(Weighed answer, Value value) {
    if (value instanceof Reading reading) {
      var below = reading.number() < ((Reading) answer.row().value()).number();
      return answer.present() == (below == answer.row().below());
    }
    if (value instanceof Presence) {
      return answer.present() == (value == Presence.PRESENT);
    }
    return answer.row().value().equals(value);
  }

  static boolean saysHowLong(Fact fact) {
    return fact == Fact.HOURS_SINCE_LIFT || fact == Fact.DURATION_WEEKS;
  }

  /** Hours since the pain can have begun: the larger of the two that are known; 0 when none is. */
  static double elapsed(Intake intake) {
    var hours = intake.hoursSinceLift();
    var spell = intake.durationHours();
    return Math.max(hours == null ? 0 : hours, spell == null ? 0 : spell);
  }
}
