package org.plumbline.kb.rule;

import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/** Which values of a fact can fulfil a condition. */
public enum Matching {
  /** A finding that is present, a reading that was taken, a choice that was made. */
  SAID,
  /** A finding that is absent. */
  DENIED,
  /** A fact that nobody knows. */
  UNKNOWN;

  static Matching of(Value value) {
    if (value.isUnknown()) {
      return UNKNOWN;
    }
    return value == Presence.ABSENT ? DENIED : SAID;
  }
}
