package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** Which open questions can still change the disposition. */
class RelevanceTest {
  private static final Outlook OUTLOOK = KnowledgeBase.load().outlook();

  private static Relevance relevance(Map<Fact, Value> answers) {
    return OUTLOOK.relevance(Intakes.of(answers));
  }

  private static Map<Fact, Value> answers(Presence value, Fact... facts) {
    var answers = new EnumMap<Fact, Value>(Fact.class);
    answers.put(Fact.AGE, new Reading(30));
    for (var fact : facts) {
      answers.put(fact, value);
    }
    return answers;
  }

  @Test
  void everyCoreQuestionMattersWhileNothingIsAnswered() {
    var relevance = relevance(Map.of());
    Fact.GROUPS.get("core").forEach(it -> assertTrue(relevance.matters(it), it::code));
    assertFalse(relevance.matters(Fact.HITCHING));
  }

  @Test
  void aCompanionMattersNoMoreOnceWhatItGoesWithIsDenied() {
    assertTrue(relevance(Map.of()).matters(Fact.NECK_STIFFNESS));
    assertFalse(
        relevance(answers(Presence.ABSENT, Fact.FEVER, Fact.UNWELL)).matters(Fact.NECK_STIFFNESS));
  }

  @Test
  void whatEnablesAQuestionThatMattersMatters() {
    var relevance = relevance(answers(Presence.ABSENT, Fact.LEG_PAIN));
    assertFalse(relevance.askable(Fact.LEG_COLD));
    assertTrue(relevance.matters(Fact.LEG_CHANGED));
  }

  @Test
  void whatMayContradictAnAnswerMatters() {
    var answers = answers(Presence.ABSENT);
    answers.put(Fact.PAIN_NOW, new Reading(5));
    assertTrue(relevance(answers).matters(Fact.PAIN_WORST));
  }

  @Test
  void nothingMildMattersOnceAnEmergencyIsCertain() {
    assertFalse(
        relevance(answers(Presence.PRESENT, Fact.CHEST_PAIN))
            .matters(Fact.WEIGHT_LOSS_UNEXPLAINED));
  }
}
