package org.plumbline.operation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.plumbline.clinic.Envelope;
import org.plumbline.clinic.KeyFile;

/** Lists and renews the keys under which the secrets of the server are kept. */
final class KeysCommand implements OperatorTool.Command {
  /** A table with secrets: its column, and the column by which a row is named. */
  private record Table(String name, String secret, String key) {}

  private static final List<Table> TABLES =
      List.of(new Table("signing_key", "jwk", "kid"), new Table("server_secret", "secret", "name"));

  @Override
  public String usage() {
    return """
        plumbline.sh keys list
        plumbline.sh keys renew      seals every secret under a new key; the key before stays in the file, for backups
        plumbline.sh keys forget     removes the keys before from the file""";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    var file = KeyFile.in(Path.of(System.getenv("PLUMBLINE_DATA")));
    return run(database, options.word(), file, out);
  }

  static int run(Connection database, String action, KeyFile file, PrintStream out)
      throws SQLException {
    switch (action) {
      case "list" -> file.ids().forEach(out::println);
      case "renew" -> {
        var id = file.renew();
        out.printf(
            "%d secrets are sealed under key %s in %s%n", seal(database, file), id, file.path());
      }
      case "forget" -> {
        out.printf("%d secrets are sealed under the key that stays%n", seal(database, file));
        database.commit();
        file.forgetOthers().forEach(it -> out.printf("removed key %s%n", it));
      }
      default -> throw new IllegalArgumentException("expected list, renew or forget");
    }
    return 0;
  }

  /** Seals again what is not sealed under the first key. */
  private static int seal(Connection database, KeyFile file) throws SQLException {
    var envelope = new Envelope(file);
    var sealed = 0;
    for (var table : TABLES) {
      try (var query =
              database.prepareStatement(
                  "select %s, %s from %s".formatted(table.key(), table.secret(), table.name()));
          var update =
              database.prepareStatement(
                  "update %s set %s = ? where %s = ? and %s = ?"
                      .formatted(table.name(), table.secret(), table.key(), table.secret()));
          var rows = query.executeQuery()) {
        while (rows.next()) {
          var of = table.name() + "/" + rows.getString(1);
          var kept = rows.getString(2);
          if (!envelope.isCurrent(kept)) {
            update.setString(1, envelope.seal(of, envelope.open(of, kept)));
            update.setString(2, rows.getString(1));
            update.setString(3, kept);
            update.executeUpdate();
          }
          sealed++;
        }
      }
    }
    return sealed;
  }
}
