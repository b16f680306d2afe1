package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.it.Ehr.Answer;

/**
 * Keeps every body that the server sent, so that the HL7 validator can read them all in one run.
 */
final class Bodies {
  private static final Path FOLDER = Path.of(System.getProperty("it.bodies"));
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Bodies() {}

  static Path folder() {
    return FOLDER;
  }

  static void keep(Answer answer) {
    if (!answer.body().startsWith("{")) {
      return;
    }
    var json = answer.json();
    if (json.text("/cards").isPresent()) {
      keep("CDSHooksResponse", answer.body());
    } else if (json.text("/services").isPresent()) {
      keep("CDSHooksServices", answer.body());
    } else {
      json.text("/resourceType").ifPresent(type -> keep(type, answer.body()));
    }
  }

  static void keep(String kind, String body) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve(
              "%d-%05d-%s.json"
                  .formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet(), kind)),
          body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
