import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file of knowledge/ with its translations beside each English text, and the languages in their
 * order.
 */
record Translated(Object yaml, List<Tongue> languages) {
  Map<String, Object> entries() {
    return YamlEntry.map(yaml);
  }

  /** The Java of the text in every language. */
  String wording(Map<String, Object> it) {
    return languages.stream()
        .map(language -> JavaSource.literal((String) it.get(language.code())))
        .collect(Collectors.joining(", ", "Wording.of(", ")"));
  }

  /** The Java of the text under a key in every language, as an Optional. */
  String optional(Map<String, Object> it, String key) {
    return it.containsKey(key)
        ? "Optional.of(%s)".formatted(wording(YamlEntry.map(it.get(key))))
        : "Optional.empty()";
  }
}
