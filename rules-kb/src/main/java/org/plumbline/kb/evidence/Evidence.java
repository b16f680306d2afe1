package org.plumbline.kb.evidence;

import java.util.Collection;
import java.util.Comparator;

/**
 * What a statement rests on, best first. A source that was not read is no more than consensus, and
 * a guideline of which the abstract alone was read is no guideline.
 */
public enum Evidence {
  GUIDELINE("guideline"),
  SYSTEMATIC_REVIEW("systematic review"),
  COHORT("cohort"),
  CASE_REPORTS("case reports"),
  EXPERT_OPINION("expert opinion"),
  LAY_ARTICLE("lay article"),
  CONSENSUS("clinical consensus, not verified");

  private final String display;

  Evidence(String display) {
    this.display = display;
  }

  /** As a reader sees it; nothing is abbreviated. */
  public String display() {
    return display;
  }

  /** In words: the best of the sources that was read, and how far. */
  public static String of(Collection<Citation> sources) {
    return sources.stream()
        .min(Comparator.comparing(Citation::evidence))
        .map(Citation::label)
        .orElse(CONSENSUS.display);
  }
}
