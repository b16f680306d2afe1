package org.plumbline.kb.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.kb.edge.KnowledgeJar;

/** Writes the table of contents of a folder of knowledge, last of all. */
final class Contents {
  private Contents() {}

  static void write(Path classes) throws IOException {
    var table = classes.resolve(KnowledgeJar.CONTENTS);
    Files.createDirectories(table.getParent());
    Files.deleteIfExists(table);
    try (var files = Files.walk(classes)) {
      Files.write(
          table,
          files
              .filter(Files::isRegularFile)
              .map(it -> sha256(it) + "  " + classes.relativize(it).toString().replace('\\', '/'))
              .sorted((one, other) -> one.substring(64).compareTo(other.substring(64)))
              .toList());
    }
  }

  private static String sha256(Path file) {
    try {
      return KnowledgeJar.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
