import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The words of a file of knowledge/ in another language, by the English text. */
final class Translation {
  private final String file;
  private final String language;
  private final Map<String, Object> words;
  private final Set<String> left;

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
   * @throws IllegalArgumentException if a text has no translation, or a translation has no text
   */
  Object into(Object knowledge) {
    put(knowledge);
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no text for the translation of %s".formatted(file, left));
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

  private Object translated(String english) {
    left.remove(english);
    var translated = words.get(english);
    if (translated == null) {
      throw new IllegalArgumentException(
          "%s has no translation into %s of: %s".formatted(file, language, english));
    }
    return translated;
  }
}
