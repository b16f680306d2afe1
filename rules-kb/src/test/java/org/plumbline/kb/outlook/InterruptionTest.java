package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.AdviceCase;
import org.plumbline.kb.Case;
import org.plumbline.kb.Cover;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.PatientCase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Range;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Question;

/**
 * A patient is interrupted exactly when the end would say the same: on every written case and on
 * random patients, who answer in random orders. Written against the rules, whatever they are.
 */
class InterruptionTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Outlook OUTLOOK = KNOWLEDGE.outlook();
  private static final int ORDERS = 20_000;
  private static final int ORDERS_OF_A_CASE = 3;
  private static final int REGIONS = 20_000;
  private static final long SEED = 20261128;

  private int interrupted;
  private int sentAtTheEnd;
  private int mild;

  @Test
  void nobodyIsInterruptedWhomTheEndDoesNotConfirmAndNobodyLate() {
    var start = System.nanoTime();
    var random = new Random(SEED);
    var cases = 0;
    for (var given : written()) {
      for (var i = 0; i < ORDERS_OF_A_CASE; i++) {
        cases++;
        walk(given, random);
      }
    }
    for (var i = 0; i < ORDERS; i++) {
      walk(patient(random), random);
    }
    System.out.printf(
        "interruptions: %d orders of written cases and %d of random patients: %d interrupted,"
            + " %d sent away only when the form was finished, %d mild; 0 not confirmed, 0 late,"
            + " %.1f s%n",
        cases, ORDERS, interrupted, sentAtTheEnd, mild, (System.nanoTime() - start) / 1e9);
    assertTrue(interrupted > ORDERS / 10 && mild > ORDERS / 10);
  }

  private static List<Map<Fact, Value>> written() {
    return Stream.of(
            Case.all().stream().map(Case::given),
            PatientCase.all().stream().map(PatientCase::given),
            AdviceCase.all().stream().map(AdviceCase::given))
        .flatMap(it -> it)
        .toList();
  }

  /** Mostly quiet, some loud, and some who pass many questions by. */
  private static Map<Fact, Value> patient(Random random) {
    return Intakes.randomValues(
        random, Math.pow(random.nextDouble(), 5), Math.pow(random.nextDouble(), 3));
  }

  /** One patient, who answers in a random order. */
  private void walk(Map<Fact, Value> patient, Random random) {
    var order = order(patient, random);
    var length = order.size();
    var end = KNOWLEDGE.urgency(Intakes.of(after(patient, order, length)));
    var stop = firstStop(patient, order);
    if (stop <= length) {
      interrupted++;
      var certain = certain(patient, order, stop).urgency();
      assertTrue(end.compareTo(certain) >= 0, () -> certain + " of " + order + patient);
    } else if (end.compareTo(Interview.STOPS_AT) >= 0) {
      sentAtTheEnd++;
      var answers = Intakes.of(after(patient, order, length));
      assertFalse(OUTLOOK.deciding(answers).isEmpty(), () -> "nothing decides: " + patient);
    } else {
      mild++;
    }
    if (stop > 0 && end.compareTo(Interview.STOPS_AT) >= 0) {
      var before = after(patient, order, stop - 1);
      assertTrue(mayEndMild(before), () -> "late: " + before + order);
    }
  }

  /** After how many answers the patient is interrupted; more than there are when never. */
  private static int firstStop(Map<Fact, Value> patient, List<Fact> order) {
    var low = 0;
    var high = order.size() + 1;
    while (low < high) {
      var middle = (low + high) / 2;
      if (middle > order.size() || certain(patient, order, middle).stops()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static Certainty certain(Map<Fact, Value> patient, List<Fact> order, int answers) {
    return OUTLOOK.certain(Intakes.of(after(patient, order, answers)));
  }

  /** What is known after so many answers: what a patient is not asked is known before. */
  private static Map<Fact, Value> after(Map<Fact, Value> patient, List<Fact> order, int answers) {
    var known = known(patient);
    order.subList(0, answers).forEach(it -> known.put(it, patient.get(it)));
    return known;
  }

  private static Map<Fact, Value> known(Map<Fact, Value> patient) {
    var known = new EnumMap<Fact, Value>(Fact.class);
    patient.forEach(
        (fact, value) -> {
          if (Form.load().questions().stream()
              .noneMatch(it -> it.forPatient() && it.fact() == fact)) {
            known.put(fact, value);
          }
        });
    return known;
  }

  /** A random order in which each question is asked when it is enabled, and stays so. */
  private static List<Fact> order(Map<Fact, Value> patient, Random random) {
    var order = new ArrayList<Fact>();
    var known = known(patient);
    var waiting =
        Form.load().questions().stream()
            .filter(it -> it.forPatient() && patient.containsKey(it.fact()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(waiting, random);
    for (var before = -1; before != order.size(); ) {
      before = order.size();
      var later = new ArrayList<Question>();
      for (var question : waiting) {
        if (isAsked(question, known, patient)) {
          order.add(question.fact());
          known.put(question.fact(), patient.get(question.fact()));
        } else {
          later.add(question);
        }
      }
      waiting = later;
    }
    return order;
  }

  /** One that an answer still to come could hide waits for it. */
  private static boolean isAsked(Question it, Map<Fact, Value> known, Map<Fact, Value> patient) {
    return isEnabled(it, known)
        && it.hiddenByAnAnswerTo()
            .noneMatch(fact -> patient.containsKey(fact) && !known.containsKey(fact));
  }

  private static boolean isEnabled(Question question, Map<Fact, Value> known) {
    return question.enabled(fact -> Optional.ofNullable(known.get(fact)).map(Given::of));
  }

  /** Whether answers to what is left, those of an adult or a child, end below an emergency. */
  private static boolean mayEndMild(Map<Fact, Value> known) {
    return Stream.of(30, 10)
        .map(age -> KNOWLEDGE.urgency(Intakes.of(quietly(known, age))))
        .anyMatch(it -> it.compareTo(Interview.STOPS_AT) < 0);
  }

  /** The same with every question that is left answered as mildly as it can be. */
  private static Map<Fact, Value> quietly(Map<Fact, Value> known, double age) {
    var answers = new EnumMap<>(known);
    for (var round = 0; round < 2; round++) {
      for (var question : Form.load().questions()) {
        if (question.forPatient()
            && !answers.containsKey(question.fact())
            && isEnabled(question, answers)) {
          answers.put(question.fact(), mildest(question.fact(), age));
        }
      }
    }
    return answers;
  }

  private static Value mildest(Fact fact, double age) {
    return switch (fact) {
      case AGE -> new Reading(age);
      case SEX -> Sex.MALE;
      case TREND -> Trend.IMPROVING;
      case HOURS_SINCE_LIFT -> new Reading(30);
      default ->
          switch (fact.kind()) {
            case FINDING -> Presence.ABSENT;
            case READING -> new Reading(Math.max(0, fact.low()));
            case CHOICE -> fact.options().get(0);
          };
    };
  }

  @Test
  void aWayIsFoundExactlyWhereTheRulesAreCertain() {
    var random = new Random(SEED);
    var states = OUTLOOK.formulas().states();
    for (var level : List.of(Urgency.EMERGENCY, Urgency.AMBULANCE)) {
      var cubes =
          OUTLOOK.rules().stream()
              .filter(it -> OUTLOOK.urgency(it).filter(of -> of.compareTo(level) >= 0).isPresent())
              .flatMap(it -> OUTLOOK.formulas().of(it).stream())
              .filter(it -> it.size() > 0)
              .toList();
      var cover = new Cover(states, cubes);
      var ways = OUTLOOK.ways().stream().filter(it -> it.urgency().compareTo(level) >= 0).toList();
      var certain = 0;
      for (var i = 0; i < REGIONS; i++) {
        var region = new EnumMap<Fact, Long>(Fact.class);
        patient(random).forEach((fact, value) -> region.put(fact, states.state(fact, value)));
        cubes
            .get(random.nextInt(cubes.size()))
            .forEach((fact, mask) -> region.put(fact, oneOf(mask, random)));
        region.keySet().removeIf(it -> random.nextInt(4) == 0);
        var found =
            ways.stream()
                .anyMatch(
                    it ->
                        it.cube()
                            .all(
                                (fact, mask) ->
                                    (region.getOrDefault(fact, states.all(fact)) & ~mask) == 0));
        assertEquals(cover.covers(region), found, region::toString);
        certain += found ? 1 : 0;
      }
      System.out.printf(
          "ways to %s: %d products of %d rules' are %d widest; %d regions, %d certain, 0"
              + " differences%n",
          level.code(), cubes.size(), OUTLOOK.rules().size(), ways.size(), REGIONS, certain);
      assertTrue(certain > REGIONS / 20 && certain < REGIONS * 19 / 20);
    }
  }

  @Test
  void answersThatCombineAreCertainExactlyWhenTheInterviewIs() {
    var random = new Random(SEED);
    var certain = 0;
    for (var i = 0; i < 2_000; i++) {
      var patient = patient(random);
      var order = order(patient, random);
      var answers = after(patient, order, random.nextInt(order.size() + 1));
      var here = new ArrayList<>(answers.keySet());
      here.removeIf(it -> known(patient).containsKey(it) || random.nextBoolean());
      var intake = Intakes.of(answers);
      var told =
          OUTLOOK.combinations(intake, Set.copyOf(here), Interview.STOPS_AT).stream()
              .filter(it -> it.parts().stream().allMatch(part -> holds(part, answers)))
              .map(Combination::urgency)
              .findFirst();
      var expected =
          Optional.of(OUTLOOK.certain(intake)).filter(Certainty::stops).map(Certainty::urgency);
      assertEquals(expected, told, () -> here + " of " + answers);
      certain += told.isPresent() ? 1 : 0;
    }
    System.out.println("combinations: 2000 pages, " + certain + " certain, 0 differences");
    assertTrue(certain > 200 && certain < 1_800);
  }

  private static boolean holds(Combination.Part part, Map<Fact, Value> answers) {
    var value = answers.get(part.fact());
    if (value == null) {
      return false;
    }
    if (value.isUnknown()) {
      return part.unknown();
    }
    return part.values().contains(value)
        || value instanceof Reading reading
            && part.ranges().stream()
                .anyMatch(it -> isIn(part.fact().compared(reading.number()), it));
  }

  private static boolean isIn(double number, Range range) {
    return (number > range.low() || range.lowIsIn() && number == range.low())
        && (number < range.high() || range.highIsIn() && number == range.high());
  }

  private static long oneOf(long mask, Random random) {
    var left = mask;
    for (var skip = random.nextInt(Long.bitCount(mask)); skip > 0; skip--) {
      left &= left - 1;
    }
    return left & -left;
  }

  @Test
  void oneTapIsCertainInLittleTime() {
    var random = new Random(SEED);
    var intakes =
        Stream.generate(() -> Intakes.of(patient(random)))
            .limit(2_000)
            .collect(Collectors.toList());
    OUTLOOK.certain(intakes.get(0));
    var start = System.nanoTime();
    intakes.forEach(OUTLOOK::certain);
    var each = (System.nanoTime() - start) / 1e6 / intakes.size();
    System.out.printf("certain: %.3f ms each, %d ways%n", each, OUTLOOK.ways().size());
    assertTrue(each < 10, each + " ms");
  }
}
