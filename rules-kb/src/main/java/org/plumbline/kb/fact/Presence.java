package org.plumbline.kb.fact;

import java.util.Locale;

/** Whether a finding is there. Unknown covers not asked, not sure and declined. */
public enum Presence implements Value {
  PRESENT,
  ABSENT,
  UNKNOWN;

  private final String stored = name().toLowerCase(Locale.ROOT);

  public boolean isPresent() {
    return this == PRESENT;
  }

  public boolean isAbsent() {
    return this == ABSENT;
  }

  @Override
  public boolean isUnknown() {
    return this == UNKNOWN;
  }

  /** Absent or unknown; only where red-flags.yaml says "not present". */
  public boolean isNotPresent() {
    return this != PRESENT;
  }

  @Override
  public String stored() {
    return stored;
  }

  static Presence parse(Fact fact, String stored) {
    for (var presence : values()) {
      if (presence.stored.equals(stored)) {
        return presence;
      }
    }
    throw new IllegalArgumentException(
        "%s is %s; expected present, absent or unknown".formatted(fact.code(), stored));
  }
}
