package org.plumbline.kb.conclusion;

import static java.util.Objects.requireNonNull;

/**
 * A finding that several rules read and that follows from facts, such as a feverish illness; one
 * criterion in one place.
 *
 * @param id the rule that fired
 */
public record InferredFinding(String id) implements Conclusion {
  public InferredFinding {
    requireNonNull(id, "id");
  }
}
