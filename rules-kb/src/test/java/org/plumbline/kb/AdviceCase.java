package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * One written patient of cases/advice: the settled patient of that folder with some facts changed
 * or not asked, and exactly the advice that is given, with the unknown facts that it names, or
 * withheld, with what holds it back.
 */
public record AdviceCase(String file, String name, Map<Fact, Value> given, String expected) {
  private static final Path SETTLED = Path.of("src/test/resources/cases/advice/settled.yaml");

  public static List<AdviceCase> all() {
    return Case.files("advice").stream()
        .filter(file -> !file.endsWith(SETTLED.getFileName()))
        .flatMap(file -> read(file).stream())
        .toList();
  }

  private static List<AdviceCase> read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      Map<String, Object> settled = new Yaml().load(Files.readString(SETTLED));
      var cases = new ArrayList<AdviceCase>();
      new Yaml()
          .loadAll(reader)
          .forEach(it -> cases.add(of(Case.ruleOf(file), Case.values(settled), Case.cast(it))));
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AdviceCase of(
      String file, Map<Fact, Value> settled, Map<String, Object> document) {
    var given = new EnumMap<>(settled);
    List<String> notAsked = Case.cast(document.getOrDefault("not-asked", List.of()));
    notAsked.forEach(code -> given.remove(Fact.of(code).orElseThrow()));
    given.putAll(Case.values(Case.cast(document.get("given"))));
    Map<String, Object> expect = Case.cast(document.get("expect"));
    return new AdviceCase(
        file,
        (String) document.get("case"),
        given,
        shown(
            Case.cast(expect.get("given")),
            Case.cast(expect.getOrDefault("named", Map.of())),
            Case.cast(expect.getOrDefault("withheld", Map.of()))));
  }

  private static String shown(
      List<String> given, Map<String, List<String>> named, Map<String, List<String>> withheld) {
    return "given %s named %s withheld %s"
        .formatted(given, new TreeMap<>(named), new TreeMap<>(withheld));
  }

  /** What differs from what is expected; empty when nothing does. */
  Optional<String> difference(KnowledgeBase knowledge) {
    var actual = outcome(knowledge);
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of("%s: %s: expected %s but was %s".formatted(file, name, expected, actual));
  }

  private String outcome(KnowledgeBase knowledge) {
    try {
      return shown(knowledge.assess(Intakes.of(given)).plan());
    } catch (IllegalStateException withoutDisposition) {
      return String.valueOf(withoutDisposition.getMessage());
    }
  }

  private static String shown(Plan plan) {
    var named = new TreeMap<String, List<String>>();
    for (var it : plan.given()) {
      if (!it.unlessThere().isEmpty()) {
        named.put(it.item().id(), codes(it.unlessThere()));
      }
    }
    var withheld = new TreeMap<String, List<String>>();
    for (var it : plan.withheld()) {
      var why = new ArrayList<>(codes(it.present()));
      codes(it.unknown()).forEach(code -> why.add(code + "?"));
      why.addAll(it.concluded());
      withheld.put(it.item().id(), why);
    }
    return shown(plan.given().stream().map(it -> it.item().id()).toList(), named, withheld);
  }

  private static List<String> codes(List<Fact> facts) {
    return facts.stream().map(Fact::code).toList();
  }
}
