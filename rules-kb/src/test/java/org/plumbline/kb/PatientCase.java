package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * One whole patient of cases/patient: the gold disposition, the safe set, and the families that
 * must and must not fire.
 */
public record PatientCase(
    String id,
    String name,
    Map<Fact, Value> given,
    String disposition,
    List<String> acceptable,
    List<String> families,
    List<String> notFamilies,
    Optional<String> leadingOrigin) {
  private static final Path FILE = Path.of("src/test/resources/cases/patient/cases.yaml");

  public static List<PatientCase> all() {
    return documents(FILE).stream().map(PatientCase::of).toList();
  }

  static List<Map<String, Object>> documents(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      return new Yaml().load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PatientCase of(Map<String, Object> document) {
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

  /** The gold disposition. */
  Urgency gold() {
    return urgency(disposition);
  }

  Urgency leastAcceptable() {
    return acceptable.stream().map(PatientCase::urgency).min(Urgency::compareTo).orElseThrow();
  }

  Urgency mostAcceptable() {
    return acceptable.stream().map(PatientCase::urgency).max(Urgency::compareTo).orElseThrow();
  }

  static Urgency urgency(String code) {
    return Urgency.of(code).orElseThrow(() -> new IllegalArgumentException("no urgency " + code));
  }
}
