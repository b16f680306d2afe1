package org.plumbline.database;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * What a command of the operator works with.
 *
 * @param out where it says what it did
 */
public record Console(Database database, PrintStream out, Clock clock) {
  /** The one on which {@code plumbline.sh} was called. */
  public static Console ofEnvironment() {
    return new Console(ToolDatabase::open, System.out, Clock.systemUTC());
  }

  /** Where a connection comes from; whoever opens it closes it. */
  @FunctionalInterface
  public interface Database {
    Connection open() throws SQLException;
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @return the exit status; 0 when all is well
     * @throws IllegalArgumentException if what was given does not fit; the message says why
     */
    int on(Connection connection) throws SQLException, IOException;
  }

  /** Does something, and keeps it unless it throws. */
  public int inTransaction(Work work) throws SQLException, IOException {
    try (var connection = database.open()) {
      connection.setAutoCommit(false);
      var status = work.on(connection);
      connection.commit();
      return status;
    }
  }
}
