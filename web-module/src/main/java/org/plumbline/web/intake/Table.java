package org.plumbline.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.kb.KnowledgeBase;

/** The code tables of the knowledge base: plain CSV, no quotes, one heading line. */
final class Table {
  private Table() {}

  static Stream<List<String>> rows(String file) {
    try (var stream = KnowledgeBase.class.getResourceAsStream("artifact/" + file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new BufferedReader(new InputStreamReader(stream, UTF_8))
          .lines().skip(1).map(it -> List.of(it.split(","))).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
