import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns words.yaml into the table of the package wording; every fact must be in it. */
final class GenerateWords {
  private final Translated translated;
  private final Map<String, Object> words;
  private final Set<String> facts;
  private final Path target;

  GenerateWords(Translated translated, Set<String> facts, Path target) {
    this.translated = translated;
    this.words = YamlEntry.map(translated.entries().get("words"));
    this.facts = facts;
    this.target = target;
  }

  void write() throws IOException {
    checkFacts();
    var terms = new ArrayList<String>();
    var options = new ArrayList<String>();
    var said = new ArrayList<String>();
    words.forEach(
        (code, value) -> {
          var it = YamlEntry.map(value);
          terms.add(entry("Fact." + JavaSource.constantOf(code), term(it)));
          addSaid(said, code, it);
          YamlEntry.map(it.getOrDefault("options", Map.of()))
              .forEach(
                  (option, texts) -> {
                    var key = code + "=" + option;
                    options.add(entry(JavaSource.quoted(key), term(YamlEntry.map(texts))));
                    addSaid(said, key, YamlEntry.map(texts));
                  });
        });
    JavaSource.write(
        target,
        "org.plumbline.kb.wording",
        "WordTable",
        TABLE.formatted(joined(terms), joined(options), joined(said)));
  }

  private void checkFacts() {
    var without = new TreeSet<>(facts);
    without.removeAll(words.keySet());
    if (!without.isEmpty()) {
      throw new IllegalArgumentException(
          "knowledge/words.yaml has no entry for %s: add under words: a line such as \"%s: {term: what a clinician calls it, en: what the patient says of a yes}\", and the same English text to words.yaml in each folder of knowledge/translations"
              .formatted(without, without.first()));
    }
    var unknown = new TreeSet<>(words.keySet());
    unknown.removeAll(facts);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "knowledge/words.yaml has entries for %s, which are no facts of knowledge/facts.yaml"
              .formatted(unknown));
    }
  }

  private void addSaid(List<String> said, String key, Map<String, Object> it) {
    if (it.containsKey("en")) {
      said.add(entry(JavaSource.quoted(key), translated.wording(it)));
    }
  }

  private static String term(Map<String, Object> it) {
    return JavaSource.quoted((String) it.get("term"));
  }

  private static String entry(String key, String value) {
    return "            entry(%s, %s)".formatted(key, value);
  }

  private static String joined(List<String> entries) {
    return String.join(",\n", entries);
  }

  private static final String TABLE =
      """
      import static java.util.Map.entry;

      import java.util.Map;
      import org.plumbline.kb.fact.Fact;

      /** The words of words.yaml, as the build read them. */
      final class WordTable {
        static final Map<Fact, String> TERMS =
            Map.ofEntries(
      %s);

        /** By the code of the fact, an equals sign and the code of the option. */
        static final Map<String, String> OPTIONS =
            Map.ofEntries(
      %s);

        /** By the code of the fact; for an option as above. */
        static final Map<String, Wording> SAID =
            Map.ofEntries(
      %s);

        private WordTable() {}
      }
      """;
}
