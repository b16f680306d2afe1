package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/** Names a recorded assessment. */
public record AssessmentId(UUID value) {
  public AssessmentId {
    requireNonNull(value, "value");
  }

  /** The id that a text names; empty when it names none. */
  public static Optional<AssessmentId> parse(String text) {
    try {
      return Optional.of(new AssessmentId(UUID.fromString(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
