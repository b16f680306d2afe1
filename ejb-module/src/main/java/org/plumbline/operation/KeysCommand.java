package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.database.Console;
import org.plumbline.key.Envelope;
import org.plumbline.key.KeyFile;
import picocli.CommandLine.Command;

/** Lists and renews the keys under which the secrets of the server are kept. */
@Command(name = "keys", description = "The keys under which the secrets of the server are kept.")
final class KeysCommand {
  /** A table with secrets: its column, and the column by which a row is named. */
  private record Table(String name, String secret, String key) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("signing_key", "jwk", "kid"),
          new Table("server_secret", "secret", "name"),
          new Table("patient_contact", "address", "link_id"));

  private final Console console;

  KeysCommand(Console console) {
    this.console = console;
  }

  @Command(description = "Lists the keys.")
  int list() {
    file().ids().forEach(console.out()::println);
    return 0;
  }

  @Command(
      description =
          "Seals every secret under a new key; the key before stays in the file, for backups.")
  int renew() throws SQLException, IOException {
    return console.inTransaction(it -> renew(it, file(), console.out()));
  }

  @Command(
      description = "Removes the keys before from the file, save those under which a secret stays.")
  int forget() throws SQLException, IOException {
    return console.inTransaction(it -> forget(it, file(), console.out()));
  }

  private static KeyFile file() {
    return KeyFile.in(Path.of(System.getenv("PLUMBLINE_DATA")));
  }

  static int renew(Connection database, KeyFile file, PrintStream out) throws SQLException {
    var id = file.renew();
    var found = seal(database, file);
    out.printf("%d secrets are sealed under key %s in %s%n", found.sealed(), id, file.path());
    return found.tell(out);
  }

  static int forget(Connection database, KeyFile file, PrintStream out) throws SQLException {
    var found = seal(database, file);
    out.printf("%d secrets are sealed under the key that stays%n", found.sealed());
    database.commit();
    file.forgetOthers(found.needed()).forEach(it -> out.printf("removed key %s%n", it));
    file.ids().stream()
        .filter(found.needed()::contains)
        .forEach(it -> out.printf("kept key %s, under which a secret is sealed%n", it));
    return found.tell(out);
  }

  /**
   * What became of the secrets.
   *
   * @param faults why those that stay as they were cannot be opened, with table and name of each
   * @param needed the ids of the keys under which they are sealed
   */
  private record Sealed(int sealed, List<String> faults, Set<String> needed) {
    /** The exit status. */
    int tell(PrintStream out) {
      faults.forEach(it -> out.printf("not opened, and left as it is: %s%n", it));
      return faults.isEmpty() ? 0 : 1;
    }
  }

  /** Seals again what is not sealed under the first key and can be opened. */
  private static Sealed seal(Connection database, KeyFile file) throws SQLException {
    var envelope = new Envelope(file);
    var sealed = 0;
    var faults = new ArrayList<String>();
    var needed = new HashSet<String>();
    for (var table : TABLES) {
      for (var row : rows(database, table)) {
        try {
          seal(database, table, row, envelope);
          sealed++;
        } catch (Envelope.Unreadable e) {
          faults.add(e.getMessage());
          Envelope.keyOf(row.kept()).ifPresent(needed::add);
        }
      }
    }
    return new Sealed(sealed, faults, needed);
  }

  private record Row(String key, String kept) {}

  private static List<Row> rows(Connection database, Table table) throws SQLException {
    var all = new ArrayList<Row>();
    try (var query =
            database.prepareStatement(
                "select cast(%s as varchar(100)), %s from %s"
                    .formatted(table.key(), table.secret(), table.name()));
        var rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(new Row(rows.getString(1), rows.getString(2)));
      }
    }
    return all;
  }

  private static void seal(Connection database, Table table, Row row, Envelope envelope)
      throws SQLException {
    var of = new Envelope.Of(table.name() + "/" + row.key());
    var secret = envelope.open(of, row.kept());
    if (envelope.isCurrent(row.kept())) {
      return;
    }
    try (var update =
        database.prepareStatement(
            "update %s set %s = ? where cast(%s as varchar(100)) = ? and %s = ?"
                .formatted(table.name(), table.secret(), table.key(), table.secret()))) {
      update.setString(1, envelope.seal(of, secret));
      update.setString(2, row.key());
      update.setString(3, row.kept());
      update.executeUpdate();
    }
  }
}
