package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: each follow-up is called once, and the audit is one chain. */
class TwoNodesIT {
  private static final int PATIENTS = Integer.getInteger("nodes.patients", 120);
  private static final List<String> FACTS =
      List.of(
          "{\"saddle-numbness\":\"present\"}",
          "{\"leg-pain\":\"present\",\"age\":40}",
          "{\"age\":30}");

  @TempDir Path folder;

  @Test
  void eachFollowUpIsCalledExactlyOnce() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var database = PostgresProcess.start(15482)) {
      database.create("nodes");
      try (var one = new ServerProcess("one", 19480, folder).on(database, "nodes");
          var other = new ServerProcess("other", 19680, folder).on(database, "nodes")) {
        one.start();
        other.start();
        for (var i = 0; i < PATIENTS; i++) {
          var body = "{\"patient\":\"n%d\",\"facts\":%s}".formatted(i, FACTS.get(i % FACTS.size()));
          assertEquals(
              201,
              (i % 2 == 0 ? one : other)
                  .post("/api/assessments", "application/json", body)
                  .statusCode());
        }
        var scheduled = count(one, "select count(*) from follow_up where state = 'scheduled'");
        one.moveClock(Duration.ofDays(60));
        waitUntilNoneIsScheduled(one);
        var called =
            count(one, "select count(*) from follow_up_event where state in ('due', 'escalated')");
        var twice =
            count(
                one,
                "select count(*) from (select follow_up_id from follow_up_event where state in ('due', 'escalated') group by follow_up_id having count(*) <> 1) t");
        var byOne = called(one);
        var byOther = called(other);
        System.out.printf(
            "two nodes: %d follow-ups scheduled, %d called (%d by one node, %d by the other), %d called twice%n",
            scheduled, called, byOne, byOther, twice);
        assertTrue(scheduled >= 2L * PATIENTS);
        assertEquals(scheduled, called);
        assertEquals(0, twice);
        assertEquals(scheduled, byOne + byOther);
        Thread.sleep(2000); // the chain is linked each second
        var audit = one.command("audit", "verify");
        assertEquals(0, audit.status(), audit.text());
      }
    }
  }

  private static void waitUntilNoneIsScheduled(ServerProcess server) throws Exception {
    for (var turn = 0;
        count(server, "select count(*) from follow_up where state = 'scheduled'") > 0;
        turn++) {
      assertTrue(turn < 120, "follow-ups are still scheduled after a minute");
      Thread.sleep(500);
    }
  }

  private static long called(ServerProcess server) throws Exception {
    return Files.readAllLines(server.log()).stream()
        .filter(it -> it.startsWith("{"))
        .map(Json::parse)
        .filter(it -> it.text("/loggerName").orElse("").endsWith(".FollowUpTimer"))
        .filter(it -> it.text("/message").orElse("").startsWith("follow-up "))
        .count();
  }

  private static long count(ServerProcess server, String sql) throws SQLException {
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows = query.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
