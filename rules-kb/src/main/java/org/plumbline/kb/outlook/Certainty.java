package org.plumbline.kb.outlook;

import java.util.List;
import org.plumbline.kb.conclusion.Urgency;

/**
 * What no further answer of the patient can take away.
 *
 * @param urgency at least this urgent is the patient at the end, whatever is still answered
 * @param rules the rules that say so as the answers are now, most urgent first; empty below the
 *     first urgency that a rule concludes
 */
public record Certainty(Urgency urgency, List<String> rules) {
  public Certainty {
    rules = List.copyOf(rules);
  }

  /** Whether the patient is interrupted, and sent away before the end. */
  public boolean stops() {
    return urgency.compareTo(Interview.STOPS_AT) >= 0;
  }
}
