package org.plumbline.operation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/** Saves the database file of a small clinic while the server runs. */
final class BackupCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return "plumbline.sh backup --to <zip file>    (of the file database; PostgreSQL has pg_dump)";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    var to = Path.of(options.one("to")).toAbsolutePath();
    if (!database.getMetaData().getDatabaseProductName().equals("H2")) {
      throw new IllegalArgumentException("the database is not a file; use pg_dump -Fc");
    }
    try (var backup = database.prepareStatement("backup to ?")) {
      backup.setString(1, to.toString());
      backup.execute();
    }
    out.printf("saved to %s%n", to);
    return 0;
  }
}
