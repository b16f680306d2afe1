package org.plumbline.governance;

import static java.util.Objects.requireNonNull;

/**
 * Names a knowledge.
 *
 * @param value the SHA-256 of its files, 64 hexadecimal digits
 */
public record KnowledgeHash(String value) {
  private static final int SHOWN = 12;

  public KnowledgeHash {
    requireNonNull(value, "value");
  }

  /** As much of it as a person reads. */
  public String shown() {
    return value.substring(0, SHOWN);
  }

  @Override
  public String toString() {
    return value;
  }
}
