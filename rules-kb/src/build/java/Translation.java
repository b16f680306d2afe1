import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a file of knowledge/ in another language, by the English text. */
final class Translation {
  private static final Pattern VALUE = Pattern.compile("\\{\\w+}");

  private final String file;
  private final String language;
  private final Map<String, Object> words;
  private final Set<String> left;
  private final List<String> faults = new ArrayList<>();

  /**
   * A translation.
   *
   * @param file the file of knowledge/ that it is of, for messages
   * @param words of the file of the same name in the folder of the language
   */
  Translation(String file, String language, Object words) {
    this.file = file;
    this.language = language;
    this.words = YamlEntry.map(words);
    this.left = new LinkedHashSet<>(this.words.keySet());
  }

  /**
   * Puts each translation beside its English text.
   *
   * @throws IllegalArgumentException if a text has no translation, a translation has no text, or
   *     the values in the two differ; all of them are named
   */
  Object into(Object knowledge) {
    put(knowledge);
    left.forEach(it -> faults.add("no text for the translation of: " + it));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "%s in %s:\n  %s".formatted(file, language, String.join("\n  ", faults)));
    }
    return knowledge;
  }

  private void put(Object it) {
    if (it instanceof Collection<?> all) {
      all.forEach(this::put);
    } else if (it instanceof Map<?, ?>) {
      var entry = YamlEntry.map(it);
      if (entry.get("en") instanceof String english) {
        entry.put(language, translated(english));
      }
      entry.values().forEach(this::put);
    }
  }

  private String translated(String english) {
    left.remove(english);
    if (!(words.get(english) instanceof String translated) || translated.isBlank()) {
      faults.add("no translation of: " + english);
      return english;
    }
    if (!values(english).equals(values(translated))) {
      faults.add("other values than in: " + english);
    }
    return translated;
  }

  /** The names in braces, in order: what stands for a value. */
  static List<String> values(String text) {
    return VALUE.matcher(text).results().map(it -> it.group()).sorted().toList();
  }
}
