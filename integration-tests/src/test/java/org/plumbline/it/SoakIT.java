package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.it.SteadyEhr.Call;
import org.plumbline.it.SteadyEhr.Kind;

/**
 * Steady use for an hour leaves nothing behind but rows: threads and descriptors do not grow, and
 * what was acknowledged is there. Runs by the command of docs/operations.md alone.
 */
class SoakIT {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 0);
  private static final int A_SECOND = Integer.getInteger("soak.calls", 20);

  /** Pools are filled, caches warm and classes compiled by then. */
  private static final int WARM_SECONDS = 60;

  /** Two in so many are emergencies: a board with thousands of them is no clinic. */
  private static final int EMERGENCY = 50;

  /** Pools may still fill up: those of the lanes hold 64 threads, those of timers a few. */
  private static final int MORE_THREADS = 40;

  /** Connections to the database, and of callers that are kept open. */
  private static final int MORE_DESCRIPTORS = 100;

  @TempDir Path folder;

  /** What the server takes; bytes save where it says otherwise. */
  private record Size(long heap, int threads, int descriptors, long resident, long database) {
    @Override
    public String toString() {
      return "| %.0f | %d | %d | %.0f | %.0f |"
          .formatted(heap / 1e6, threads, descriptors, resident / 1e6, database / 1e6);
    }
  }

  @Test
  void steadyUseLeavesNothingBehindButRows() throws Exception {
    assumeTrue(MINUTES > 0, "it takes an hour: .ci/endurance SoakIT -Dsoak.minutes=60");
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "threads and descriptors are read in /proc");
    // One client may make 1,200 calls a minute: what a busy machine held up would be too many.
    try (var server =
        new ServerProcess("soak", 19480, folder)
            .with("PLUMBLINE_RATE_LIMIT", String.valueOf(A_SECOND * 600))) {
      server.start();
      soak(server);
    }
  }

  private static void soak(ServerProcess server) throws Exception {
    try (var ehr = new SteadyEhr(server)) {
      ehr.register(ehr.port(), ehr.port(), ehr.port());
      use(server, ehr, "warm", WARM_SECONDS);
      var before = size(server);
      var calls = use(server, ehr, "soak", MINUTES * 60);
      var after = size(server);
      var rows = server.assessments();
      var acknowledged = calls.stream().flatMap(it -> it.assessment().stream()).toList();
      var lost = new HashSet<>(acknowledged);
      lost.removeAll(rows);
      System.out.printf(
          "soak: %d minutes, %d calls, %d answered, %d acknowledged, %d of them lost, %d rows, %d told%n| | heap after collection MB | threads | descriptors | resident MB | database MB |%n|---|---|---|---|---|---|%n| before %s%n| after %s%n",
          MINUTES,
          calls.size(),
          calls.stream().filter(Call::answered).count(),
          acknowledged.size(),
          lost.size(),
          rows.size(),
          ehr.deliveries(),
          before,
          after);
      assertEquals(Set.of(), lost);
      assertEquals(List.of(), calls.stream().filter(it -> !it.answered()).toList());
      assertTrue(after.threads() <= before.threads() + MORE_THREADS, "threads");
      assertTrue(after.descriptors() <= before.descriptors() + MORE_DESCRIPTORS, "descriptors");
    }
  }

  /** Calls of an EHR, with a clinician who looks at the board and an operator who measures. */
  private static List<Call> use(ServerProcess server, SteadyEhr ehr, String patients, int seconds)
      throws Exception {
    var kinds = new ArrayList<>(Collections.nCopies(EMERGENCY, Kind.MILD));
    kinds.set(0, Kind.WHOLE);
    kinds.set(1, Kind.WITHOUT_RECORD);
    try (var round = ehr.calls(patients, A_SECOND, kinds)) {
      var end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end) {
        for (var path : List.of("/app/board", "/api/metrics", "/api/health/ready")) {
          assertEquals(200, server.get(path).statusCode(), path);
        }
        Thread.sleep(5_000);
      }
      return round.end();
    }
  }

  private static Size size(ServerProcess server) throws Exception {
    var pid = server.java();
    var proc = Path.of("/proc", String.valueOf(pid));
    var status = Files.readAllLines(proc.resolve("status"));
    return new Size(
        live(pid),
        (int) number(status, "Threads:"),
        count(proc.resolve("fd")),
        number(status, "VmRSS:") * 1024,
        database(server));
  }

  private static long number(List<String> status, String name) {
    return status.stream()
        .filter(it -> it.startsWith(name))
        .map(it -> it.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private static int count(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return (int) files.count();
    }
  }

  /** Bytes of all objects that are reachable; counting them collects the others. */
  private static long live(long pid) throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var total = said.strip().substring(said.strip().lastIndexOf('\n') + 1).strip().split("\\s+");
    assertEquals("Total", total[0], said);
    return Long.parseLong(total[2]);
  }

  private static long database(ServerProcess server) throws SQLException {
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows = query.executeQuery("select pg_database_size(current_database())")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
