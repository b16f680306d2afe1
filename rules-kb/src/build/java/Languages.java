import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * The languages that patients read: one folder of knowledge/translations/ each, and nothing else.
 * English is the source and the first.
 */
final class Languages {
  private static final String SOURCE = "en";

  private final Path knowledge;
  private final List<Tongue> all;

  private Languages(Path knowledge, List<Tongue> all) {
    this.knowledge = knowledge;
    this.all = List.copyOf(all);
  }

  static Languages of(Path knowledge) throws IOException {
    var all = new ArrayList<Tongue>();
    try (var folders = Files.list(knowledge.resolve("translations"))) {
      for (var folder : folders.sorted().toList()) {
        all.add(
            Tongue.of(String.valueOf(folder.getFileName()), load(folder.resolve("language.yaml"))));
      }
    }
    all.sort(Comparator.comparing(it -> !it.code().equals(SOURCE)));
    return new Languages(knowledge, all);
  }

  static Object load(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }

  /**
   * A file of knowledge/ in every language.
   *
   * @throws IllegalArgumentException if a text has no translation, or a translation has no text
   */
  Translated translated(String file) throws IOException {
    var yaml = load(knowledge.resolve(file));
    for (var it : all.subList(1, all.size())) {
      new Translation(file, it.code(), load(fileOf(it, file))).into(yaml);
    }
    return new Translated(yaml, all);
  }

  /** A file that every language but the source has, by the code of the language. */
  Map<String, Object> translations(String file) throws IOException {
    return files(file, all.subList(1, all.size()));
  }

  /** A file that every language has, by the code of the language, the source first. */
  Map<String, Object> files(String file) throws IOException {
    return files(file, all);
  }

  private Map<String, Object> files(String file, List<Tongue> languages) throws IOException {
    var files = new LinkedHashMap<String, Object>();
    for (var it : languages) {
      files.put(it.code(), load(fileOf(it, file)));
    }
    return files;
  }

  private Path fileOf(Tongue language, String file) {
    return knowledge.resolve("translations").resolve(language.code()).resolve(file);
  }

  void write(Path target) throws IOException {
    var rows =
        all.stream()
            .map(
                it ->
                    "new Language(Locale.forLanguageTag(\"%s\"), %s, %s, Locale.forLanguageTag(\"%s\"))"
                        .formatted(
                            it.code(),
                            JavaSource.quoted(it.name()),
                            it.dir().equals("rtl"),
                            it.dates()))
            .collect(Collectors.joining(",\n            "));
    JavaSource.write(target, "org.plumbline.kb.wording", "LanguageTable", TABLE.formatted(rows));
  }

  private static final String TABLE =
      """
      import java.util.List;
      import java.util.Locale;

      /** The folders of knowledge/translations/, as the build read them. */
      final class LanguageTable {
        static final List<Language> ALL =
            List.of(
                  %s);

        private LanguageTable() {}
      }
      """;
}
