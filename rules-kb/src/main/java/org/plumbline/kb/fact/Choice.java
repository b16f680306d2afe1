package org.plumbline.kb.fact;

import java.util.stream.Collectors;

/**
 * One option of a choice, or unknown. The enums that implement it are generated from facts.yaml.
 */
public non-sealed interface Choice extends Value {
  /**
   * The option with this code.
   *
   * @throws IllegalArgumentException if the fact has no such option
   */
  static Choice parse(Fact fact, String stored) {
    return fact.options().stream()
        .filter(option -> option.stored().equals(stored))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is %s; expected one of %s"
                        .formatted(
                            fact.code(),
                            stored,
                            fact.options().stream()
                                .map(Choice::stored)
                                .collect(Collectors.joining(", ")))));
  }
}
