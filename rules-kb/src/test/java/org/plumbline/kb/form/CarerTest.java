package org.plumbline.kb.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;

class CarerTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static Intake aged(double age, Sex sex) {
    return Intakes.of(Map.of(Fact.AGE, new Reading(age), Fact.SEX, sex));
  }

  @Test
  void aCarerAnswersExactlyForThoseWhomTheRulesCallUnder16() {
    for (var age = 0; age <= 120; age++) {
      var intake = aged(age, Sex.MALE);
      assertEquals(KNOWLEDGE.fired(intake).contains("under-16"), Carer.answers(intake), "" + age);
    }
    assertEquals(List.of(), Carer.left(Intake.of(List.of())));
  }

  @Test
  void sexDrugsAndPregnancyOfAChildAreLeftToTheClinician() {
    assertEquals(
        List.of(Fact.PREGNANCY, Fact.SEXUAL_DYSFUNCTION, Fact.INJECTED_DRUGS),
        Carer.left(aged(15, Sex.FEMALE)));
    assertEquals(
        List.of(Fact.SEXUAL_DYSFUNCTION, Fact.INJECTED_DRUGS), Carer.left(aged(15, Sex.MALE)));
  }

  @Test
  void theClinicianAsksFirstWhatWasLeft() {
    var child = aged(15, Sex.FEMALE);
    var ask = KNOWLEDGE.outlook().explain(child).askNext().stream().map(it -> it.fact()).toList();
    var left = Carer.left(child).stream().filter(ask::contains).toList();
    assertEquals(Set.copyOf(left), Set.copyOf(ask.subList(0, left.size())));
    assertTrue(left.contains(Fact.SEXUAL_DYSFUNCTION) && left.contains(Fact.INJECTED_DRUGS));
  }

  @Test
  void whatAClinicianHasAskedIsNotLeft() {
    var asked =
        Intakes.of(
            Map.of(
                Fact.AGE, new Reading(15),
                Fact.SEX, Sex.MALE,
                Fact.INJECTED_DRUGS, Presence.ABSENT));
    assertEquals(List.of(Fact.SEXUAL_DYSFUNCTION), Carer.left(asked));
  }
}
