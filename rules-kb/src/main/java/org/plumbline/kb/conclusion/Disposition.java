package org.plumbline.kb.conclusion;

import static java.util.Objects.requireNonNull;

/**
 * Where the patient goes next, and how fast. Every disposition of one assessment has the same
 * urgency.
 *
 * @param id the rule that fired
 * @param urgency how fast
 */
public record Disposition(String id, Urgency urgency) implements Conclusion {
  public Disposition {
    requireNonNull(id, "id");
    requireNonNull(urgency, "urgency");
  }
}
