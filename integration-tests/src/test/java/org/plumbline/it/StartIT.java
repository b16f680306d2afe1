package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start script refuses, before a server is started. */
class StartIT {
  private static final Path SCRIPT =
      Path.of(System.getProperty("it.server"), "bin", "plumbline.sh");

  private record Ended(int status, String said) {}

  private static Ended start(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  @Test
  void withoutDemoAndWithoutAnAddressItRefusesAndSaysWhatIsMissing() throws Exception {
    var ended = start(Map.of("PLUMBLINE_URL", ""));
    assertEquals(2, ended.status());
    assertTrue(ended.said().contains("PLUMBLINE_URL is missing"), ended.said());
  }

  @Test
  void unknownOptionsAreRefused() throws Exception {
    var ended = start(Map.of(), "--demo", "--public");
    assertEquals(2, ended.status());
    assertTrue(ended.said().contains("unknown option --public"), ended.said());
  }

  /** Metaspace runs out before the server has begun; the heap would take a minute to. */
  @Test
  void serverThatRunsOutOfMemoryEndsAtOnceAndSaysSoByItsStatus(@TempDir Path folder)
      throws Exception {
    var ended =
        new ServerProcess("memory", 19480, folder)
            .onFile()
            .with("JAVA_OPTS", "-Xmx256m -XX:MaxMetaspaceSize=16m")
            .command("--demo");
    assertEquals(3, ended.status(), ended.text());
    assertTrue(ended.text().contains("OutOfMemoryError: Metaspace"), ended.text());
  }

  /** With a build that does nothing, and a server that ends as often as its file says. */
  @Test
  void serverThatRanOutOfMemoryIsStartedAgainUntilItEndsOtherwise(@TempDir Path folder)
      throws Exception {
    var root = SCRIPT.resolve("../../../../..").normalize();
    Files.copy(root.resolve("run.sh"), folder.resolve("run.sh"));
    var server = folder.resolve("ear/target/server");
    script(
        server.resolve("bin/plumbline.sh"),
        "echo started >> '%1$s'; [ $(wc -l < '%1$s') -lt 3 ] && exit 3; exit 7"
            .formatted(folder.resolve("starts")));
    write(server.resolve("standalone/configuration/logging.properties"), "");
    // So that nobody waits for it to answer.
    write(server.resolve("standalone/log/server.log"), "WFLYSRV0026");
    script(folder.resolve("programs/mvn"), "exit 0");
    script(folder.resolve("programs/curl"), "exit 7");
    var builder =
        new ProcessBuilder("sh", folder.resolve("run.sh").toString()).redirectErrorStream(true);
    builder.environment().put("PLUMBLINE_DATA", folder.resolve("data").toString());
    builder.environment().compute("PATH", (name, path) -> folder.resolve("programs") + ":" + path);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(7, process.waitFor(), said);
    assertEquals(3, Files.readAllLines(folder.resolve("starts")).size(), said);
  }

  private static void script(Path file, String text) throws IOException {
    write(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void portsThatCannotBeAreRefused() throws Exception {
    for (var port : List.of("abc", "0", "65000")) {
      var ended = start(Map.of("PLUMBLINE_PORT", port), "--demo");
      assertEquals(2, ended.status());
      assertTrue(ended.said().contains("PLUMBLINE_PORT is " + port), ended.said());
    }
  }
}
