package org.plumbline.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** A PostgreSQL of its own, which a test can kill and start again. */
final class PostgresProcess implements AutoCloseable {
  static final String USER = "plumbline";
  static final String PASSWORD = "of-a-test";

  private final Path binaries;
  private final Path folder;
  private final int port;

  private PostgresProcess(Path binaries, Path folder, int port) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = port;
  }

  /** Where its programs are; empty when .ci/run did not say. */
  static Optional<Path> binaries() {
    return Optional.ofNullable(System.getProperty("it.postgresql.binaries"))
        .filter(it -> !it.isBlank())
        .map(Path::of);
  }

  /** Makes a cluster and starts it. */
  static PostgresProcess start(int port) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("plumbline-postgresql");
    Files.writeString(folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      sh("chown -R postgres " + folder);
    }
    var made = new PostgresProcess(binaries().orElseThrow(), folder, port);
    made.run(
        "'%s/initdb' -D '%s/data' -A scram-sha-256 --pwfile='%s/password' -U %s -E UTF8 >/dev/null"
            .formatted(made.binaries, folder, folder, USER));
    made.begin();
    return made;
  }

  void begin() throws IOException, InterruptedException {
    for (var attempt = 0; ; attempt++) {
      try {
        run(
            "'%s/pg_ctl' -D '%s/data' -w -t 60 -l '%s/log' -o '-p %d -h 127.0.0.1 -k %s' start >/dev/null"
                .formatted(binaries, folder, folder, port, folder));
        return;
      } catch (IllegalStateException stillDying) {
        if (attempt == 50) {
          throw stillDying;
        }
        Thread.sleep(100);
      }
    }
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  void create(String database) throws SQLException {
    try (var connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
  }

  /** Stops every process, so that it takes connections and says nothing. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets them go on. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    for (var it : processes()) {
      sh("kill -%s %d 2>/dev/null || true".formatted(name, it.pid()));
    }
  }

  private java.util.List<ProcessHandle> processes() throws IOException {
    var pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip();
    var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var all = new java.util.ArrayList<>(postmaster.descendants().toList());
    all.add(0, postmaster);
    return all;
  }

  /** Kills the postmaster and every backend, as a power cut would. */
  void kill() throws IOException, InterruptedException {
    var all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    for (var it : all) {
      while (it.isAlive()) {
        Thread.sleep(5);
      }
    }
  }

  /** Saves a database as an operator would. */
  void dump(String database, Path to) throws IOException, InterruptedException {
    sh(
        "PGPASSWORD=%s '%s/pg_dump' -h 127.0.0.1 -p %d -U %s -Fc -f '%s' %s"
            .formatted(PASSWORD, binaries, port, USER, to, database));
  }

  /** Brings a saved database back under another name. */
  void restore(Path from, String database) throws IOException, InterruptedException {
    sh(
        "PGPASSWORD=%s '%s/pg_restore' -h 127.0.0.1 -p %d -U %s -d %s '%s'"
            .formatted(PASSWORD, binaries, port, USER, database, from));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void run(String command) throws IOException, InterruptedException {
    if (isRoot()) {
      check(new ProcessBuilder("su", "postgres", "-s", "/bin/sh", "-c", command), command);
    } else {
      sh(command);
    }
  }

  private static void sh(String command) throws IOException, InterruptedException {
    check(new ProcessBuilder("sh", "-c", command), command);
  }

  private static void check(ProcessBuilder builder, String command)
      throws IOException, InterruptedException {
    var process = builder.directory(Path.of("/tmp").toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + said);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("'%s/pg_ctl' -D '%s/data' -m immediate stop >/dev/null".formatted(binaries, folder));
    sh("rm -rf " + folder);
  }
}
