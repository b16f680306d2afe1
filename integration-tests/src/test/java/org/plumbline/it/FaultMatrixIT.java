package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.it.FaultProxy.Fault;
import org.plumbline.it.SteadyEhr.Call;
import org.plumbline.it.SteadyEhr.Kind;

/**
 * Everything that the server depends on breaks in every way, one after the other, while an EHR
 * calls steadily. Every call is answered, what was recorded stays, every message arrives, and
 * nobody has to do anything afterwards. The long form is a command of docs/operations.md.
 */
class FaultMatrixIT {
  private static final int A_SECOND = Integer.getInteger("fault.calls", 20);
  private static final int SECONDS = Integer.getInteger("fault.seconds", 2);

  /** Of one dependency alone, to look at it more closely; empty for all. */
  private static final String OF = System.getProperty("fault.of", "");

  /** So many seconds are not measured: what is measured are the faults, not a cold machine. */
  private static final int WARM_SECONDS = 10;

  /** The long form is run on a machine of its own, the short one wherever tests run. */
  private static final Duration RECOVERY = Duration.ofSeconds(SECONDS >= 60 ? 10 : 30);

  /** What the journal kept is recorded beside what comes, on a machine that may be busy. */
  private static final Duration LATE = Duration.ofSeconds(60);

  /** A node that was killed holds the message that it was sending for half a minute. */
  private static final Duration DELIVERY = Duration.ofSeconds(90);

  private static final int POSTGRESQL = 15486;
  private static final int DATABASE = 15487;
  private static final int KEYS = 15488;
  private static final int WEBHOOK = 15489;
  private static final int FHIR = 15490;

  @TempDir Path folder;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private PostgresProcess database;
  private ServerProcess server;
  private SteadyEhr ehr;

  private interface Step {
    void run() throws Exception;
  }

  /** How a dependency breaks, and how it is seen to work again: by a call, or by a message. */
  private record Cell(
      String dependency,
      String fault,
      Step begin,
      Step end,
      Predicate<Call> shows,
      List<Kind> kinds) {
    boolean isOfMessages() {
      return dependency.equals("webhook");
    }
  }

  /** What came of a cell; its messages may still be under way. */
  private record Row(
      Cell cell, int calls, String measured, Map<String, String> recorded, String recovered) {
    String name() {
      return cell.dependency() + ", " + cell.fault();
    }
  }

  @Test
  void everyCallIsAnsweredWhateverBreaks() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var postgresql = PostgresProcess.start(POSTGRESQL);
        var toDatabase = new FaultProxy(DATABASE, POSTGRESQL, 150)) {
      database = postgresql;
      database.create("matrix");
      try (var one = node("one", 19485)) {
        server = one;
        server.start();
        breakEach(toDatabase);
        assertEquals(0, server.command("audit", "verify").status());
      }
    }
    assertEquals(List.of(), wrong);
  }

  private void breakEach(FaultProxy toDatabase) throws Exception {
    try (var steady = new SteadyEhr(server);
        var toKeys = new FaultProxy(KEYS, steady.port(), 1000);
        var toWebhook = new FaultProxy(WEBHOOK, steady.port(), 1000);
        var toFhir = new FaultProxy(FHIR, steady.port(), 1000)) {
      ehr = steady;
      ehr.register(KEYS, FHIR, WEBHOOK);
      warm();
      run(new Cell("none", "none", () -> {}, () -> {}, Call::whole, List.of(Kind.WHOLE)));
      ofDatabase(toDatabase);
      for (var fault : Fault.values()) {
        if (fault != Fault.NONE) {
          run(keys(toKeys, fault));
          run(cell("webhook", toWebhook, fault, call -> false, Kind.WHOLE));
          run(ofEhr(toFhir, fault));
        }
      }
      killOneOfTwo();
      awaitMessages();
      print();
    }
  }

  private static Cell ofEhr(FaultProxy proxy, Fault fault) {
    return cell(
        "EHR",
        proxy,
        fault,
        it -> it.kind() == Kind.WITHOUT_INTAKE && it.whole(),
        Kind.WITHOUT_INTAKE,
        Kind.WITHOUT_RECORD);
  }

  private ServerProcess node(String name, int port) throws Exception {
    return new ServerProcess(name, port, folder)
        .on(database, "matrix")
        .withSignIn()
        .with("PLUMBLINE_DB_PATIENCE", "400")
        // One client may make 1,200 calls a minute; here one stands for all of a clinic.
        .with("PLUMBLINE_RATE_LIMIT", String.valueOf(A_SECOND * 600))
        .with("PLUMBLINE_DB_URL", "jdbc:postgresql://127.0.0.1:%d/matrix".formatted(DATABASE));
  }

  private void warm() throws Exception {
    try (var round = ehr.calls("warm", A_SECOND, List.of(Kind.values()))) {
      Thread.sleep(WARM_SECONDS * 1000L);
      round.end();
    }
  }

  private static Cell cell(
      String dependency, FaultProxy proxy, Fault fault, Predicate<Call> shows, Kind... kinds) {
    return new Cell(
        dependency,
        fault.words(),
        () -> proxy.set(fault),
        () -> proxy.set(Fault.NONE),
        shows,
        List.of(kinds));
  }

  /** Every other call is signed with a key that is published while its address is broken. */
  private Cell keys(FaultProxy proxy, Fault fault) {
    return new Cell(
        "key address",
        fault.words(),
        () -> {
          proxy.set(fault);
          ehr.publishes("key-" + fault);
        },
        () -> proxy.set(Fault.NONE),
        it -> it.kind() == Kind.NEW_KEY && it.whole(),
        List.of(Kind.WHOLE, Kind.NEW_KEY));
  }

  private void ofDatabase(FaultProxy proxy) throws Exception {
    run(ofDatabase(Fault.REFUSES.words(), database::kill, database::begin));
    run(ofDatabase(Fault.HANGS_BEFORE_HEADERS.words(), database::freeze, database::thaw));
    for (var fault : List.of(Fault.HANGS_IN_BODY, Fault.SLOW, Fault.GARBAGE, Fault.RESETS)) {
      run(cell("database", proxy, fault, Call::whole, Kind.WHOLE));
    }
    try (var other = connect()) {
      other.setAutoCommit(false);
      run(ofDatabase("locked", () -> lock(other), other::rollback));
    }
  }

  private static Cell ofDatabase(String fault, Step begin, Step end) {
    return new Cell("database", fault, begin, end, Call::whole, List.of(Kind.WHOLE));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.url("matrix"), PostgresProcess.USER, PostgresProcess.PASSWORD);
  }

  private static void lock(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("lock table assessment");
    }
  }

  private void run(Cell cell) throws Exception {
    if (!cell.dependency().contains(OF)) {
      return;
    }
    var begun = System.nanoTime();
    var patients = "c" + rows.size();
    try (var round = ehr.calls(patients, A_SECOND, cell.kinds())) {
      Thread.sleep(500);
      cell.begin().run();
      Thread.sleep(SECONDS * 500L);
      var ready = server.json("/api/health/ready").text("/database").orElse("nothing");
      Thread.sleep(SECONDS * 500L);
      cell.end().run();
      var ended = System.nanoTime();
      var recovered = recovered(cell, round, ended);
      Thread.sleep(500);
      judge(cell, round.end(), patients, recovered);
      System.out.printf(
          "fault matrix: %s: %s, recovered after %s s, readiness said %s, %d deliveries so far, took %d s%n",
          rows.get(rows.size() - 1).name(),
          rows.get(rows.size() - 1).measured(),
          rows.get(rows.size() - 1).recovered(),
          ready,
          ehr.deliveries(),
          Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }
  }

  /** How long after the end of a fault the dependency was seen to work; empty when too long. */
  private Optional<Duration> recovered(Cell cell, SteadyEhr.Round round, long ended)
      throws InterruptedException {
    while (System.nanoTime() - ended < RECOVERY.toNanos()) {
      if (cell.isOfMessages()) {
        var delivered = ehr.deliveredAt();
        if (delivered > ended) {
          return Optional.of(Duration.ofNanos(delivered - ended));
        }
      }
      for (var call : round.calls()) {
        if (call.begun() > ended && cell.shows().test(call)) {
          return Optional.of(Duration.ofNanos(call.ended() - ended));
        }
      }
      Thread.sleep(20);
    }
    return Optional.empty();
  }

  private void judge(Cell cell, List<Call> calls, String patients, Optional<Duration> recovered)
      throws Exception {
    var name = cell.dependency() + ", " + cell.fault();
    var answered = calls.stream().filter(Call::answered).count();
    expect(
        answered == calls.size(),
        name,
        (calls.size() - answered) + " calls without an answer, by status " + unanswered(calls));
    var seen = calls.stream().filter(it -> it.status() == 200 && it.critical()).toList();
    var atOnce = seen.stream().filter(it -> it.assessment().isPresent()).count();
    var recorded = recorded(seen, patients);
    var kept = seen.stream().filter(it -> recorded.containsKey("Patient/" + it.patient())).count();
    expect(kept == seen.size(), name, (seen.size() - kept) + " not recorded");
    var lost =
        calls.stream()
            .flatMap(it -> it.assessment().stream())
            .filter(it -> !recorded.containsValue(it.toString()))
            .count();
    expect(lost == 0, name, lost + " acknowledged rows lost");
    expect(recovered.isPresent(), name, "no recovery within " + RECOVERY);
    rows.add(
        new Row(
            cell,
            calls.size(),
            "%d | %d | %d of %d (%d at once)"
                .formatted(answered, p99(calls), kept, seen.size(), atOnce),
            recorded,
            recovered.map(it -> "%.1f".formatted(it.toMillis() / 1e3)).orElse("not")));
  }

  /** By status, and when in the cell they began. */
  private static String unanswered(List<Call> calls) {
    var first = calls.stream().mapToLong(Call::begun).min().orElse(0);
    var seconds =
        calls.stream()
            .filter(it -> !it.answered())
            .mapToDouble(it -> (it.begun() - first) / 1e9)
            .summaryStatistics();
    var statuses =
        calls.stream()
            .filter(it -> !it.answered())
            .collect(Collectors.groupingBy(Call::status, Collectors.counting()));
    return "%s, second %.1f to %.1f".formatted(statuses, seconds.getMin(), seconds.getMax());
  }

  private void expect(boolean holds, String where, String what) {
    if (!holds) {
      System.out.println("fault matrix: wrong: " + where + ": " + what);
      wrong.add(where + ": " + what);
    }
  }

  private static long p99(List<Call> calls) {
    var millis = calls.stream().mapToLong(Call::millis).sorted().toArray();
    return millis.length == 0 ? 0 : millis[millis.length * 99 / 100];
  }

  /** The assessment of each patient who was seen, once all are there or it takes too long. */
  private Map<String, String> recorded(List<Call> seen, String patients) throws Exception {
    var end = System.nanoTime() + LATE.plusSeconds(SECONDS).toNanos();
    while (true) {
      var found = new HashMap<String, String>();
      try (var connection = connect();
          var query =
              connection.prepareStatement(
                  "select patient, id from assessment where patient like ?")) {
        query.setString(1, "Patient/" + patients + "-%");
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            var twice = found.put(rows.getString(1), rows.getString(2));
            expect(twice == null, rows.getString(1), "recorded twice");
          }
        }
      }
      var missing = new HashSet<String>();
      seen.forEach(it -> missing.add("Patient/" + it.patient()));
      missing.removeAll(found.keySet());
      if (missing.isEmpty() || System.nanoTime() > end) {
        return found;
      }
      Thread.sleep(100);
    }
  }

  /** How many assessments were told under one id: a receiver that keeps ids saw each once. */
  private long delivered(Row row) {
    return row.recorded().values().stream().filter(it -> ehr.messagesAbout(it).size() == 1).count();
  }

  /**
   * Fifty emergencies a second are more than one receiver is told in that time: it is waited on.
   */
  private void awaitMessages() throws InterruptedException {
    var told = ehr.deliveries();
    var end = System.nanoTime() + DELIVERY.toNanos();
    while (rows.stream().anyMatch(it -> delivered(it) < it.recorded().size())
        && System.nanoTime() < end) {
      Thread.sleep(500);
      if (ehr.deliveries() > told) {
        told = ehr.deliveries();
        end = System.nanoTime() + DELIVERY.toNanos();
      }
    }
    for (var row : rows) {
      var missing = row.recorded().size() - delivered(row);
      expect(missing == 0, row.name(), missing + " not told once");
    }
  }

  /** What was asked of the node that is killed, the EHR asks of the other. */
  private void killOneOfTwo() throws Exception {
    try (var other = node("other", 19685)) {
      other.start();
      ehr.alsoCalls(other);
      run(
          new Cell(
              "two nodes",
              "one is killed",
              other::kill,
              () -> {},
              it -> it.again() && it.whole(),
              List.of(Kind.WHOLE)));
    }
  }

  private void print() {
    var table =
        new StringBuilder(
            """
            | dependency | fault | calls | answered | p99 ms | recorded | delivered once | recovered after s |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
    for (var row : rows) {
      table.append(
          "| %s | %s | %d | %s | %d of %d | %s |\n"
              .formatted(
                  row.cell().dependency(),
                  row.cell().fault(),
                  row.calls(),
                  row.measured(),
                  delivered(row),
                  row.recorded().size(),
                  row.recovered()));
    }
    System.out.print(table + "| mail | none: the server sends no mail | | | | | | |\n");
  }
}
