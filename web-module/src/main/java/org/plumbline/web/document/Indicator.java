package org.plumbline.web.document;

import java.util.Locale;
import org.plumbline.kb.conclusion.Urgency;

/** How a card asks for attention; critical interrupts the clinician, so only an emergency may. */
public enum Indicator {
  INFO,
  WARNING,
  CRITICAL;

  static Indicator of(Urgency urgency) {
    return switch (urgency) {
      case AMBULANCE, EMERGENCY -> CRITICAL;
      case SAME_DAY, URGENT -> WARNING;
      case ROUTINE, SELF_CARE -> INFO;
    };
  }

  /** The code, such as {@code critical}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
