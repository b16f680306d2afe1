package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of its own, started as an operator would, which a test can kill and start again. */
final class ServerProcess implements AutoCloseable {
  private static final Path BUILT = Path.of(System.getProperty("it.server")).normalize();
  private static final Duration START = Duration.ofSeconds(120);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final int port;
  private final Path data;
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> options = new ArrayList<>(List.of("--demo"));
  private Process process;

  /** A server in demo mode, not started yet; its clock is the file {@code clock} of its folder. */
  ServerProcess(String name, int port, Path data) throws IOException, InterruptedException {
    this.port = port;
    this.data = data;
    this.home = data.resolve("server-" + name);
    Files.createDirectories(data);
    if (!Files.exists(home)) {
      run("cp", "-R", BUILT.toString(), home.toString());
      // The server that was built may have run for other tests; their lines are not this one's.
      Files.deleteIfExists(log());
      var logging = home.resolve("standalone/configuration/logging.properties");
      Files.writeString(
          logging, Files.readString(logging).replace(BUILT.toString(), home.toString()));
    }
    environment.put("PLUMBLINE_PORT", String.valueOf(port));
    environment.put("PLUMBLINE_DATA", data.toString());
    // The machine that tests is busy; who tests patience says how much.
    environment.put("PLUMBLINE_DB_PATIENCE", "5000");
    environment.put("PLUMBLINE_CLOCK_FILE", data.resolve("clock").toString());
  }

  /** Lets it use the file of earlier versions in place of the database that comes with it. */
  ServerProcess onFile() {
    environment.put(
        "PLUMBLINE_DB_URL",
        "jdbc:h2:file:%s/plumbline;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;AUTO_SERVER=TRUE;WRITE_DELAY=0"
            .formatted(data));
    environment.put("PLUMBLINE_DB_DRIVER", "h2");
    environment.put("PLUMBLINE_DB_USER", "sa");
    environment.put("PLUMBLINE_DB_PASSWORD", "sa");
    return this;
  }

  /** Lets it use this database in place of a file. */
  ServerProcess on(PostgresProcess database, String name) {
    environment.put("PLUMBLINE_DB_DRIVER", "postgresql");
    environment.put("PLUMBLINE_DB_URL", database.url(name));
    environment.put("PLUMBLINE_DB_USER", PostgresProcess.USER);
    environment.put("PLUMBLINE_DB_PASSWORD", PostgresProcess.PASSWORD);
    return this;
  }

  /** Lets it start with a clinic of invented patients. */
  ServerProcess seeded() {
    options.add("--seed");
    return this;
  }

  /** Lets it ask everybody for a token, as at a clinic. */
  ServerProcess withSignIn() {
    options.remove("--demo");
    environment.put("PLUMBLINE_URL", base());
    environment.put("PLUMBLINE_TLS", "none");
    return this;
  }

  /** Sets a setting of its environment. */
  ServerProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  String databaseUrl() {
    return environment.get("PLUMBLINE_DB_URL");
  }

  java.sql.Connection connect() throws java.sql.SQLException {
    if (databaseUrl() != null) {
      return java.sql.DriverManager.getConnection(
          databaseUrl(),
          environment.get("PLUMBLINE_DB_USER"),
          environment.get("PLUMBLINE_DB_PASSWORD"));
    }
    return java.sql.DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(postmaster().get(3).strip()),
        "plumbline",
        lines(data.resolve("postgresql.password")).get(0).strip());
  }

  /** The lines that PostgreSQL writes about its first process; none when it is not there. */
  private List<String> postmaster() {
    return lines(data.resolve("postgresql/postmaster.pid"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log() {
    return home.resolve("standalone/log/server.log");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  /** Starts it and waits until it is ready. */
  ServerProcess start() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command(options))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("console-" + port + ".log").toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    var end = System.nanoTime() + START.toNanos();
    while (!ready()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("the server did not start, see " + log());
      }
      Thread.sleep(100);
    }
    return this;
  }

  private List<String> command(List<String> arguments) {
    var command = new ArrayList<>(List.of("sh", home.resolve("bin/plumbline.sh").toString()));
    command.addAll(arguments);
    return command;
  }

  boolean ready() throws InterruptedException {
    try {
      return get("/api/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The number of the process that is the server itself. */
  long java() {
    return process
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** Kills it as a power cut would: the script, the server below it, and its database. */
  void kill() throws InterruptedException {
    var all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.addAll(0, database());
    end(all);
  }

  /** Kills its database alone; what watches it starts it again. */
  void killDatabase() throws InterruptedException {
    end(database());
  }

  private List<ProcessHandle> database() {
    return postmaster().stream()
        .limit(1)
        .flatMap(it -> ProcessHandle.of(Long.parseLong(it.strip())).stream())
        .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
        .toList();
  }

  private static void end(List<ProcessHandle> all) throws InterruptedException {
    all.forEach(ProcessHandle::destroyForcibly);
    for (var it : all) {
      while (it.isAlive()) {
        Thread.sleep(10);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process == null) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroy);
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill();
    }
    // Its database ends a second later by itself, and now for a test that removes the folder.
    if (databaseUrl() == null) {
      try {
        database("stop");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Has database.sh start or stop its database; gives the status. */
  int database(String what) throws IOException, InterruptedException {
    var script = new ProcessBuilder("sh", home.resolve("bin/database.sh").toString(), what);
    script.environment().putAll(environment);
    return script.inheritIO().start().waitFor();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** Calls as a client that signs, and waits no longer than it says. */
  HttpResponse<String> post(String path, String token, Duration patience, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", Ehr.JSON)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  Json json(String path) throws IOException, InterruptedException {
    var answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " " + answer.statusCode() + " " + answer.body());
    }
    return Json.parse(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  /** Moves the clock of every server that has this data folder. */
  void moveClock(Duration by) throws IOException, InterruptedException {
    var next = data.resolve("clock.next");
    Files.writeString(next, by.toString());
    Files.move(next, data.resolve("clock"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    Thread.sleep(1100); // it is read again each second
  }

  /** What a command said. */
  record Said(int status, String text) {}

  /** Runs a command of the operator. */
  Said command(String... arguments) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(List.of(arguments))).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var running = builder.start();
    var text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(running.waitFor(), text);
  }

  /** Every assessment that is recorded. */
  Set<UUID> assessments() throws SQLException {
    var found = new HashSet<UUID>();
    try (var connection = connect();
        var query = connection.createStatement();
        var rows = query.executeQuery("select id from assessment")) {
      while (rows.next()) {
        found.add(rows.getObject(1, UUID.class));
      }
    }
    return found;
  }
}
