package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Registers clients as an operator does: with the command of the server. */
final class Registration {
  private static final Path SCRIPT =
      Path.of(System.getProperty("it.server"), "bin", "plumbline.sh");

  private Registration() {}

  record Ended(int status, String said) {}

  static Ended run(String... arguments) {
    try {
      var command = new ArrayList<>(List.of("sh", SCRIPT.toString(), "clients"));
      command.addAll(List.of(arguments));
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void add(String... arguments) {
    var all = new ArrayList<>(List.of("add"));
    all.addAll(List.of(arguments));
    var ended = run(all.toArray(String[]::new));
    assertEquals(0, ended.status(), ended.said());
    settle();
  }

  /** The server reads the registry again after five seconds. */
  static void settle() {
    try {
      Thread.sleep(5_200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
