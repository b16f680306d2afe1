package org.plumbline.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.internal.DatasourceConnectionProviderImpl;

/**
 * The connections of Persistence: none is asked for when the database does not answer anyway, and
 * each waits no longer than the call that it serves.
 */
public class PatientConnections extends DatasourceConnectionProviderImpl {
  private static final long serialVersionUID = 1L;

  /** Timers have nobody who waits for them. */
  private static final int LONGEST_MILLIS = 30_000;

  private static final ThreadLocal<Connection> LAST = new ThreadLocal<>();

  @Override
  public Connection getConnection() throws SQLException {
    var watch = DatabaseWatch.ofThisNode();
    watch.millisToWait(LONGEST_MILLIS);
    Patience.waits();
    Connection connection;
    try {
      connection = super.getConnection();
    } finally {
      Patience.waited();
    }
    try {
      bound(connection);
      LAST.set(connection);
      return connection;
    } catch (SQLException e) {
      super.closeConnection(connection);
      throw e;
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    LAST.remove();
    super.closeConnection(connection);
  }

  private static void bound(Connection connection) throws SQLException {
    connection.setNetworkTimeout(
        Runnable::run, DatabaseWatch.ofThisNode().millisToWait(LONGEST_MILLIS));
  }

  /** Has the next statement of this thread wait no longer than what is left. */
  static void boundNext() throws SQLException {
    var connection = LAST.get();
    if (connection != null && Patience.current().isPresent()) {
      bound(connection);
    }
  }
}
