package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void portsThatCannotBeAreRefused() throws Exception {
    for (var port : List.of("abc", "0", "65000")) {
      var ended = start(Map.of("PLUMBLINE_PORT", port), "--demo");
      assertEquals(2, ended.status());
      assertTrue(ended.said().contains("PLUMBLINE_PORT is " + port), ended.said());
    }
  }
}
