package org.plumbline.clinic;

import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;

/** Reads the table of clinics. */
@Stateless
public class ClinicRows {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected ClinicRows() {} // required by the container

  private record Row(
      Tenant tenant,
      String zone,
      Optional<Integer> retentionDays,
      Optional<Integer> callAfterHours) {}

  /** Each clinic in its newest version. */
  public Map<Tenant, Clinic> all() {
    var newest = new LinkedHashMap<Tenant, Clinic>();
    Rows.of(
            entities.createNativeQuery(
                "select tenant, zone, retention_days, call_after_hours from clinic order by tenant, version",
                Object[].class),
            Row.class)
        .map(
            it ->
                new Clinic(
                    it.tenant(),
                    ZoneId.of(it.zone()),
                    it.retentionDays().map(Period::ofDays),
                    it.callAfterHours().map(Duration::ofHours).orElse(Clinic.CALL_AFTER)))
        .forEach(it -> newest.put(it.tenant(), it));
    return newest;
  }
}
