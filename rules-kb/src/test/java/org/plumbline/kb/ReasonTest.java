package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** Every conclusion says why. */
class ReasonTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static Map<Fact, Value> quiet() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    Fact.GROUPS.get("core").forEach(fact -> values.put(fact, Presence.ABSENT));
    values.put(Fact.AGE, new Reading(30));
    return values;
  }

  private static Set<Fact> facts(Assessment assessment, String rule) {
    return Set.copyOf(
        assessment.reasons().stream()
            .filter(it -> it.rule().equals(rule))
            .findFirst()
            .orElseThrow()
            .facts());
  }

  @Test
  void everyConclusionOfEveryPatientHasAReasonWithASource() {
    for (var patient : PatientCase.all()) {
      var assessment = KNOWLEDGE.assess(Intakes.of(patient.given()));
      var conclusions = new ArrayList<Conclusion>(assessment.redFlags());
      conclusions.addAll(assessment.dispositions());
      for (var conclusion : conclusions) {
        var reason = assessment.reason(conclusion);
        assertFalse(reason.sources().isEmpty(), conclusion.id());
        assertFalse(reason.claim().isBlank(), conclusion.id());
      }
    }
  }

  @Test
  void reasonNamesTheFactsThatTheConditionReads() {
    var values = quiet();
    values.put(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    var assessment = KNOWLEDGE.assess(Intakes.of(values));
    assertEquals(
        Set.of(Fact.SADDLE_NUMBNESS, Fact.PELVIC_SYMPTOMS_NEW),
        facts(assessment, "saddle-sensory-change"));
  }

  @Test
  void dispositionRestsOnTheFactsOfTheMostUrgentRedFlags() {
    var values = quiet();
    values.put(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    values.put(Fact.WEIGHT_LOSS_UNEXPLAINED, Presence.PRESENT);
    var facts = facts(KNOWLEDGE.assess(Intakes.of(values)), "most-urgent-red-flag");
    assertTrue(facts.contains(Fact.SADDLE_NUMBNESS));
    assertFalse(facts.contains(Fact.WEIGHT_LOSS_UNEXPLAINED));
  }

  @Test
  void reasonIncludesTheFactsOfTheFindingThatItBuildsOn() {
    var values = quiet();
    values.put(Fact.TEMPERATURE, new Reading(38.4));
    values.put(Fact.COLICKY_FLANK_PAIN, Presence.PRESENT);
    var facts = facts(KNOWLEDGE.assess(Intakes.of(values)), "fever-with-colic");
    assertEquals(Set.of(Fact.COLICKY_FLANK_PAIN, Fact.TEMPERATURE), facts);
  }

  @Test
  void reasonNamesWhatMatchedAndNotWhatWasReadInVain() {
    var values = quiet();
    values.put(Fact.LEG_PAIN, Presence.PRESENT);
    values.put(Fact.FEVER, Presence.UNKNOWN);
    var assessment = KNOWLEDGE.assess(Intakes.of(values));
    assertEquals(
        Set.of(Fact.LEG_PAIN, Fact.SEXUAL_DYSFUNCTION),
        facts(assessment, "sexual-question-unanswered-leg"));
    var incomplete = facts(assessment, "red-flag-screen-incomplete");
    assertTrue(incomplete.contains(Fact.FEVER));
    assertFalse(incomplete.contains(Fact.SADDLE_NUMBNESS), "it was answered");
  }

  @Test
  void deniedFactsMatchWhereTheConditionAsksForThem() {
    var values = quiet();
    values.put(Fact.LOW_URINE_OUTPUT, Presence.PRESENT);
    values.put(Fact.DARK_URINE, Presence.ABSENT);
    var facts = facts(KNOWLEDGE.assess(Intakes.of(values)), "low-urine-output-alone");
    assertTrue(facts.containsAll(Set.of(Fact.LOW_URINE_OUTPUT, Fact.DARK_URINE)), facts.toString());
  }

  @Test
  void contradictionNamesBothFacts() {
    var values = quiet();
    values.put(Fact.PAIN_NOW, new Reading(8));
    values.put(Fact.PAIN_WORST, new Reading(5));
    var facts = facts(KNOWLEDGE.assess(Intakes.of(values)), "contradictory-pain-answers");
    assertEquals(Set.of(Fact.PAIN_NOW, Fact.PAIN_WORST), facts);
  }

  @Test
  void provisionalAssessmentListsExactlyTheUnansweredQuestions() {
    var values = quiet();
    values.remove(Fact.FEVER);
    values.remove(Fact.AGE);
    var assessment = KNOWLEDGE.assess(Intakes.of(values));
    assertTrue(assessment.provisional());
    assertEquals(
        Set.of(Fact.AGE, Fact.FEVER, Fact.ABDOMINAL_PULSATION),
        new HashSet<>(assessment.unanswered()));
  }

  @Test
  void emptyIntakeIsAssessedAndNeverReassuring() {
    var assessment = KNOWLEDGE.assess(Intake.of(List.of()));
    assertEquals(Urgency.URGENT, assessment.urgency());
    assertTrue(assessment.provisional());
  }

  @Test
  void redFlagsStandMostUrgentFirst() {
    for (var patient : PatientCase.all()) {
      var urgencies =
          KNOWLEDGE.assess(Intakes.of(patient.given())).redFlags().stream()
              .map(it -> it.urgency())
              .toList();
      var sorted = new ArrayList<>(urgencies);
      sorted.sort(Comparator.reverseOrder());
      assertEquals(sorted, urgencies);
    }
  }

  @Test
  void assessmentCarriesTheVersionOfTheKnowledge() {
    assertEquals(Library.VERSION, KNOWLEDGE.assess(Intake.of(List.of())).knowledgeVersion());
  }
}
