package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Exercise;
import org.plumbline.kb.advice.HeadlineWords;
import org.plumbline.kb.advice.HeadlineWords.Word;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Band;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Onset;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient reads first says what it is and whether to train, and never more than is known.
 */
class HeadlineTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final HeadlineWords WORDS = HeadlineWords.LIVE;
  private static final int MOST_WORDS = 12;

  private static Map<Fact, Value> sore() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING && fact.askedOf() != Fact.AskedOf.CLINICIAN) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.put(Fact.AGE, new Reading(27));
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(30));
    values.put(Fact.PAIN_NOW, new Reading(3));
    values.put(Fact.ONSET, Onset.DELAYED_12_72H);
    for (var fact :
        List.of(
            Fact.SORE_BOTH_SIDES_OF_SPINE,
            Fact.EASES_WITH_WALKING,
            Fact.DEEP_HEAVY_ACHE,
            Fact.NO_PAIN_AT_REST)) {
      values.put(fact, Presence.PRESENT);
    }
    return values;
  }

  private static Headline headline(Map<Fact, Value> given) {
    return KNOWLEDGE.assess(Intakes.of(given)).headline();
  }

  private static String in(Optional<Wording> wording) {
    return wording.map(it -> it.in(Language.ENGLISH)).orElse("");
  }

  @Test
  void whoeverIsSoreIsToldSoAndMayTrain() {
    var headline = headline(sore());
    assertEquals(
        "Most likely sore muscles, not an injury. You can train around it.",
        headline.wording().in(Language.ENGLISH));
    var why = in(headline.why());
    assertTrue(why.contains("t began 12 to 72 hours after the lift"), why);
    assertTrue(why.endsWith("none of the danger signs that we asked about."), why);
  }

  @Test
  void whatWasNotAnsweredIsNotCalledClear() {
    for (var fact : Fact.GROUPS.getOrDefault("core", List.of())) {
      var given = sore();
      given.remove(fact);
      var assessment = KNOWLEDGE.assess(Intakes.of(given));
      if (assessment.provisional()) {
        var headline = assessment.headline();
        assertEquals(WORDS.alone(assessment.urgency()), headline.wording(), fact.code());
        assertFalse(in(headline.why()).contains(in(Optional.of(WORDS.of(Word.CLEAR)))));
      }
    }
  }

  @Test
  void anOriginIsNamedOnlyWhereNoSignIsOpenAndTrainingIsPlanned() {
    for (var it : Case.all()) {
      var assessment = KNOWLEDGE.assess(Intakes.of(it.given()));
      var headline = assessment.headline();
      var alone = WORDS.alone(assessment.urgency());
      if (assessment.plan().held() || !assessment.redFlags().isEmpty()) {
        assertEquals(alone, headline.wording(), it::toString);
      }
      assertTrue(!assessment.redFlags().isEmpty() || !in(headline.why()).isEmpty(), it::toString);
    }
  }

  @Test
  void everyDispositionAndOriginHasWords() {
    for (var urgency : Urgency.values()) {
      assertFalse(WORDS.alone(urgency).english().isEmpty());
      assertEquals(Instruction.of(urgency).plans(), WORDS.train(urgency).isPresent());
    }
    for (var origin : Origin.values()) {
      assertTrue(WORDS.origin(origin, Band.LIKELY).isPresent(), origin.code());
      assertTrue(WORDS.origin(origin, Band.POSSIBLE).isPresent(), origin.code());
      assertTrue(WORDS.origin(origin, Band.INDETERMINATE).isEmpty(), origin.code());
    }
    for (var path : WORDS.all().keySet()) {
      var parts = path.split("/");
      if (parts[0].equals("because")) {
        var fact = Fact.of(parts[1]).orElseThrow();
        assertTrue(
            parts.length == 2
                || fact.options().stream().anyMatch(it -> it.stored().equals(parts[2])),
            path);
      }
    }
  }

  @Test
  void whatStandsOnTheFirstScreenIsShort() {
    for (var item : AdviceItem.all()) {
      item.inShort().ifPresent(it -> assertShort(item.id(), it));
      item.avoided().ifPresent(it -> assertShort(item.id(), it));
    }
    for (var urgency : Urgency.values()) {
      WORDS.avoided(urgency).ifPresent(it -> assertShort(urgency.code(), it));
    }
  }

  private static void assertShort(String of, Wording wording) {
    for (var language : Language.all()) {
      var words = wording.in(language).split("\\s+").length;
      assertTrue(words <= MOST_WORDS, () -> of + ": " + words + " words: " + wording);
    }
  }

  @Test
  void whatMayNotGoWithThePatientIsNotOnTheFirstScreen() {
    var given = sore();
    given.remove(Fact.OSTEOPOROSIS);
    var plan = KNOWLEDGE.assess(Intakes.of(given)).plan();
    for (var it : plan.given()) {
      assertEquals(it.unlessThere().isEmpty(), it.caution().isEmpty(), it.item().id());
      assertFalse(
          it.exercises().stream().anyMatch(drawn -> drawn.id().equals("curl-up")),
          "thin bones are not ruled out");
    }
    assertEquals(8, Exercise.all().size());
  }
}
