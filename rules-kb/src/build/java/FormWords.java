import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of the form in every language: those of the Questionnaire, and questions.yaml of each
 * language. What a patient reads is there in each; what a clinician reads alone is English.
 */
final class FormWords {
  private final Map<String, Map<String, Object>> texts = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> options = new LinkedHashMap<>();
  private final Map<String, Set<String>> left = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * Words.
   *
   * @param translations by the code of the language its questions.yaml
   */
  FormWords(Map<String, Object> translations) {
    translations.forEach(
        (language, yaml) -> {
          var it = YamlEntry.map(yaml);
          texts.put(language, YamlEntry.map(it.get("text")));
          options.put(language, YamlEntry.map(it.get("option")));
          var keys = new LinkedHashSet<>(texts.get(language).keySet());
          keys.addAll(options.get(language).keySet());
          left.put(language, keys);
        });
  }

  /** The Java of a group's or question's text. */
  String text(String linkId, String english, boolean forPatients) {
    return wording(texts, linkId, english, forPatients);
  }

  /** The Java of an answer or of a unit. */
  String option(String english, boolean forPatients) {
    return wording(options, english, english, forPatients);
  }

  private String wording(
      Map<String, Map<String, Object>> words, String key, String english, boolean forPatients) {
    if (!forPatients) {
      return "Wording.everywhere(" + JavaSource.literal(english) + ")";
    }
    return Stream.concat(
            Stream.of(english),
            words.entrySet().stream().map(it -> translated(it.getKey(), it.getValue(), key)))
        .map(JavaSource::literal)
        .collect(Collectors.joining(", ", "Wording.of(", ")"));
  }

  private String translated(String language, Map<String, Object> words, String key) {
    left.get(language).remove(key);
    if (words.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    faults.add("no %s in %s".formatted(key, language));
    return key;
  }

  /**
   * Refuses what is missing in a language, and what nothing asks for.
   *
   * @throws IllegalArgumentException if there is any; all of it is named
   */
  void check() {
    left.forEach(
        (language, keys) ->
            keys.forEach(it -> faults.add("%s in %s is left over".formatted(it, language))));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("questions.yaml: " + String.join("; ", faults));
    }
  }
}
