package org.plumbline.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a clinician sets the urgency of an assessment aside: low-back-override-reasons. */
public enum OverrideReason {
  EXAMINED_NORMAL("Examined: sensation and reflexes normal"),
  ALREADY_REFERRED("Already referred"),
  LONG_STANDING_UNCHANGED("Long-standing, unchanged"),
  ANSWER_WRONG("Answer was wrong: reopen the intake");

  private final String display;

  OverrideReason(String display) {
    this.display = display;
  }

  /** The code, such as {@code already-referred}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a clinician reads it. */
  public String display() {
    return display;
  }

  /** The reason of a code; empty when there is none. */
  public static Optional<OverrideReason> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
  }
}
