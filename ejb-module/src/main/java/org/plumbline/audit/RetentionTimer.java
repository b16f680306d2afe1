package org.plumbline.audit;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.plumbline.clinic.Clinics;
import org.plumbline.database.Unhurried;

/** Erases, once a night, what a clinic keeps no longer. */
@Stateless
public class RetentionTimer {
  private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  @Resource private SessionContext context;

  private Clinics clinics;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RetentionTimer() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public RetentionTimer(Clinics clinics, Clock clock) {
    this.clinics = clinics;
    this.clock = clock;
  }

  /** Erases the patients of each clinic who were not assessed within its retention. */
  @Schedule(hour = "3", minute = "15", persistent = false)
  public void erase() {
    var now = clock.instant();
    for (var clinic : clinics.all()) {
      if (clinic.retention().isEmpty()) {
        continue;
      }
      var before = now.atZone(ZoneOffset.UTC).minus(clinic.retention().get()).toInstant();
      try (var connection = Unhurried.connection(database)) {
        var erased = new Erasure(connection).eraseOlder(clinic.tenant(), before, "plumbline", now);
        LOG.log(Level.INFO, "retention: clinic {0}, {1} patients erased", clinic.tenant(), erased);
      } catch (SQLException e) {
        context.setRollbackOnly();
        LOG.log(Level.ERROR, "retention failed: {0}", e.getSQLState());
      }
    }
  }
}
