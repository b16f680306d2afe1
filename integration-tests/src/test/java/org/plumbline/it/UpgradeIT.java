package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the schema before this one loses nothing when the server starts on it. */
class UpgradeIT {
  private static final String MIGRATIONS =
      "filesystem:../ejb-module/src/main/resources/db/migration";
  private static final String BEFORE = "4";
  private static final int ASSESSMENTS = 200;
  private static final List<String> CODES = List.of("saddle-numbness", "leg-pain", "age");
  private static final List<String> VALUES = List.of("present", "absent", "41");
  private static final Instant SAID = Instant.parse("2026-11-20T08:00:00.123456Z");

  @TempDir Path folder;

  @Test
  void databaseFileOfTheSchemaBeforeLosesNothing() throws Exception {
    var server = new ServerProcess("upgraded", 19480, folder).onFile();
    fill(server.databaseUrl(), "sa", "sa");
    upgrade(server, "H2");
  }

  @Test
  void databaseFileMovesIntoTheDatabaseThatComesWithTheServer() throws Exception {
    var before = new ServerProcess("moved", 19480, folder).onFile();
    fill(before.databaseUrl(), "sa", "sa");
    var file = folder.resolve("plumbline.mv.db");
    var after = new ServerProcess("moved", 19480, folder);
    try (var running = DriverManager.getConnection(before.databaseUrl(), "sa", "sa")) {
      assertTrue(running.isValid(1));
      var refused = after.command("move");
      assertEquals(2, refused.status(), refused.text());
      assertTrue(refused.text().contains("a server must not run on it"), refused.text());
    }
    var bytes = Files.readAllBytes(file);
    var moved = after.command("move");
    assertEquals(0, moved.status(), moved.text());
    assertTrue(moved.text().contains(ASSESSMENTS + " assessment\n"), moved.text());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("plumbline.mv.db.moved")));
    upgrade(after, "H2 moved into PostgreSQL");
  }

  @Test
  void postgresqlOfTheSchemaBeforeLosesNothing() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var database = PostgresProcess.start(15484)) {
      database.create("old");
      fill(database.url("old"), PostgresProcess.USER, PostgresProcess.PASSWORD);
      upgrade(new ServerProcess("upgraded", 19480, folder).on(database, "old"), "PostgreSQL");
    }
  }

  @Test
  void databaseFileBeforeUndecidedLosesNothing() throws Exception {
    var server = new ServerProcess("undecided", 19480, folder).onFile();
    beforeUndecided(server.databaseUrl(), "sa", "sa");
    undecided(server, "H2");
  }

  @Test
  void postgresqlBeforeUndecidedLosesNothing() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var database = PostgresProcess.start(15484)) {
      database.create("seven");
      beforeUndecided(database.url("seven"), PostgresProcess.USER, PostgresProcess.PASSWORD);
      undecided(new ServerProcess("undecided", 19480, folder).on(database, "seven"), "PostgreSQL");
    }
  }

  /** Version 8 counts what is there as finished, and as undecided where nobody has decided. */
  private static void beforeUndecided(String url, String user, String password)
      throws SQLException {
    migrate(url, user, password, "7");
    try (var connection = DriverManager.getConnection(url, user, password);
        var statement = connection.createStatement()) {
      var at = "current_timestamp - interval '1' hour";
      for (var i = 0; i < ASSESSMENTS; i++) {
        var id = id(i);
        for (var sql :
            List.of(
                "insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route, knowledge_version, urgency, provisional, statements) values ('%s', %s, %s, 'demo', 'Patient/v%d', 'QuestionnaireResponse/7', 'PLAIN_JSON', '0.0.9', 'emergency', true, '')"
                    .formatted(id, at, at, i),
                "insert into assessment_conclusion (assessment_id, position, rule, kind, urgency, facts, tenant, recorded_at) values ('%s', 0, 'saddle-sensory-change', 'red-flag', 'emergency', 'saddle-numbness', 'demo', %s)"
                    .formatted(id, at),
                "insert into follow_up (id, tenant, patient, assessment_id, urgency, code, escalates, created_at, due_at, state) values ('%s', 'demo', 'Patient/v%d', '%s', 'emergency', 'arrival', false, %s, %s, 'scheduled')"
                    .formatted(id, i, id, at, at),
                "insert into card (tenant, id, patient, assessment_id, hook, indicator, suggestions, first_shown) values ('demo', '%s', 'Patient/v%d', '%s', 'patient-view', 'critical', '', %s)"
                    .formatted(id, i, id, at),
                i % 2 == 0
                    ? "insert into decision (id, tenant, assessment_id, decided_at, kind, urgency, reason, author) values ('%s', 'demo', '%s', %s, 'confirmed', 'emergency', '', 'Dr A')"
                        .formatted(id, id, at)
                    : "insert into feedback (tenant, card_id, outcome, outcome_at, received_at, known, suggestions, reason) values ('demo', '%s', 'overridden', %s, %s, true, '', 'examined-normal')"
                        .formatted(id(i - 1), at, at))) {
          statement.executeUpdate(sql);
        }
      }
      statement.executeUpdate(
          "insert into clinic (tenant, version, registered_at, zone) values ('demo', 1, current_timestamp, 'Europe/London')");
    }
  }

  private static void undecided(ServerProcess made, String where) throws Exception {
    try (var server = made.start()) {
      var lines = server.json("/api/worklist?count=200").list("/assessments");
      assertEquals(ASSESSMENTS, lines.size());
      var open =
          lines.stream().filter(it -> it.text("/undecided").orElseThrow().equals("true")).count();
      assertEquals(ASSESSMENTS / 2, open);
      for (var it : lines) {
        assertEquals("true", it.text("/finished").orElseThrow());
      }
      var followUps = server.json("/api/follow-ups?count=200&state=open").list("/followUps");
      assertEquals(ASSESSMENTS, followUps.size());
      for (var it : followUps) {
        assertTrue(it.text("/assessment").isPresent() && it.text("/disposition").isPresent());
      }
      try (var connection = server.connect();
          var query = connection.createStatement();
          var rows = query.executeQuery("select count(*) from card_assessment")) {
        rows.next();
        assertEquals(ASSESSMENTS, rows.getInt(1));
      }
      System.out.printf(
          "upgrade: %s, schema 7 to the newest, %d assessments, %d undecided, %d follow-ups%n",
          where, lines.size(), open, followUps.size());
    }
  }

  private static void migrate(String url, String user, String password, String target) {
    Flyway.configure()
        .dataSource(url, user, password)
        .locations(MIGRATIONS)
        .target(target)
        .load()
        .migrate();
  }

  private static void fill(String url, String user, String password) throws SQLException {
    migrate(url, user, password, BEFORE);
    try (var connection = DriverManager.getConnection(url, user, password)) {
      for (var i = 0; i < ASSESSMENTS; i++) {
        assessment(connection, i);
      }
    }
  }

  private static UUID id(int number) {
    return new UUID(7, number);
  }

  private static void assessment(Connection connection, int number) throws SQLException {
    try (var insert =
            connection.prepareStatement(
                "insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route, knowledge_version, urgency, provisional) values (?, ?, ?, 'demo', ?, ?, 'PLAIN_JSON', '0.0.9', 'emergency', true)");
        var fact =
            connection.prepareStatement(
                "insert into assessment_fact (assessment_id, position, code, said, source, link_id, said_at, was_read) values (?, ?, ?, ?, 'QuestionnaireResponse/7', ?, ?, true)");
        var conclusion =
            connection.prepareStatement(
                "insert into assessment_conclusion (assessment_id, position, rule, kind, urgency, facts) values (?, 0, 'saddle-sensory-change', 'red-flag', 'emergency', 'saddle-numbness')")) {
      var at = OffsetDateTime.ofInstant(SAID, ZoneOffset.UTC).plusSeconds(number);
      insert.setObject(1, id(number));
      insert.setObject(2, at);
      insert.setObject(3, at);
      insert.setString(4, "Patient/u" + number);
      insert.setString(5, "QuestionnaireResponse/7");
      insert.executeUpdate();
      for (var position = 0; position < CODES.size(); position++) {
        fact.setObject(1, id(number));
        fact.setInt(2, position);
        fact.setString(3, CODES.get(position));
        fact.setString(4, VALUES.get(position));
        fact.setString(5, position == 2 ? null : CODES.get(position));
        fact.setObject(6, at);
        fact.executeUpdate();
      }
      conclusion.setObject(1, id(number));
      conclusion.executeUpdate();
    }
  }

  private static void upgrade(ServerProcess made, String where) throws Exception {
    try (var server = made.start()) {
      var kept = 0;
      for (var i = 0; i < ASSESSMENTS; i++) {
        var read = server.json("/api/assessments/" + id(i));
        assertEquals("Patient/u" + i, read.text("/patient").orElseThrow());
        assertEquals("emergency", read.text("/asRecorded/disposition").orElseThrow());
        assertEquals("0.0.9", read.text("/asRecorded/knowledgeVersion").orElseThrow());
        assertEquals("saddle-sensory-change", read.text("/asRecorded/rules/0").orElseThrow());
        // The facts are there again when today's rules find in them what was found then.
        assertEquals("saddle-sensory-change", read.text("/redFlags/0/rule").orElseThrow());
        kept++;
      }
      System.out.printf(
          "upgrade: %s, schema %s to the newest, %d assessments, %d kept%n",
          where, BEFORE, ASSESSMENTS, kept);
      assertStatements(server);
      assertEquals(
          200,
          server
              .json("/api/worklist?since=2026-11-01T00:00:00Z&count=200")
              .list("/assessments")
              .size());
      var replay = server.command("replay");
      assertEquals(0, replay.status(), replay.text());
      assertTrue(replay.text().contains(ASSESSMENTS + " without a transcript"), replay.text());
    }
  }

  /** Every statement, with its source, question and time to the microsecond. */
  private static void assertStatements(ServerProcess server) throws SQLException {
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows =
            query.executeQuery(
                "select statements from assessment where id = '%s'".formatted(id(0)))) {
      rows.next();
      var source =
          "@QuestionnaireResponse/7\t1763625600123456\n".replace("1763625600123456", micros());
      assertEquals(
          source
              + "saddle-numbness\tpresent\t+\tsaddle-numbness\n"
              + source
              + "leg-pain\tabsent\t+\tleg-pain\n"
              + source
              + "age\t41\t+\t",
          rows.getString(1));
    }
  }

  private static String micros() {
    return String.valueOf(SAID.getEpochSecond() * 1_000_000 + SAID.getNano() / 1000);
  }
}
