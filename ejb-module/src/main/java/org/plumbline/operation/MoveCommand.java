package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.AuditChain;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Moves what the file of an earlier version holds into the database that comes with the server, or
 * into one that is named: all of it or nothing. The file is read, and never changed.
 */
@Command(
    name = "move",
    description =
        "Moves what the file of an earlier version holds into an empty database; no server may"
            + " run.")
final class MoveCommand implements Callable<Integer> {
  private static final String ENDING = ".mv.db";
  private static final String USER = "sa";
  private static final int AT_ONCE = 500;

  /** The one row that a new database has: where the chain of the audit begins. */
  private static final String HEAD = "audit_head";

  private static final String HISTORY = "flyway_schema_history";

  private final Console console;

  @Option(
      names = "--from",
      paramLabel = "<plumbline.mv.db>",
      description =
          "The file stays: the one in PLUMBLINE_DATA is called plumbline.mv.db.moved afterwards, as"
              + " the server would go on with it.")
  private @Nullable Path from;

  MoveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    var inFolder = Path.of(System.getenv("PLUMBLINE_DATA")).resolve("plumbline" + ENDING);
    var file = (from == null ? inFolder : from).toAbsolutePath();
    if (!file.toString().endsWith(ENDING) || !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is no file of an earlier version");
    }
    return console.inTransaction(it -> moveFrom(file, inFolder, it, console.out()));
  }

  private static int moveFrom(Path file, Path inFolder, Connection database, PrintStream out)
      throws SQLException, IOException {
    // Ends here what this connection has begun, so that nothing waits for it.
    database.rollback();
    if (MigrateTool.run(
            System.getenv("PLUMBLINE_DB_URL"),
            System.getenv("PLUMBLINE_DB_USER"),
            System.getenv("PLUMBLINE_DB_PASSWORD"),
            out)
        != 0) {
      return 1;
    }
    var status = moveFile(file, database, out);
    if (status == 0 && Files.exists(inFolder) && Files.isSameFile(file, inFolder)) {
      database.commit();
      var moved = Files.move(file, file.resolveSibling(file.getFileName() + ".moved"));
      out.printf("the file is kept as %s%n", moved);
    }
    return status;
  }

  /** Brings a copy up to date, so that the file stays as it is. */
  static int moveFile(Path file, Connection database, PrintStream out)
      throws SQLException, IOException {
    try (var unused = DriverManager.getConnection(url(file, ";ACCESS_MODE_DATA=r"), USER, USER)) {
      out.printf("moving what %s holds%n", file);
    } catch (SQLException e) {
      throw new IOException(file + " cannot be opened; a server must not run on it", e);
    }
    var copy = file.resolveSibling("moving-" + file.getFileName());
    Files.copy(file, copy);
    try {
      if (MigrateTool.run(url(copy, ""), USER, USER, out) != 0) {
        return 1;
      }
      try (var source = DriverManager.getConnection(url(copy, ""), USER, USER)) {
        return move(source, database, out);
      }
    } finally {
      Files.deleteIfExists(copy);
      Files.deleteIfExists(copy.resolveSibling(name(copy) + ".trace.db"));
    }
  }

  private static String name(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  private static String url(Path file, String further) {
    return "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE%s"
        .formatted(file.resolveSibling(name(file)), further);
  }

  /** Copies every row, in the transaction of the target; takes all back when anything differs. */
  static int move(Connection source, Connection target, PrintStream out) throws SQLException {
    var tables = inOrder(target);
    if (!names(source).equals(new TreeSet<>(tables))) {
      throw new IllegalArgumentException("the two have not the same tables");
    }
    for (var table : tables) {
      if (!table.equals(HEAD) && count(target, table) > 0) {
        throw new IllegalArgumentException(
            "the database is not empty: it has rows in %s; nothing was moved".formatted(table));
      }
    }
    if (new AuditChain(target).head().seq() != 0) {
      throw new IllegalArgumentException("the database is not empty: it has an audit");
    }
    try (var delete = target.createStatement()) {
      delete.executeUpdate("delete from " + HEAD);
    }
    var counts = new TreeMap<String, Long>();
    for (var table : tables) {
      counts.put(table, copy(source, target, table));
    }
    var faults = faults(source, target, counts);
    if (!faults.isEmpty()) {
      target.rollback();
      faults.forEach(it -> out.printf("FAULT %s%n", it));
      out.println("nothing was moved");
      return 1;
    }
    counts.forEach((table, rows) -> out.printf("%9d %s%n", rows, table));
    var verdict = new AuditChain(target).verify(new AuditChain(source).head());
    verdict.faults().forEach(it -> out.printf("FAULT of the file before: %s%n", it));
    out.printf("moved; %d links of the audit checked%n", verdict.links());
    return 0;
  }

  private static List<String> faults(
      Connection source, Connection target, TreeMap<String, Long> counts) throws SQLException {
    var faults = new ArrayList<String>();
    for (var it : counts.entrySet()) {
      var there = count(source, it.getKey());
      var here = count(target, it.getKey());
      if (there != here) {
        faults.add("%s has %d rows of %d".formatted(it.getKey(), here, there));
      }
    }
    if (!new AuditChain(source).verify().equals(new AuditChain(target).verify())) {
      faults.add("the chain of the audit is not the one of the file");
    }
    return faults;
  }

  private static long copy(Connection source, Connection target, String table) throws SQLException {
    var columns = columns(target, table);
    var names = String.join(", ", columns);
    try (var query = source.prepareStatement("select %s from %s".formatted(names, table));
        var insert =
            target.prepareStatement(
                "insert into %s (%s) values (%s)"
                    .formatted(
                        table,
                        names,
                        String.join(", ", Collections.nCopies(columns.size(), "?"))));
        var rows = query.executeQuery()) {
      var copied = 0L;
      while (rows.next()) {
        for (var i = 1; i <= columns.size(); i++) {
          insert.setObject(i, rows.getObject(i));
        }
        insert.addBatch();
        copied++;
        if (copied % AT_ONCE == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      return copied;
    }
  }

  private static long count(Connection database, String table) throws SQLException {
    try (var query = database.prepareStatement("select count(*) from " + table);
        var row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Set<String> names(Connection database) throws SQLException {
    var names = new TreeSet<String>();
    try (var found =
        database
            .getMetaData()
            .getTables(null, schema(database), null, new String[] {"TABLE", "BASE TABLE"})) {
      while (found.next()) {
        names.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    names.remove(HISTORY);
    return names;
  }

  private static String schema(Connection database) throws SQLException {
    return String.valueOf(database.getSchema());
  }

  private static List<String> columns(Connection database, String table) throws SQLException {
    var names = new ArrayList<String>();
    try (var found = database.getMetaData().getColumns(null, schema(database), table, null)) {
      while (found.next()) {
        names.add(found.getString("COLUMN_NAME"));
      }
    }
    return names;
  }

  /** Each after those that it refers to. */
  private static List<String> inOrder(Connection database) throws SQLException {
    var left = names(database);
    var ordered = new LinkedHashSet<String>();
    while (!left.isEmpty()) {
      var next = new TreeSet<String>();
      for (var table : left) {
        var before = refersTo(database, table);
        before.remove(table);
        if (ordered.containsAll(before)) {
          next.add(table);
        }
      }
      if (next.isEmpty()) {
        throw new IllegalStateException(
            left.stream()
                .collect(Collectors.joining(", ", "tables that refer to each other: ", "")));
      }
      ordered.addAll(next);
      left.removeAll(next);
    }
    return List.copyOf(ordered);
  }

  private static Set<String> refersTo(Connection database, String table) throws SQLException {
    var names = new TreeSet<String>();
    try (var found = database.getMetaData().getImportedKeys(null, schema(database), table)) {
      while (found.next()) {
        names.add(found.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
