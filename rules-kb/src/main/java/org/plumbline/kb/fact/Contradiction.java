package org.plumbline.kb.fact;

import java.util.List;

/**
 * Statements that cannot all be true.
 *
 * @param statements two or more, the one that is read first
 */
public record Contradiction(List<Statement> statements) {
  public Contradiction {
    statements = List.copyOf(statements);
  }
}
