package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that was taken while the server runs comes back whole: same rows, same answers. */
class BackupIT {
  private static final List<String> TABLES =
      List.of(
          "assessment",
          "assessment_conclusion",
          "follow_up",
          "follow_up_event",
          "audit_event",
          "knowledge_file");
  private static final int PATIENTS = 40;

  @TempDir Path folder;

  @Test
  void backupOfItsOwnDatabaseComesBack() throws Exception {
    var saved = folder.resolve("saved.zip");
    TreeMap<String, Long> before;
    try (var server = new ServerProcess("saved", 19480, folder.resolve("one")).start()) {
      fill(server);
      var said = server.command("backup", "--to", saved.toString());
      assertEquals(0, said.status(), said.text());
      before = counts(server);
    }
    var other = folder.resolve("two");
    Files.createDirectories(other);
    unpack(saved, other);
    try (var server = new ServerProcess("restored", 19480, other).start()) {
      assertWhole(server, before, "its own");
    }
  }

  @Test
  void dumpOfPostgresqlComesBack() throws Exception {
    assumeTrue(PostgresProcess.binaries().isPresent(), "no PostgreSQL is given; .ci/run gives one");
    try (var database = PostgresProcess.start(15483)) {
      database.create("saved");
      database.create("restored");
      TreeMap<String, Long> before;
      try (var server =
          new ServerProcess("saved", 19480, folder.resolve("one")).on(database, "saved").start()) {
        fill(server);
        before = counts(server);
        database.dump("saved", folder.resolve("saved.dump"));
      }
      database.restore(folder.resolve("saved.dump"), "restored");
      try (var server =
          new ServerProcess("restored", 19480, folder.resolve("two"))
              .on(database, "restored")
              .start()) {
        assertWhole(server, before, "PostgreSQL");
      }
    }
  }

  private static void fill(ServerProcess server) throws Exception {
    for (var i = 0; i < PATIENTS; i++) {
      assertEquals(
          201,
          server
              .post(
                  "/api/assessments",
                  "application/json",
                  "{\"patient\":\"b%d\",\"facts\":{\"saddle-numbness\":\"%s\",\"age\":50}}"
                      .formatted(i, i % 2 == 0 ? "present" : "absent"))
              .statusCode());
    }
    Thread.sleep(2500); // until the audit is chained, so that nothing moves between count and copy
  }

  private static void assertWhole(ServerProcess server, TreeMap<String, Long> before, String where)
      throws Exception {
    var after = counts(server);
    System.out.printf("backup: %s, rows before %s, after the restore %s%n", where, before, after);
    assertEquals(before, after);
    assertTrue(before.get("assessment") >= PATIENTS);
    var replay = server.command("replay");
    assertEquals(0, replay.status(), replay.text());
    assertTrue(replay.text().startsWith(PATIENTS + " replayed equal, 0 different"), replay.text());
    var audit = server.command("audit", "verify");
    assertEquals(0, audit.status(), audit.text());
    assertEquals(PATIENTS, server.json("/api/worklist?count=200").list("/assessments").size());
  }

  private static TreeMap<String, Long> counts(ServerProcess server) throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (var connection = server.connect();
        var query = connection.createStatement()) {
      for (var table : new ArrayList<>(TABLES)) {
        try (var rows = query.executeQuery("select count(*) from " + table)) {
          rows.next();
          counts.put(table, rows.getLong(1));
        }
      }
    }
    return counts;
  }

  private static void unpack(Path zip, Path to) throws java.io.IOException {
    try (var stream = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
        var path = to.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(stream, path);
        }
      }
    }
  }
}
