package org.plumbline.audit;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinics;
import org.plumbline.database.Unhurried;
import org.plumbline.history.Visit.PatientReference;

/** Erases, once a night, what a clinic keeps no longer; a hundred patients in one transaction. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {
  private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  @Resource private UserTransaction transaction;

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

  /** What is done with a connection in a transaction. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Erases the patients of each clinic who were not assessed within its retention. */
  @Schedule(hour = "3", minute = "15", persistent = false)
  public void erase() {
    var now = clock.instant();
    for (var clinic : clinics.all()) {
      if (clinic.retention().isPresent()) {
        var before = now.atZone(ZoneOffset.UTC).minus(clinic.retention().get()).toInstant();
        try {
          var erased = erase(clinic.tenant(), before, now);
          LOG.log(
              Level.INFO, "retention: clinic {0}, {1} patients erased", clinic.tenant(), erased);
        } catch (SQLException e) {
          LOG.log(Level.ERROR, "retention failed, goes on tomorrow: {0}", e.getSQLState());
        }
      }
    }
  }

  private int erase(Tenant tenant, Instant before, Instant now) throws SQLException {
    List<PatientReference> patients =
        inTransaction(it -> new Erasure(it).lastSeenBefore(tenant, before));
    for (var batch : Erasure.batches(patients)) {
      inTransaction(
          it -> {
            new Erasure(it).erase(tenant, batch, "plumbline", now);
            return batch.size();
          });
    }
    return patients.size();
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try {
      transaction.begin();
      try (var connection = Unhurried.connection(database)) {
        var done = work.on(connection);
        transaction.commit();
        return done;
      } finally {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
          transaction.rollback();
        }
      }
    } catch (NotSupportedException
        | SystemException
        | RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException e) {
      throw new SQLException(e);
    }
  }
}
