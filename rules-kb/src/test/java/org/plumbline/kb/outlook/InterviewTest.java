package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;

/** The adaptive order of the questions. */
class InterviewTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final int PATIENTS = 1_000;

  /** What the patient would answer; the order of asking does not change it. */
  private record Route(List<Fact> asked, Map<Fact, Value> answers) {}

  private static Route ask(Map<Fact, Value> patient) {
    var asked = new ArrayList<Fact>();
    var answers = new EnumMap<Fact, Value>(Fact.class);
    var next = KNOWLEDGE.outlook().nextQuestion(Intakes.of(answers));
    while (next.isPresent()) {
      var fact = next.get().fact();
      assertFalse(asked.contains(fact), fact + " is asked twice");
      asked.add(fact);
      answers.put(fact, patient.get(fact));
      next = KNOWLEDGE.outlook().nextQuestion(Intakes.of(answers));
    }
    return new Route(asked, answers);
  }

  /** The whole form in its own order, each question asked when it is enabled. */
  private static Map<Fact, Value> wholeForm(Map<Fact, Value> patient) {
    var answers = new EnumMap<Fact, Value>(Fact.class);
    for (var question : Form.load().questions()) {
      if (question.forPatient() && question.enabled(Intakes.of(answers))) {
        answers.put(question.fact(), patient.get(question.fact()));
      }
    }
    return answers;
  }

  private static Map<Fact, Value> patient(Random random) {
    var patient = new EnumMap<Fact, Value>(Fact.class);
    var loud = Math.pow(random.nextDouble(), 5);
    for (var fact : Fact.values()) {
      var value = Intakes.random(fact, random);
      if (fact.kind() == Fact.Kind.FINDING && random.nextDouble() > 0.05) {
        value = random.nextDouble() < loud ? Presence.PRESENT : Presence.ABSENT;
      }
      patient.put(fact, value);
    }
    return patient;
  }

  @Test
  void completeRouteEndsWhereTheWholeFormEnds() {
    var random = new Random(20261126);
    var stopped = 0;
    for (var i = 0; i < PATIENTS; i++) {
      var patient = patient(random);
      var route = ask(patient);
      var adaptive = KNOWLEDGE.assess(Intakes.of(route.answers())).urgency();
      var whole = KNOWLEDGE.assess(Intakes.of(wholeForm(patient))).urgency();
      if (adaptive.compareTo(Urgency.EMERGENCY) >= 0) {
        stopped++;
        assertTrue(whole.compareTo(adaptive) >= 0, patient::toString);
      } else {
        assertEquals(whole, adaptive, patient::toString);
      }
    }
    System.out.printf(
        "adaptive: %d patients, %d stopped at emergency or above, 0 differences%n",
        PATIENTS, stopped);
    assertTrue(stopped > 100 && stopped < PATIENTS - 100);
  }

  @Test
  void afterAgeSexAndPregnancyTheAmbulanceQuestionsComeBeforeAllOthers() {
    var patient = patient(Presence.ABSENT);
    var asked = ask(patient).asked();
    var ambulance =
        Set.of(
            Fact.PARALYSIS_SUDDEN,
            Fact.TEARING_PAIN,
            Fact.CHEST_PAIN,
            Fact.BREATHLESS,
            Fact.FAINTING,
            Fact.SEVERE_SUDDEN_PAIN,
            Fact.MAJOR_TRAUMA);
    var first = asked.indexOf(Fact.PARALYSIS_SUDDEN);
    assertEquals(List.of(Fact.AGE, Fact.SEX), asked.subList(0, 2));
    assertTrue(first <= 3, () -> asked.subList(0, 12).toString());
    assertEquals(ambulance, Set.copyOf(asked.subList(first, first + ambulance.size())));
  }

  @Test
  void pelvicSymptomIsFoundNewBeforeTheRouteStops() {
    var patient = patient(Presence.ABSENT);
    patient.put(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    patient.put(Fact.PELVIC_SYMPTOMS_NEW, Presence.PRESENT);
    var asked = ask(patient).asked();
    assertEquals(Fact.PELVIC_SYMPTOMS_NEW, asked.get(asked.size() - 1));
    assertTrue(asked.size() < 25, asked::toString);
  }

  @Test
  void longStandingPelvicSymptomDoesNotStopTheRoute() {
    var patient = patient(Presence.ABSENT);
    patient.put(Fact.BLADDER_INCONTINENCE, Presence.PRESENT);
    assertTrue(ask(patient).asked().contains(Fact.DEEP_HEAVY_ACHE));
  }

  @Test
  void dontKnowIsAnAnswerAndIsNotAskedAgain() {
    var patient = patient(Presence.UNKNOWN);
    var asked = ask(patient).asked();
    assertEquals(EnumSet.copyOf(asked).size(), asked.size());
    assertTrue(asked.contains(Fact.SADDLE_NUMBNESS));
  }

  @Test
  void aManIsNotAskedWhetherHeIsPregnant() {
    var patient = patient(Presence.ABSENT);
    patient.put(Fact.SEX, Sex.MALE);
    var asked = ask(patient).asked();
    assertTrue(asked.contains(Fact.SEX));
    assertFalse(asked.contains(Fact.PREGNANCY));
  }

  @Test
  void onAnswersGivenTheRouteIsTheFullEvaluation() {
    var random = new Random(7);
    var route = ask(patient(random));
    assertEquals(
        KNOWLEDGE.assess(Intakes.of(route.answers())),
        KNOWLEDGE.assess(Intakes.of(new EnumMap<>(route.answers()))));
  }

  private static Map<Fact, Value> patient(Presence every) {
    var patient = patient(new Random(1));
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        patient.put(fact, every);
      }
    }
    patient.put(Fact.AGE, new Reading(30));
    return patient;
  }
}
