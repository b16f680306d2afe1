package org.plumbline.history;

import java.sql.SQLException;

/** Tells a database that is away from a fault of ours, when a service could not do its work. */
public final class DatabaseAway {
  /** Classes of SQLSTATE that tell of what was written, not of the database. */
  private static final String BAD_DATA = "22";

  private static final String BROKEN_CONSTRAINT = "23";

  private DatabaseAway() {}

  /** Whether the database is the cause. */
  public static boolean isCauseOf(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException fault) {
        var state = String.valueOf(fault.getSQLState());
        return !state.startsWith(BAD_DATA) && !state.startsWith(BROKEN_CONSTRAINT);
      }
    }
    return false;
  }
}
