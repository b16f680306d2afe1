package org.plumbline.kb;

import java.util.List;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;

/**
 * Why a conclusion holds.
 *
 * @param rule the name of the rule
 * @param family the family in red-flags.yaml, such as {@code RF01}
 * @param title what a card shows
 * @param claim the clinical statement, one sentence
 * @param evidence the best of the sources that was read, in words, as the Library says it
 * @param sources what the claim rests on
 * @param facts the facts that can have fulfilled the condition, those of the conclusions it builds
 *     on included; their values and where each came from stand in the intake
 */
public record Reason(
    String rule,
    String family,
    String title,
    String claim,
    String evidence,
    List<Citation> sources,
    List<Fact> facts) {
  public Reason {
    sources = List.copyOf(sources);
    facts = List.copyOf(facts);
  }
}
