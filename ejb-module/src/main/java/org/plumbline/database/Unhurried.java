package org.plumbline.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections for work that nobody waits for and that speaks to the database itself. */
public final class Unhurried {
  /** As long as the longest statement of a night may take, in milliseconds. */
  private static final int LONGEST = 300_000;

  private Unhurried() {}

  /**
   * A connection; the pool gives it with the time limit of whoever had it before.
   *
   * @throws OutOfPatience if the database does not answer anyway
   */
  public static Connection connection(DataSource database) throws SQLException {
    var wait = DatabaseWatch.ofThisNode().millisToWait(LONGEST);
    var connection = database.getConnection();
    try {
      connection.setNetworkTimeout(Runnable::run, wait);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
