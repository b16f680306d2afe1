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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * One written patient of cases/redflag or cases/disposition: given these facts, expect exactly
 * these red flags.
 *
 * @param file the name of the rule that the file is about
 */
public record Case(
    String file,
    String name,
    Map<Fact, Value> given,
    TreeSet<String> redFlags,
    String disposition) {
  private static final Path ROOT = Path.of("src/test/resources/cases");

  public static List<Case> all() {
    return Stream.of("redflag", "disposition")
        .flatMap(folder -> files(folder).stream())
        .flatMap(file -> read(file).stream())
        .toList();
  }

  static List<Path> files(String folder) {
    try (var files = Files.list(ROOT.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String ruleOf(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }

  private static List<Case> read(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      var cases = new ArrayList<Case>();
      new Yaml().loadAll(reader).forEach(document -> cases.add(of(ruleOf(file), cast(document))));
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case of(String file, Map<String, Object> document) {
    Map<String, Object> expect = cast(document.get("expect"));
    List<String> flags = cast(expect.get("red-flags"));
    return new Case(
        file,
        (String) document.get("case"),
        values(cast(document.get("given"))),
        new TreeSet<>(flags),
        (String) expect.get("disposition"));
  }

  /**
   * Facts as a case gives them; {@code all-core: absent} stands for every member of the group core.
   */
  static Map<Fact, Value> values(Map<String, Object> given) {
    var values = new EnumMap<Fact, Value>(Fact.class);
    given.forEach(
        (code, value) ->
            facts(code)
                .forEach(fact -> values.put(fact, Value.parse(fact, String.valueOf(value)))));
    return values;
  }

  private static List<Fact> facts(String code) {
    if (code.startsWith("all-")) {
      return Optional.ofNullable(Fact.GROUPS.get(code.substring("all-".length()))).orElseThrow();
    }
    return List.of(
        Fact.of(code).orElseThrow(() -> new IllegalArgumentException("no fact " + code)));
  }

  /** What differs from what is expected; empty when nothing does. */
  Optional<String> difference(KnowledgeBase knowledge) {
    var actual = outcome(knowledge);
    var expected = disposition + " " + redFlags;
    return actual.equals(expected)
        ? Optional.empty()
        : Optional.of("%s: %s: expected %s but was %s".formatted(file, name, expected, actual));
  }

  private String outcome(KnowledgeBase knowledge) {
    try {
      var assessment = knowledge.assess(Intakes.of(given));
      var flags = new TreeSet<String>();
      assessment.redFlags().stream().map(RedFlag::id).forEach(flags::add);
      return assessment.urgency().code() + " " + flags;
    } catch (IllegalStateException withoutDisposition) {
      return withoutDisposition.getMessage();
    }
  }

  @SuppressWarnings("unchecked") // the shape of a case file is fixed in docs/style.md
  static <T> T cast(Object yaml) {
    return (T) yaml;
  }
}
