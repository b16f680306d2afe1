package org.plumbline.kb.conclusion;

import static java.util.Objects.requireNonNull;

/**
 * Serious disease must be ruled out.
 *
 * @param id the rule that fired
 * @param urgency how fast the patient must be seen because of it
 */
public record RedFlag(String id, Urgency urgency) implements Conclusion {
  public RedFlag {
    requireNonNull(id, "id");
    requireNonNull(urgency, "urgency");
  }
}
