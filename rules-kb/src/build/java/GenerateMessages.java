import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns messages.yaml of every language into the table of PageWords. A page that names a text which
 * is not there is not shown at all, so each language has every key of the source and no other.
 */
final class GenerateMessages {
  private final Map<String, Map<String, Object>> messages = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * A generator.
   *
   * @param messages by the code of the language its messages.yaml, the source first
   */
  GenerateMessages(Map<String, Object> messages) {
    messages.forEach((language, yaml) -> this.messages.put(language, YamlEntry.map(yaml)));
  }

  void write(Path target) throws IOException {
    JavaSource.write(target, "org.plumbline.kb.wording", "PageTable", source());
  }

  /**
   * The Java.
   *
   * @throws IllegalArgumentException if a key is missing or left over in a language, or its values
   *     are not those of the source; all of them are named
   */
  String source() {
    var source = messages.values().iterator().next();
    messages.forEach((language, texts) -> check(language, texts, source));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("messages.yaml: " + String.join("; ", faults));
    }
    return TABLE.formatted(
        source.keySet().stream().map(this::entry).collect(Collectors.joining(",\n")));
  }

  private void check(String language, Map<String, Object> texts, Map<String, Object> source) {
    var keys = new LinkedHashSet<>(source.keySet());
    keys.addAll(texts.keySet());
    for (var key : keys) {
      var text = String.valueOf(texts.getOrDefault(key, ""));
      if (!source.containsKey(key)) {
        faults.add("%s in %s is left over".formatted(key, language));
      } else if (text.isBlank()) {
        faults.add("no %s in %s".formatted(key, language));
      } else {
        checkValues(key + " in " + language, text, String.valueOf(source.get(key)));
      }
    }
  }

  private void checkValues(String where, String text, String source) {
    var values = Translation.values(text);
    if (!values.equals(Translation.values(source))) {
      faults.add("%s has other values than %s".formatted(where, Translation.values(source)));
    }
    // A lone apostrophe quotes what follows it, values too.
    if (!values.isEmpty() && text.replace("''", "").contains("'")) {
      faults.add(where + " has a value and an apostrophe that is not written twice");
    }
  }

  private String entry(String key) {
    return messages.values().stream()
        .map(it -> JavaSource.literal(String.valueOf(it.get(key))))
        .collect(
            Collectors.joining(
                ", ", "          entry(" + JavaSource.literal(key) + ", Wording.of(", "))"));
  }

  private static final String TABLE =
      """
      import static java.util.Map.entry;

      import java.util.Map;

      /** The texts of messages.yaml in every language, as the build read them. */
      final class PageTable {
        static final Map<String, Wording> ALL =
            Map.ofEntries(
      %s);

        private PageTable() {}
      }
      """;
}
