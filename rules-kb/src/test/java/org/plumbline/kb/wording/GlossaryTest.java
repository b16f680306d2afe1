package org.plumbline.kb.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Trend;

class GlossaryTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  @Test
  void everyFactHasATermThatIsNotItsCode() {
    for (var fact : Fact.values()) {
      var term = Glossary.term(fact);
      assertFalse(term.contains("_") || term.matches(".*[a-z]-[a-z]+-[a-z].*"), term);
      for (var option : fact.options()) {
        assertFalse(Glossary.shown(fact, option).isBlank());
      }
    }
    assertEquals("Age: 24 years", Glossary.line(Fact.AGE, new Reading(24)));
    assertEquals("Pain now: 4 of 10", Glossary.line(Fact.PAIN_NOW, new Reading(4)));
    assertEquals("Foot drop: no", Glossary.line(Fact.FOOT_DROP, Presence.ABSENT));
    assertEquals("Duration: 1 week", Glossary.line(Fact.DURATION_WEEKS, new Reading(1)));
  }

  @Test
  void amountIsShownInTheUnitInWhichItWasSaid() {
    assertEquals(
        "Duration: 1 day", Glossary.line(Fact.DURATION_WEEKS, new Reading(0.142857142857)));
    assertEquals("Duration: 3 days", Glossary.line(Fact.DURATION_WEEKS, new Reading(0.4285714286)));
    assertEquals("Duration: 2 months", Glossary.line(Fact.DURATION_WEEKS, new Reading(8.69625)));
    assertEquals("Duration: 2.3 weeks", Glossary.line(Fact.DURATION_WEEKS, new Reading(2.3)));
    assertEquals(
        "Usual working weight: 315 lb",
        Glossary.line(Fact.WORKING_WEIGHT, new Reading(142.88159655)));
    assertEquals(
        "Usual working weight: 142.5 kg", Glossary.line(Fact.WORKING_WEIGHT, new Reading(142.5)));
    assertEquals(
        "Time since the session: 20 h",
        Glossary.line(Fact.HOURS_SINCE_LIFT, new Reading(20.0166666667)));
  }

  @Test
  void rangeOfAReadingHasItsUnitAndNoCode() {
    assertEquals("MRC 0 to 5", Glossary.range(Fact.WEAKEST_MUSCLE_GRADE));
    assertEquals("0 to 10", Glossary.range(Fact.PAIN_NOW));
    assertEquals("30 to 45 \u00b0C", Glossary.range(Fact.TEMPERATURE));
    assertEquals("20 to 250 per minute", Glossary.range(Fact.HEART_RATE));
    for (var fact : Fact.values()) {
      assertFalse(Glossary.range(fact).matches(".*[{}\\[\\]].*"), Glossary.range(fact));
    }
  }

  @Test
  void contradictionNamesNoCode() {
    var from = Provenance.of("Condition/1", Instant.EPOCH);
    var intake =
        Intake.of(
            List.of(
                new Statement(Fact.LEG_PAIN, Presence.ABSENT, from),
                new Statement(Fact.LEG_PAIN_BELOW_KNEE, Presence.PRESENT, from)));
    assertEquals(
        List.of(
            "leg pain below the knee: yes (Condition/1) against nerve-like leg pain: no"
                + " (Condition/1)"),
        intake.contradictions().stream().map(Glossary::shown).toList());
  }

  @Test
  void yesIsSaidInTheFirstPersonAndNoIsNotSaid() {
    assertEquals(
        "I am numb or tingle where I sit",
        Glossary.said(Fact.SADDLE_NUMBNESS, Presence.PRESENT).orElseThrow().english());
    assertEquals(Optional.empty(), Glossary.said(Fact.SADDLE_NUMBNESS, Presence.ABSENT));
    assertEquals(Optional.empty(), Glossary.said(Fact.SADDLE_NUMBNESS, Presence.UNKNOWN));
    assertEquals(
        "mi dolor es 9 de 10",
        Glossary.said(Fact.PAIN_NOW, new Reading(9)).orElseThrow().in(SPANISH));
    assertEquals(
        "it is getting worse", Glossary.said(Fact.TREND, Trend.WORSENING).orElseThrow().english());
    assertEquals(Optional.empty(), Glossary.said(Fact.TREND, Trend.SAME));
  }
}
