package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * One whole patient of cases/patient: the gold disposition, the safe set, and the families that
 * must and must not fire.
 */
record PatientCase(
    String id,
    String name,
    Map<Fact, Value> given,
    String disposition,
    List<String> acceptable,
    List<String> families,
    List<String> notFamilies,
    Optional<String> leadingOrigin) {
  private static final Path FILE = Path.of("src/test/resources/cases/patient/cases.yaml");

  static List<PatientCase> all() {
    try (var reader = Files.newBufferedReader(FILE)) {
      List<Map<String, Object>> documents = new Yaml().load(reader);
      return documents.stream().map(PatientCase::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PatientCase of(Map<String, Object> document) {
    Map<String, Object> expect = Case.cast(document.get("expect"));
    return new PatientCase(
        (String) document.get("id"),
        (String) document.get("case"),
        Case.values(Case.cast(document.get("given"))),
        (String) expect.get("disposition"),
        Case.cast(expect.get("acceptable")),
        Case.cast(expect.get("red_flag_families")),
        Case.cast(expect.get("not_families")),
        Optional.ofNullable((String) expect.get("leading_origin")));
  }
}
