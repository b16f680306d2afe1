package org.plumbline.kb.fact;

/** What a fact holds: a finding's presence, a reading's number or one option of a choice. */
public sealed interface Value permits Presence, Reading, Choice {
  /**
   * The value as it is stored and shown in cases: {@code present}, {@code 38.5} or an option's
   * code.
   */
  String stored();

  /** Whether the answer is not known; never the same as absent. */
  boolean isUnknown();

  /**
   * Reads a value back from {@link #stored()}.
   *
   * @throws IllegalArgumentException if the text does not fit the fact; the message says what would
   */
  static Value parse(Fact fact, String stored) {
    return switch (fact.kind()) {
      case FINDING -> Presence.parse(fact, stored);
      case READING -> Reading.parse(fact, stored);
      case CHOICE -> Choice.parse(fact, stored);
    };
  }
}
