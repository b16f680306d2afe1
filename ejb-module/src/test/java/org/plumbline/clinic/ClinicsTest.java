package org.plumbline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class ClinicsTest {
  private static final Tenant NORTH = new Tenant("north");

  private final Hand clock = new Hand(Instant.EPOCH);
  private final Kept kept = Kept.empty();
  private final Clinics clinics = new Clinics(kept.give(new ClinicRows()), clock);

  @AfterEach
  void close() {
    kept.close();
  }

  private void set(int version, String zone, String days, String hours) {
    kept.with(
        it -> {
          try (var statement = it.createStatement()) {
            statement.executeUpdate(
                "insert into clinic (tenant, version, registered_at, zone, retention_days, call_after_hours) values ('north', %d, current_timestamp, '%s', %s, %s)"
                    .formatted(version, zone, days, hours));
          }
        });
  }

  @Test
  void aClinicOfWhichNothingWasSaidWorksInUtcForGood() {
    var clinic = clinics.of(NORTH);
    assertEquals(ZoneOffset.UTC, clinic.zone());
    assertEquals(Optional.empty(), clinic.retention());
    assertEquals(Clinic.CALL_AFTER, clinic.callAfter());
  }

  @Test
  void theNewestVersionHolds() {
    set(1, "Europe/London", "30", "5");
    set(2, "Europe/Madrid", "null", "7");
    assertEquals(
        new Clinic(NORTH, ZoneId.of("Europe/Madrid"), Optional.empty(), Duration.ofHours(7)),
        clinics.of(NORTH));
    assertEquals(
        List.of(clinics.of(NORTH)), List.copyOf(kept.give(new ClinicRows()).all().values()));
  }

  @Test
  void aChangeIsSeenWithinSeconds() {
    clinics.of(NORTH);
    set(1, "Europe/London", "30", "null");
    assertEquals(Optional.empty(), clinics.of(NORTH).retention());
    clock.move(Duration.ofSeconds(6));
    assertEquals(Optional.of(Period.ofDays(30)), clinics.of(NORTH).retention());
    assertEquals(Clinic.CALL_AFTER, clinics.of(NORTH).callAfter());
  }
}
