package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of the newest version of a resource, as the search parameters of FHIR ask it. Of
 * several values one must fit; of several criteria each. See <a
 * href="http://hl7.org/fhir/R4/search.html">FHIR, search</a>.
 */
public sealed interface Criterion {
  /** What a text is compared with. */
  enum Property {
    ID("r.id"),
    PATIENT("r.patient"),
    STATUS("r.status"),
    AUTHOR("r.author");

    private final String path;

    Property(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  /** What a moment is compared with. */
  enum Time {
    AUTHORED("r.authored"),
    RECEIVED("r.receivedAt");

    private final String path;

    Time(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  /** Is one of these; nothing fits when there is none. */
  record Is(Property property, Set<String> values) implements Criterion {
    public Is {
      values = Set.copyOf(values);
    }
  }

  /** Is none of these, or has no value. */
  record IsNot(Property property, Set<String> values) implements Criterion {
    public IsNot {
      values = Set.copyOf(values);
    }
  }

  /** Has one of these identifiers. */
  record Identified(Set<Token> tokens) implements Criterion {
    public Identified {
      tokens = Set.copyOf(tokens);
    }
  }

  /**
   * An identifier.
   *
   * @param system empty for any; an empty text for one that has none
   * @param value empty for any
   */
  record Token(Optional<String> system, Optional<String> value) {
    public Token {
      requireNonNull(system, "system");
      requireNonNull(value, "value");
    }
  }

  /** Answers one of these forms: a canonical address, with a version after a bar or in any. */
  record Answers(Set<String> forms) implements Criterion {
    public Answers {
      forms = Set.copyOf(forms);
    }
  }

  /** Is in the span. */
  record During(Time time, Span span) implements Criterion {}

  /** Is before or after the span; what has no such moment does not fit. */
  record Outside(Time time, Span span) implements Criterion {}

  /**
   * A span of time.
   *
   * @param from its first moment; empty when it has no begin
   * @param before the first moment after it; empty when it has no end
   */
  record Span(Optional<Instant> from, Optional<Instant> before) {
    public Span {
      requireNonNull(from, "from");
      requireNonNull(before, "before");
    }
  }
}
