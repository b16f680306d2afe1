package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** JSON files, indented. */
final class PrettyJson {
  private PrettyJson() {}

  static JsonObject read(Path file) throws IOException {
    try (var reader = Json.createReader(Files.newInputStream(file))) {
      return reader.readObject();
    }
  }

  static void write(Path file, JsonObject json) throws IOException {
    var factory = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
    try (var writer = factory.createWriter(Files.newOutputStream(file))) {
      writer.writeObject(json);
    }
  }
}
