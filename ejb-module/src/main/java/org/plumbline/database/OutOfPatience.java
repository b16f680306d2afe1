package org.plumbline.database;

import java.sql.SQLTransientConnectionException;

/** A call has waited for the database as long as it may, or need not begin to wait. */
public final class OutOfPatience extends SQLTransientConnectionException {
  private static final long serialVersionUID = 1L;
  private static final String NO_CONNECTION = "08000";

  OutOfPatience(String why) {
    super(why, NO_CONNECTION);
  }
}
