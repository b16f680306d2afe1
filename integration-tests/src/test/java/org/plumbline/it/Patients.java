package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The whole patients of cases/patient. */
record Patients(String id, Map<String, Object> given, String disposition) {
  private static final Path FILE =
      Path.of("../rules-kb/src/test/resources/cases/patient/cases.yaml");

  static List<Patients> all() {
    try {
      List<Map<String, Object>> documents = new Yaml().load(Files.readString(FILE));
      return documents.stream().map(Patients::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // the shape of the file is fixed in docs/style.md
  private static Patients of(Map<String, Object> document) {
    var expect = (Map<String, Object>) document.get("expect");
    return new Patients(
        (String) document.get("id"),
        (Map<String, Object>) document.get("given"),
        (String) expect.get("disposition"));
  }

  static Patients of(String id) {
    return all().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
  }
}
