package org.plumbline.kb.outlook;

import java.util.List;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Range;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * Answers that together make an urgency certain, whatever else is answered. Whoever has them can
 * tell it from answers alone, without a rule.
 *
 * @param parts each of them is needed; empty when it is certain already
 */
public record Combination(Urgency urgency, List<Part> parts) {
  public Combination {
    parts = List.copyOf(parts);
  }

  /**
   * The answers to one question of which one is needed.
   *
   * @param values the options, "don't know" among them; empty for a number
   * @param ranges the numbers
   * @param unknown whether it also holds when the patient does not know
   */
  public record Part(Fact fact, List<Value> values, List<Range> ranges, boolean unknown) {
    public Part {
      values = List.copyOf(values);
      ranges = List.copyOf(ranges);
    }
  }
}
