package org.plumbline.kb.differential;

import java.util.List;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * An answer that speaks for an origin or against it.
 *
 * @param origin what it speaks about
 * @param toward whether it makes the origin more likely than the others
 * @param basis where its weight comes from
 * @param sources what the weight rests on
 */
public record Pointer(
    Fact fact, Value value, Origin origin, boolean toward, String basis, List<Citation> sources) {
  public Pointer {
    sources = List.copyOf(sources);
  }
}
