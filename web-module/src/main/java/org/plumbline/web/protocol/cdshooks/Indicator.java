package org.plumbline.web.protocol.cdshooks;

import java.util.Locale;
import org.plumbline.kb.conclusion.Urgency;

/** How a card asks for attention; critical interrupts the clinician, so only an emergency may. */
enum Indicator {
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

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
