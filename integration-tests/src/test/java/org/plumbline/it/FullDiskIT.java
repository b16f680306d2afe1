package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk below the database that comes with the server runs full, under calls. It is a file
 * system in memory, which this user must be allowed to mount.
 */
class FullDiskIT {
  private static final int FULL = Integer.getInteger("full.calls", 100);
  private static final int KILLS = 2;
  private static final int CREATED = 201;

  /** The first start writes some 40 MB, and its log keeps up to 150. */
  private static final String SIZE = "256m";

  /** For the rows of some hundred calls. */
  private static final int LEFT_KILOBYTES = 1_500;

  /** Ten times what a call waits for the database, for a machine that is busy. */
  private static final Duration QUICK = Duration.ofSeconds(4);

  @TempDir Path folder;

  private final Set<UUID> acknowledged = new HashSet<>();
  private Duration longest = Duration.ZERO;
  private int sent;
  private int notRecorded;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** The folder of the database on a file system of its own, made as the first start does. */
  private Path mount(ServerProcess server) throws IOException, InterruptedException {
    var disk = folder.resolve("postgresql");
    assertEquals(0, server.database("start"));
    assertEquals(0, server.database("stop"));
    var made = Files.move(disk, folder.resolve("made"));
    Files.createDirectory(disk);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()) == 0,
        "not run: this user may not mount a file system");
    assertEquals(0, run("cp", "-a", made + "/.", disk.toString()));
    return disk;
  }

  @Test
  void whatWasAcknowledgedIsKeptWhenTheDiskRunsFull() throws Exception {
    var server = new ServerProcess("full", 19480, folder).with("PLUMBLINE_DB_PATIENCE", "400");
    var disk = mount(server);
    try (server) {
      server.start();
      var ballast = disk.resolve("ballast");
      var free = Files.getFileStore(disk).getUsableSpace() / 1024 - LEFT_KILOBYTES;
      assertEquals(
          0, run("dd", "if=/dev/zero", "of=" + ballast, "bs=1024", "count=" + free, "status=none"));
      while (notRecorded == 0) {
        send(server);
        assertTrue(sent < 5_000, "the disk did not run full");
      }
      longest = Duration.ZERO;
      for (var kill = 0; kill < KILLS; kill++) {
        for (var i = 0; i < FULL / KILLS; i++) {
          send(server);
        }
        server.killDatabase();
      }
      server.kill();
      Files.delete(ballast);
      server.start();
      assertNothingIsLost(server);
    } finally {
      run("umount", disk.toString());
    }
  }

  private void send(ServerProcess server) throws IOException, InterruptedException {
    var begin = System.nanoTime();
    var answer =
        server.post(
            "/api/assessments",
            "application/json",
            "{\"patient\":\"p%d\",\"facts\":{\"saddle-numbness\":\"present\",\"age\":40}}"
                .formatted(++sent));
    var took = Duration.ofNanos(System.nanoTime() - begin);
    longest = took.compareTo(longest) > 0 ? took : longest;
    if (answer.statusCode() == CREATED) {
      acknowledged.add(UUID.fromString(Json.parse(answer.body()).text("/id").orElseThrow()));
    } else {
      assertEquals(200, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"recorded\":false"), answer.body());
      notRecorded++;
    }
  }

  private void assertNothingIsLost(ServerProcess server) throws Exception {
    for (var turn = 0;
        !server.json("/api/health/ready").text("/journal").orElseThrow().equals("0");
        turn++) {
      assertTrue(turn < 600, "the journal is not empty after a minute");
      Thread.sleep(100);
    }
    var found = new HashSet<UUID>();
    var patients = new HashSet<String>();
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows = query.executeQuery("select id, patient from assessment")) {
      while (rows.next()) {
        found.add(rows.getObject(1, UUID.class));
        patients.add(rows.getString(2));
      }
    }
    System.out.printf(
        "full disk: %d calls, %d acknowledged, %d answered without recording and recorded since, longest answer while full %d ms%n",
        sent, acknowledged.size(), notRecorded, longest.toMillis());
    acknowledged.removeAll(found);
    assertEquals(Set.of(), acknowledged);
    assertEquals(sent, patients.size());
    assertTrue(notRecorded >= FULL / 2, "only %d while the disk was full".formatted(notRecorded));
    assertTrue(longest.compareTo(QUICK) < 0, longest::toString);
    var audit = server.command("audit", "verify");
    assertEquals(0, audit.status(), audit.text());
  }
}
