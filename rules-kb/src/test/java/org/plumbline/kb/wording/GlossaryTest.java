package org.plumbline.kb.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
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
