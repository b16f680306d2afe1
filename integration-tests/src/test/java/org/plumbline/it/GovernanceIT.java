package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The safety lead sees when the knowledge misbehaves: over 1,060 stored intakes, 20 of each patient
 * of cases/patient. The steps are one story and run in their order: a day, and the day after. On
 * PostgreSQL when .ci/run gives one, on a file otherwise.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GovernanceIT {
  private static final String CANDIDATE = System.getProperty("it.candidate");
  private static final String LEFT_OUT = "saddle-sensory-change";
  private static final int EACH = 20;
  private static final int THE_DAY_AFTER = 6;

  @TempDir static Path folder;

  private static ServerProcess server;
  private static PostgresProcess database;

  @BeforeAll
  static void storeIntakes() throws Exception {
    server = new ServerProcess("governed", 19480, folder);
    if (PostgresProcess.binaries().isPresent()) {
      database = PostgresProcess.start(15485);
      database.create("governed");
      server.on(database, "governed");
    }
    server.start();
    for (var i = 0; i < EACH; i++) {
      for (var who : Patients.all()) {
        assess(who.id() + "-" + i, who.given());
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    if (database != null) {
      database.close();
    }
  }

  private static void assess(String patient, Map<String, Object> facts) throws Exception {
    var body = Json.object().put("patient", patient);
    body.set("facts", Json.MAPPER.valueToTree(facts));
    var answer = server.post("/api/assessments", "application/json", body.toString());
    assertEquals(201, answer.statusCode(), patient + ": " + answer.body());
  }

  private static int stored() {
    return EACH * Patients.all().size();
  }

  @Test
  @Order(1)
  void everyStoredAssessmentIsReplayedBitForBit() throws Exception {
    var said = server.command("replay");
    System.out.print("replay: " + said.text());
    assertEquals(0, said.status(), said.text());
    assertTrue(said.text().startsWith(stored() + " replayed equal, 0 different, 0 without"));
  }

  @Test
  @Order(2)
  void candidateWithoutARuleIsComparedCaseByCase() throws Exception {
    var said = server.command("knowledge", "shadow", "--jar", CANDIDATE);
    System.out.print(said.text());
    assertEquals(0, said.status(), said.text());
    assertTrue(said.text().contains(stored() + " compared"), said.text());
    var named = new TreeSet<String>();
    said.text()
        .lines()
        .filter(it -> it.matches("[0-9a-f-]{36} \\S+ -> \\S+"))
        .forEach(it -> named.add(it.substring(0, 36)));
    assertFalse(named.isEmpty());
    // Whoever became less urgent had the rule, and no other of the same urgency.
    assertEquals(lessUrgentWithout(LEFT_OUT), named);
  }

  /** Those in whom the rule alone decided, from the recorded rows. */
  private static TreeSet<String> lessUrgentWithout(String rule) throws SQLException {
    var ids = new TreeSet<String>();
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows =
            query.executeQuery(
                """
                select a.id from assessment a
                where exists (select 1 from assessment_conclusion c where c.assessment_id = a.id and c.rule = '%s' and c.urgency = a.urgency)
                and not exists (select 1 from assessment_conclusion c where c.assessment_id = a.id and c.kind = 'red-flag' and c.rule <> '%s' and c.urgency = a.urgency)
                """
                    .formatted(rule, rule))) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  @Test
  @Order(3)
  void ruleThatIsMissingInACandidateRaisesTheCanaryAlarm() throws Exception {
    var start = System.nanoTime();
    var said = server.command("knowledge", "register", "--jar", CANDIDATE, "--label", "next");
    assertEquals(0, said.status(), said.text());
    await(Duration.ofSeconds(120), () -> alarms("canary").contains("candidate next"));
    System.out.printf(
        "canary: alarm after %.0f s of a candidate without %s%n",
        (System.nanoTime() - start) / 1e9, LEFT_OUT);
    assertTrue(server.get("/api/metrics").body().contains("plumbline_alarms{kind=\"canary\"} 1"));
    var hash = said.text().replaceAll("(?s)registered ([0-9a-f]{64}).*", "$1");
    assertEquals(0, server.command("knowledge", "withdraw", "--hash", hash).status());
  }

  private static String alarms(String kind) throws Exception {
    var text = new StringBuilder();
    for (var it : server.json("/api/health/ready").list("/alarms")) {
      if (it.text("/kind").orElseThrow().equals(kind)) {
        text.append(it.text("/subject").orElseThrow()).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  @Order(4)
  void ruleThatStopsFiringRaisesTheChart() throws Exception {
    server.moveClock(Duration.ofDays(2));
    var firedBefore = fired(LEFT_OUT);
    for (var i = 0; i < THE_DAY_AFTER; i++) {
      for (var who : Patients.all()) {
        var facts = new HashMap<>(who.given());
        facts.remove("saddle-numbness");
        assess(who.id() + "-later-" + i, facts);
      }
    }
    assertEquals(firedBefore, fired(LEFT_OUT));
    await(Duration.ofSeconds(90), () -> alarms("canary").isEmpty() && alarms("shadow").isEmpty());
    await(Duration.ofSeconds(90), () -> alarms("silence").contains(LEFT_OUT));
    System.out.printf(
        "chart: %s fired %d times in %d, then 0 times in %d; alarms of silence: %s of surge: %s%n",
        LEFT_OUT,
        firedBefore,
        stored(),
        THE_DAY_AFTER * Patients.all().size(),
        alarms("silence").replace('\n', ' '),
        alarms("surge").replace('\n', ' '));
    assertEquals("DEGRADED", server.json("/api/health/ready").text("/status").orElseThrow());
  }

  private static long fired(String rule) throws Exception {
    return server.json("/api/rules/statistics").list("/rules").stream()
        .filter(it -> it.text("/rule").orElseThrow().equals(rule))
        .mapToLong(it -> Long.parseLong(it.text("/fired").orElseThrow()))
        .sum();
  }

  @Test
  @Order(5)
  void auditChainVerifiesAndOneChangedByteIsFound() throws Exception {
    await(Duration.ofSeconds(30), () -> verify().text().contains(" 0 entries wait"));
    var whole = verify();
    System.out.print("audit: " + whole.text());
    assertEquals(0, whole.status(), whole.text());
    var found = 0;
    for (var change :
        List.of(
            "agent = concat(substring(agent, 1, length(agent) - 1), 'x')",
            "outcome = outcome + 1",
            "at = at + interval '0.000001' second",
            "pseudonym = '00000000-0000-0000-0000-000000000001'",
            "about = concat('A', substring(about, 2))")) {
      assertTrue(changed(change), change);
      found++;
    }
    assertTrue(broken("delete from audit_event where id = (%s)", "insert"), "removed");
    System.out.printf("audit: %d changes of one value and 1 removal, all found%n", found);
  }

  private static ServerProcess.Said verify() throws Exception {
    return server.command("audit", "verify");
  }

  private static final String ONE = "select event_id from audit_link where seq = 500";

  /** Changes one entry in the database, looks, and puts it back. */
  private static boolean changed(String change) throws Exception {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table kept as select * from audit_event where id = (%s)".formatted(ONE));
      var before = fingerprint(statement);
      statement.executeUpdate("update audit_event set %s where id = (%s)".formatted(change, ONE));
      if (fingerprint(statement).equals(before)) {
        statement.execute("drop table kept");
        return changed("about = 'Assessment/0'");
      }
      var said = verify();
      statement.executeUpdate("delete from audit_event where id = (%s)".formatted(ONE));
      statement.executeUpdate("insert into audit_event select * from kept");
      statement.execute("drop table kept");
      assertEquals(0, verify().status());
      return said.status() == 1 && said.text().contains("link 500 was changed");
    }
  }

  private static String fingerprint(java.sql.Statement statement) throws SQLException {
    try (var rows =
        statement.executeQuery(
            "select concat(at, agent, outcome, pseudonym, about) from audit_event where id = (%s)"
                .formatted(ONE))) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static boolean broken(String sql, String undo) throws Exception {
    try (var connection = server.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table kept as select * from audit_event where id = (%s)".formatted(ONE));
      statement.executeUpdate(sql.formatted(ONE));
      var said = verify();
      statement.executeUpdate("insert into audit_event select * from kept");
      statement.execute("drop table kept");
      assertEquals(0, verify().status(), undo);
      return said.status() == 1 && said.text().contains("of link 500 is missing");
    }
  }

  @Test
  @Order(6)
  void erasedPatientLeavesNoTraceAndTheStatisticsStay() throws Exception {
    var who = Patients.all().get(0).id() + "-3";
    var before = server.get("/api/rules/statistics").body().replaceAll(".*\"rules\"", "");
    assertEquals(
        201,
        server
            .post("/api/intake-links", "application/json", "{\"patient\":\"%s\"}".formatted(who))
            .statusCode());
    assertTrue(mentions(who) > 0);
    var said = server.command("erase", "--tenant", "demo", "--patient", "Patient/" + who);
    assertEquals(0, said.status(), said.text());
    assertEquals(0, mentions(who));
    assertEquals(before, server.get("/api/rules/statistics").body().replaceAll(".*\"rules\"", ""));
    assertEquals(404, server.get("/fhir/Patient/%s/$everything".formatted(who)).statusCode());
    Thread.sleep(2000); // until the erasure itself is chained
    var audit = verify();
    assertEquals(0, audit.status(), audit.text());
    System.out.printf(
        "erasure: %s, statistics equal, audit %s",
        who, audit.text().lines().findFirst().orElse(""));
    System.out.println();
  }

  /** In how many rows of any text column of any table the patient stands. */
  private static long mentions(String patient) throws SQLException {
    var count = 0L;
    try (var connection = server.connect();
        var columns =
            connection
                .createStatement()
                .executeQuery(
                    "select table_name, column_name from information_schema.columns where table_schema = 'public' and lower(data_type) like '%char%'");
        var statement = connection.createStatement()) {
      while (columns.next()) {
        try (var rows =
            statement.executeQuery(
                "select count(*) from %s where %s like '%%Patient/%s%%'"
                    .formatted(columns.getString(1), columns.getString(2), patient))) {
          rows.next();
          count += rows.getLong(1);
        }
      }
    }
    return count;
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Duration most, Condition condition) throws Exception {
    var end = System.nanoTime() + most.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "waited for " + most);
      Thread.sleep(500);
    }
  }
}
