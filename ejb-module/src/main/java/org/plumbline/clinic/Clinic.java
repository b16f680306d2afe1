package org.plumbline.clinic;

import static java.util.Objects.requireNonNull;

import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A clinic.
 *
 * @param zone by whose days and hours follow-ups are planned
 * @param retention how long records are kept after they were made; empty for good
 */
public record Clinic(Tenant tenant, ZoneId zone, Optional<Period> retention) {
  public Clinic {
    requireNonNull(tenant, "tenant");
    requireNonNull(zone, "zone");
    requireNonNull(retention, "retention");
  }

  /** What holds for a clinic of which nothing was said. */
  static Clinic unspoken(Tenant tenant) {
    return new Clinic(tenant, ZoneOffset.UTC, Optional.empty());
  }
}
