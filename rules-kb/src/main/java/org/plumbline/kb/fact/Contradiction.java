package org.plumbline.kb.fact;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that cannot all be true.
 *
 * @param statements two or more, the one that is read first
 */
public record Contradiction(List<Statement> statements) {
  public Contradiction {
    statements = List.copyOf(statements);
  }

  /** Both sides with their sources: {@code leg-pain absent (Condition/1) against ...}. */
  public String shown() {
    return statements.stream()
        .map(
            it ->
                "%s %s (%s)".formatted(it.fact().code(), it.value().stored(), it.from().resource()))
        .collect(Collectors.joining(" against "));
  }
}
