package org.plumbline.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database as the commands find it: by PLUMBLINE_DB_URL, _USER and _PASSWORD. */
public final class ToolDatabase {
  private ToolDatabase() {}

  /** Opens it; whoever has it closes it. */
  public static Connection open() throws SQLException {
    return DriverManager.getConnection(
        System.getenv("PLUMBLINE_DB_URL"),
        System.getenv("PLUMBLINE_DB_USER"),
        System.getenv("PLUMBLINE_DB_PASSWORD"));
  }
}
