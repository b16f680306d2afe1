package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;

/** The short intake: it ends where the whole form ends, and says what was asked in a list. */
class ShortInterviewTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @Test
  void ofAListThatWasOpenedEachQuestionIsAskedByItself() {
    var answers = Map.<Fact, Value>of(Fact.AGE, new Reading(30), Fact.SEX, Sex.MALE);
    var listed = KNOWLEDGE.outlook().nextStep(Intakes.of(answers), Set.of()).orElseThrow();
    assertEquals(Checklist.Tick.NOW, ((Step.Several) listed).list().tick());
    var opened = Set.of(((Step.Several) listed).list());
    assertEquals(
        List.of(Fact.PARALYSIS_SUDDEN),
        KNOWLEDGE.outlook().nextStep(Intakes.of(answers), opened).orElseThrow().facts());
  }
}
