package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged as recorded is found after kill -9, at random moments under load. The long
 * form is a command of docs/operations.md.
 */
class KillIT {
  private static final int SERVER_KILLS = Integer.getInteger("kill.wildfly", 3);
  private static final int DATABASE_KILLS = Integer.getInteger("kill.postgresql", 5);
  private static final int REQUESTS = Integer.getInteger("kill.requests", 300);
  private static final int CALLERS = 3;
  private static final int CREATED = 201;

  private final Random random = new Random(7);
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger notRecorded = new AtomicInteger();

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesKillsOfTheServerWithItsOwnDatabase() throws Exception {
    try (var server = new ServerProcess("killed", 19480, folder)) {
      killServer(server);
      server.start();
      assertAcknowledgedIsFound(server, "its own");
    }
  }

  @Test
  void whatWasAcknowledgedOnPostgresqlSurvivesKillsOfBoth() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var database = PostgresProcess.start(15481)) {
      database.create("killed");
      try (var server = new ServerProcess("killed", 19480, folder).on(database, "killed")) {
        killServer(server);
        server.start();
        killDatabase(server, database);
        assertAcknowledgedIsFound(server, "PostgreSQL");
      }
    }
  }

  private void killServer(ServerProcess server) throws Exception {
    for (var kill = 0; kill < SERVER_KILLS; kill++) {
      server.start();
      underLoad(server, REQUESTS / (SERVER_KILLS + DATABASE_KILLS), server::kill);
    }
  }

  /** The server stays, answers without recording, and records again by itself. */
  private void killDatabase(ServerProcess server, PostgresProcess database) throws Exception {
    for (var kill = 0; kill < DATABASE_KILLS; kill++) {
      underLoad(
          server,
          REQUESTS / (SERVER_KILLS + DATABASE_KILLS),
          () -> {
            database.kill();
            var before = notRecorded.get();
            await(() -> notRecorded.get() > before);
            assertTrue(server.get("/api/health/ready").body().contains("\"status\":\"DEGRADED\""));
            database.begin();
            var after = acknowledged.size();
            await(() -> acknowledged.size() > after);
          });
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    for (var turn = 0; !condition.holds(); turn++) {
      assertTrue(turn < 3000, "waited for a minute");
      Thread.sleep(20);
    }
  }

  private interface Kill {
    void now() throws IOException, InterruptedException;
  }

  /** Sends intakes, strikes at a random moment after the given number, and stops sending. */
  private void underLoad(ServerProcess server, int atLeast, Kill kill) throws Exception {
    var running = new AtomicBoolean(true);
    var callers = new Thread[CALLERS];
    for (var i = 0; i < CALLERS; i++) {
      callers[i] = new Thread(() -> send(server, running));
      callers[i].start();
    }
    var goal = acknowledged.size() + atLeast;
    await(() -> acknowledged.size() >= goal);
    Thread.sleep(random.nextInt(200));
    kill.now();
    running.set(false);
    for (var caller : callers) {
      caller.join();
    }
  }

  private void send(ServerProcess server, AtomicBoolean running) {
    while (running.get()) {
      try {
        var answer =
            server.post(
                "/api/assessments",
                "application/json",
                "{\"patient\":\"p%d\",\"facts\":{\"saddle-numbness\":\"present\",\"leg-pain\":\"absent\",\"age\":40}}"
                    .formatted(sent.incrementAndGet()));
        if (answer.statusCode() == CREATED) {
          acknowledged.add(UUID.fromString(Json.parse(answer.body()).text("/id").orElseThrow()));
        } else {
          assertEquals(200, answer.statusCode(), answer.body());
          assertTrue(answer.body().contains("\"recorded\":false"), answer.body());
          notRecorded.incrementAndGet();
        }
      } catch (IOException killed) {
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertAcknowledgedIsFound(ServerProcess server, String where)
      throws SQLException, IOException, InterruptedException {
    var found = server.assessments();
    var lost = new HashSet<>(acknowledged);
    lost.removeAll(found);
    System.out.printf(
        "kill: %s, %d kills of WildFly, %d of PostgreSQL, %d acknowledged, %d of them found, %d answered without recording, %d recorded without an answer%n",
        where,
        SERVER_KILLS,
        where.equals("its own") ? 0 : DATABASE_KILLS,
        acknowledged.size(),
        acknowledged.size() - lost.size(),
        notRecorded.get(),
        found.size() - (acknowledged.size() - lost.size()));
    assertEquals(Set.of(), lost);
    assertTrue(acknowledged.size() >= REQUESTS * SERVER_KILLS / (SERVER_KILLS + DATABASE_KILLS));
    var audit = server.command("audit", "verify");
    assertEquals(0, audit.status(), audit.text());
  }
}
