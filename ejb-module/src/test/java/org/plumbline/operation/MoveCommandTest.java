package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.AuditChain;
import org.plumbline.audit.Entry;

class MoveCommandTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
  private static final String MODE = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
  private static final int PATIENTS = 3;

  @TempDir Path folder;

  /** The file of an earlier version, with some of everything that refers to something. */
  private Path file() throws SQLException {
    var url = "jdbc:h2:file:" + folder.resolve("plumbline") + MODE;
    assertEquals(0, MigrateTool.run(url, "sa", "sa", NOWHERE));
    try (var database = DriverManager.getConnection(url, "sa", "sa");
        var statement = database.createStatement()) {
      for (var i = 0; i < PATIENTS; i++) {
        var id = new UUID(7, i);
        statement.execute(
            "insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route, knowledge_version, urgency, provisional, statements) values ('%s', current_timestamp, current_timestamp, 'demo', 'Patient/%d', 'QuestionnaireResponse/7', 'PLAIN_JSON', '0.0.9', 'emergency', true, 'é\t1')"
                .formatted(id, i));
        statement.execute(
            "insert into follow_up (id, tenant, patient, assessment_id, urgency, code, escalates, created_at, due_at, state) values ('%s', 'demo', 'Patient/%d', '%s', 'emergency', 'arrival', false, current_timestamp, current_timestamp, 'scheduled')"
                .formatted(id, i, id));
        new AuditChain(database)
            .add(
                new Entry(
                    UUID.randomUUID(),
                    Instant.parse("2026-11-20T08:00:00.123456Z"),
                    "demo",
                    new Entry.Deed("plumbline", Entry.Action.ALARM, "STORE", 0, "about"),
                    Optional.of(id)));
      }
      statement.execute(
          "insert into knowledge (hash, version, stored_at) values ('h', '1', current_timestamp)");
      statement.execute(
          "insert into knowledge_file (hash, path, content) values ('h', 'a', X'00ff10')");
      assertEquals(PATIENTS, new AuditChain(database).link());
    }
    return folder.resolve("plumbline.mv.db");
  }

  private static Connection empty() throws SQLException {
    var url = "jdbc:h2:mem:" + UUID.randomUUID() + MODE + ";DB_CLOSE_DELAY=-1";
    assertEquals(0, MigrateTool.run(url, "sa", "sa", NOWHERE));
    var database = DriverManager.getConnection(url, "sa", "sa");
    database.setAutoCommit(false);
    return database;
  }

  private static long count(Connection database, String table) throws SQLException {
    try (var query = database.createStatement();
        var row = query.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void everyRowIsMovedAndTheChainIsWhole() throws SQLException, IOException {
    var file = file();
    var bytes = Files.readAllBytes(file);
    try (var target = empty();
        var query = target.createStatement()) {
      var said = new ByteArrayOutputStream();
      assertEquals(0, MoveCommand.moveFile(file, target, new PrintStream(said, true, UTF_8)));
      target.commit();
      assertEquals(PATIENTS, count(target, "assessment"));
      assertEquals(PATIENTS, count(target, "follow_up"));
      var verdict = new AuditChain(target).verify();
      assertEquals(PATIENTS, verdict.links());
      assertTrue(verdict.faults().isEmpty(), verdict::toString);
      try (var row = query.executeQuery("select content from knowledge_file")) {
        row.next();
        assertArrayEquals(new byte[] {0, -1, 16}, row.getBytes(1));
      }
      assertTrue(said.toString(UTF_8).contains("3 links of the audit checked"), said::toString);
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void databaseThatHasSomethingIsLeftAsItIs() throws SQLException {
    var file = file();
    try (var target = empty();
        var statement = target.createStatement()) {
      statement.execute("insert into server_secret values ('intake-link', 's', current_timestamp)");
      target.commit();
      var why =
          assertThrows(
              IllegalArgumentException.class, () -> MoveCommand.moveFile(file, target, NOWHERE));
      assertTrue(why.getMessage().contains("not empty"), why::getMessage);
      assertEquals(0, count(target, "assessment"));
    }
  }
}
