package org.plumbline.operation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Saves the database of a small clinic while the server runs: the file of earlier versions, or the
 * one that comes with the server as PostgreSQL's own base backup would, with the log that was
 * written meanwhile. See <a
 * href="https://www.postgresql.org/docs/current/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">its
 * manual</a>.
 */
@Command(
    name = "backup",
    description = "Saves the database that comes with the server; others have pg_dump.")
final class BackupCommand implements Callable<Integer> {
  private static final String FOLDER = "postgresql";
  private static final String LOG = "pg_wal";

  /** Folders of which only their being there matters. */
  private static final Set<String> EMPTY =
      Set.of(
          LOG,
          "pg_dynshmem",
          "pg_notify",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");

  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "backup_label");

  private final Console console;

  BackupCommand(Console console) {
    this.console = console;
  }

  @Option(
      names = "--to",
      required = true,
      paramLabel = "<zip file>",
      description = "the file that is made")
  private @Nullable Path to;

  @Override
  public Integer call() throws SQLException, IOException {
    var file = requireNonNull(to).toAbsolutePath();
    return console.inTransaction(
        database -> {
          if (database.getMetaData().getDatabaseProductName().equals("H2")) {
            saveFile(database, file);
          } else {
            save(database, file);
          }
          console.out().printf("saved to %s%n", file);
          return 0;
        });
  }

  private static void saveFile(Connection database, Path to) throws SQLException {
    try (var backup = database.prepareStatement("backup to ?")) {
      backup.setString(1, to.toString());
      backup.execute();
    }
  }

  private static void save(Connection database, Path to) throws SQLException, IOException {
    var data = Path.of(System.getenv().getOrDefault("PLUMBLINE_DATA", "."));
    var cluster = data.resolve(FOLDER);
    if (!Files.isDirectory(cluster)) {
      throw new IllegalArgumentException(
          "the database did not come with this server; use pg_dump -Fc");
    }
    try (var zip = new ZipOutputStream(Files.newOutputStream(to))) {
      text(database, "select cast(pg_backup_start('plumbline', true) as text)");
      for (var it : below(cluster)) {
        if (!isOfTheLog(cluster, it)) {
          add(zip, data, it);
        }
      }
      var label = text(database, "select labelfile from pg_backup_stop(false)");
      zip.putNextEntry(new ZipEntry(FOLDER + "/backup_label"));
      zip.write(label.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      for (var it : below(cluster.resolve(LOG))) {
        add(zip, data, it);
      }
      add(zip, data, data.resolve("postgresql.password"));
    }
  }

  private static boolean isOfTheLog(Path cluster, Path file) {
    var name = cluster.relativize(file);
    return name.getNameCount() > 1
        ? EMPTY.contains(name.getName(0).toString())
        : LEFT_OUT.contains(name.toString());
  }

  private static List<Path> below(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      return found.filter(it -> !it.equals(folder)).toList();
    }
  }

  /** A file that is gone meanwhile, or half written, is in the log. */
  private static void add(ZipOutputStream zip, Path data, Path file) throws IOException {
    var name = data.relativize(file).toString().replace('\\', '/');
    try {
      if (Files.isDirectory(file)) {
        zip.putNextEntry(new ZipEntry(name + "/"));
      } else {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
      }
    } catch (NoSuchFileException gone) {
      // See above.
    }
    zip.closeEntry();
  }

  private static String text(Connection database, String sql) throws SQLException {
    try (var query = database.createStatement();
        var found = query.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }
}
