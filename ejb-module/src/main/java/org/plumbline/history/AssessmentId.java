package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Names a recorded assessment. */
public record AssessmentId(UUID value) {
  public AssessmentId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
