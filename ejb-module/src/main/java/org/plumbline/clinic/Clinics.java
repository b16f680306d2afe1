package org.plumbline.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.plumbline.client.Tenant;

/** The clinics, as the operator's command has set them; a change is seen within seconds. */
@ApplicationScoped
public class Clinics {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private ClinicRows rows;
  private Clock clock;
  private volatile Map<Tenant, Clinic> known = Map.of();
  private volatile Instant readAt = Instant.MIN;

  @SuppressWarnings("NullAway.Init")
  protected Clinics() {} // required by the container

  @Inject
  public Clinics(ClinicRows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** A clinic; in UTC and without an end to its records until the operator has said otherwise. */
  public Clinic of(Tenant tenant) {
    var now = clock.instant();
    if (now.isAfter(readAt.plus(FRESH)) || now.isBefore(readAt)) {
      known = rows.all();
      readAt = now;
    }
    return known.getOrDefault(tenant, Clinic.unspoken(tenant));
  }

  /** Those of which the operator has said something. */
  public Iterable<Clinic> all() {
    return rows.all().values();
  }
}
