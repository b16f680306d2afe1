package org.plumbline.kb.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Difference.Kind;

class DifferenceTest {
  private static Intake intake(Fact fact, Value value) {
    return Intake.of(
        List.of(
            new Statement(
                fact,
                value,
                Provenance.of("QuestionnaireResponse/1", Instant.EPOCH).answering(fact.code()))));
  }

  private static Kind kind(Fact fact, Value before, Value after) {
    return Difference.between(intake(fact, before), intake(fact, after)).get(0).kind();
  }

  @Test
  void findingThatIsThereNowIsNew() {
    assertEquals(Kind.NEW, kind(Fact.FEVER, Presence.ABSENT, Presence.PRESENT));
    assertEquals(Kind.NEW, kind(Fact.FEVER, Presence.UNKNOWN, Presence.PRESENT));
  }

  @Test
  void whatIsNoLongerKnownIsNeverGone() {
    assertEquals(Kind.NO_LONGER_KNOWN, kind(Fact.FEVER, Presence.PRESENT, Presence.UNKNOWN));
    assertEquals(Kind.GONE, kind(Fact.FEVER, Presence.PRESENT, Presence.ABSENT));
  }

  @Test
  void readingIsWorseInTheDirectionThatFactsNames() {
    assertEquals(Kind.WORSE, kind(Fact.PAIN_NOW, new Reading(3), new Reading(6)));
    assertEquals(Kind.BETTER, kind(Fact.PAIN_NOW, new Reading(6), new Reading(3)));
    assertEquals(Kind.WORSE, kind(Fact.WEAKEST_MUSCLE_GRADE, new Reading(4), new Reading(3)));
  }

  @Test
  void sameIntakesDoNotDiffer() {
    var intake = intake(Fact.FEVER, Presence.PRESENT);
    assertEquals(List.of(), Difference.between(intake, intake));
  }
}
