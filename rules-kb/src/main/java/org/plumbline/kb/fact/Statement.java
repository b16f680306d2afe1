package org.plumbline.kb.fact;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One source said one thing about one fact.
 *
 * @param fact what it is about
 * @param value what was said; unknown when the patient was asked and did not know
 * @param from who said it
 */
public record Statement(Fact fact, Value value, Provenance from) {
  /** The order in which statements are kept, so that the order of answers cannot matter. */
  static final Comparator<Statement> ORDER =
      Comparator.comparing(Statement::fact)
          .thenComparing(it -> it.from().linkId().isPresent())
          .thenComparing(it -> it.from().resource())
          .thenComparing(it -> it.from().at())
          .thenComparing(it -> it.value().stored())
          .thenComparing(it -> it.from().manner());

  public Statement {
    requireNonNull(fact, "fact");
    requireNonNull(value, "value");
    requireNonNull(from, "from");
    if (!fits(fact, value)) {
      throw new IllegalArgumentException(
          "%s is %s; expected a %s".formatted(fact.code(), value.stored(), fact.kind()));
    }
  }

  private static boolean fits(Fact fact, Value value) {
    return switch (fact.kind()) {
      case FINDING -> value instanceof Presence;
      case READING -> value instanceof Reading;
      case CHOICE -> value instanceof Choice choice && fact.options().contains(choice);
    };
  }
}
