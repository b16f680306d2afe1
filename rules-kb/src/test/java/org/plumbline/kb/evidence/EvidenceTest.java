package org.plumbline.kb.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static Citation source(String key, String kind) {
    return new Citation(key, "text", kind);
  }

  @Test
  void theBestOfTheSourcesThatWasReadIsShown() {
    var guideline = source("G", "guideline; page read; no recommendation number checked");
    var unread = source("U", "guideline; not read; no recommendation number checked");
    var review = source("R", "systematic-review; abstract read; full text not read");
    var none = source("MEM", "expert-opinion; not verified; clinician to check");
    assertEquals("guideline, page read", Evidence.of(List.of(review, guideline)));
    assertEquals("systematic review, abstract read", Evidence.of(List.of(unread, review, none)));
    assertEquals("clinical consensus, not verified", Evidence.of(List.of(unread, none)));
    assertEquals("clinical consensus, not verified", Evidence.of(List.of()));
  }

  @Test
  void anAbstractMakesNoGuideline() {
    var it = source("A", "guideline; abstract read; no recommendation number checked");
    assertEquals(Evidence.EXPERT_OPINION, it.evidence());
    assertEquals("expert opinion, abstract of a guideline read", Evidence.of(List.of(it)));
  }

  @Test
  void noCipherStandsForNoSource() {
    for (var it : Library.all()) {
      if (it.reading() == Citation.Reading.NONE) {
        assertTrue(it.shown().contains("not "), it.key());
      }
    }
    assertEquals("clinical consensus, not verified", Library.citation("MEM").orElseThrow().shown());
  }

  /** A number that nobody looked up is worse than none. */
  @Test
  void everyGuidelineNamesItsRecommendationsOrSaysThatNoneWasChecked() {
    for (var it : Library.all()) {
      assertEquals(3, it.kind().split("; ").length, it.key() + ": " + it.kind());
      if (it.kind().startsWith("guideline")) {
        assertTrue(
            it.kind()
                .matches(
                    "guideline; [^;]+; (recommendations? [0-9].*|no recommendation number checked)"),
            it.key() + ": " + it.kind());
      }
    }
  }
}
