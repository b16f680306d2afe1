import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A language, as its language.yaml says it.
 *
 * @param code of BCP 47, the name of its folder
 * @param name as whoever speaks it writes it
 * @param dir ltr or rtl
 * @param dates the locale by which dates are written
 * @param negative with which a sign begins that is no positive phrase
 * @param or what joins two signs
 */
record Tongue(String code, String name, String dir, String dates, Pattern negative, Pattern or) {
  /**
   * Of a folder and its file.
   *
   * @throws IllegalArgumentException if something is missing, or is not what it must be
   */
  static Tongue of(String code, Object yaml) {
    var it = YamlEntry.map(yaml);
    if (!List.of("ltr", "rtl").contains(text(code, it, "dir"))) {
      throw new IllegalArgumentException("dir of %s is neither ltr nor rtl".formatted(code));
    }
    return new Tongue(
        code,
        text(code, it, "name"),
        text(code, it, "dir"),
        text(code, it, "dates"),
        Pattern.compile("(?iU)^(%s)\\b.*".formatted(anyOf(code, it, "negative"))),
        Pattern.compile("(?iU).*\\s(%s)\\s.*".formatted(anyOf(code, it, "or"))));
  }

  private static String text(String code, Map<String, Object> it, String key) {
    if (!(it.get(key) instanceof String text) || text.isBlank()) {
      throw new IllegalArgumentException("language.yaml of %s has no %s".formatted(code, key));
    }
    return text;
  }

  private static String anyOf(String code, Map<String, Object> it, String key) {
    var words = YamlEntry.strings(it, key);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("language.yaml of %s has no %s".formatted(code, key));
    }
    return String.join("|", words.stream().map(Pattern::quote).toList());
  }
}
