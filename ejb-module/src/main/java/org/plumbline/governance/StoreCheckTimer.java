package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.plumbline.database.Unhurried;

/** Checks the database soon after the start and every night, and raises an alarm. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoreCheckTimer {
  private static final Logger LOG = System.getLogger(StoreCheckTimer.class.getName());
  private static final AtomicBoolean CHECKED = new AtomicBoolean();
  private static final int SHOWN = 5;

  @SuppressWarnings("NullAway.Init") // the container gives it
  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private Alarms alarms;

  @SuppressWarnings("NullAway.Init")
  protected StoreCheckTimer() {} // required by the container

  @Inject
  public StoreCheckTimer(Alarms alarms) {
    this.alarms = alarms;
  }

  /** Once in the first minute after the start. */
  @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
  public void checkAfterStart() {
    if (!CHECKED.get() && check()) {
      CHECKED.set(true);
    }
  }

  /** Every night. */
  @Schedule(hour = "3", minute = "20", persistent = false)
  public void checkNightly() {
    if (!check()) {
      LOG.log(Level.WARNING, "the database was not checked: it did not answer");
    }
  }

  /** Whether it could be checked. */
  private boolean check() {
    try (var connection = Unhurried.connection(database)) {
      var faults = faults(connection);
      var what = String.join("; ", faults.stream().limit(SHOWN).toList());
      var subject = new Alarms.Subject(Alarms.Kind.STORE, "database");
      if (faults.isEmpty()) {
        alarms.clear(subject);
      } else {
        alarms.raise(subject, "%d faults: %s".formatted(faults.size(), what));
      }
      LOG.log(Level.INFO, "the database was checked: {0} faults", faults.size());
      return true;
    } catch (SQLException | EJBException databaseAway) {
      return false;
    }
  }

  /** Sees one moment, so that what is chained meanwhile is no fault. */
  private static List<String> faults(Connection connection) throws SQLException {
    var isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      return new StoreCheck(connection).faults();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation);
    }
  }
}
