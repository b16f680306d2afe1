package org.plumbline.clinic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.kb.advice.Instruction;

/**
 * A clinic.
 *
 * @param zone by whose days and hours follow-ups are planned
 * @param retention how long records are kept after they were made; empty for good
 * @param callAfter how long after a link was sent the patient is called who has not answered it
 */
public record Clinic(Tenant tenant, ZoneId zone, Optional<Period> retention, Duration callAfter) {
  /** A link lives 72 hours; who has not answered by then would never be called. */
  public static final int LONGEST_CALL_AFTER = 72;

  static final Duration CALL_AFTER =
      Duration.ofMinutes(Math.round(Instruction.notAnswered().hours() * 60));

  public Clinic {
    requireNonNull(tenant, "tenant");
    requireNonNull(zone, "zone");
    requireNonNull(retention, "retention");
    requireNonNull(callAfter, "callAfter");
  }

  /** What holds for a clinic of which nothing was said. */
  static Clinic unspoken(Tenant tenant) {
    return new Clinic(tenant, ZoneOffset.UTC, Optional.empty(), CALL_AFTER);
  }
}
