import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spells names and literals of generated Java, and writes its files. */
final class JavaSource {
  private JavaSource() {}

  /** Deletes what an earlier build generated, so that a class that has moved is not there twice. */
  static void clear(Path target) throws IOException {
    if (Files.exists(target)) {
      try (var files = Files.walk(target)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static void write(Path target, String packageName, String type, String body) throws IOException {
    var folder = Files.createDirectories(target.resolve(packageName.replace('.', '/')));
    Files.writeString(folder.resolve(type + ".java"), "package " + packageName + ";\n\n" + body);
  }

  static String constantOf(String code) {
    var name = code.toUpperCase(Locale.ROOT).replace('-', '_');
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  static String propertyOf(String code) {
    var name = new StringBuilder();
    for (var part : code.split("-")) {
      name.append(name.isEmpty() ? part : capital(part));
    }
    return name.toString();
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  static String escape(String text) {
    return text.strip().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  static String javadoc(String text) {
    return capital(text)
        .strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;");
  }

  /** A string literal of the text without the blanks around it. */
  static String quoted(String text) {
    return literal(text.strip());
  }

  /** A string literal of the text as it is. */
  static String literal(String text) {
    return "\"%s\""
        .formatted(text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
  }

  static String quoted(List<String> texts) {
    return "List.of(%s)"
        .formatted(texts.stream().map(JavaSource::quoted).collect(Collectors.joining(", ")));
  }
}
