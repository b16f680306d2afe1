package org.plumbline.kb.fact;

import java.util.List;

/**
 * Statements that cannot all be true.
 *
 * @param statements two or more, the one that is read first
 * @param subject what they are about
 */
public record Contradiction(List<Statement> statements, Subject subject) {
  /** What answers contradict each other about; a sign weighs more than how the pain is rated. */
  public enum Subject {
    SIGN,
    PAIN
  }

  public Contradiction {
    statements = List.copyOf(statements);
  }
}
