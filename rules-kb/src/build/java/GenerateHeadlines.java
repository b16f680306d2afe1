import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns headlines.yaml into the table of HeadlineWords: each text under its path in the file. */
final class GenerateHeadlines {
  private static final String PACKAGE = "org.plumbline.kb.advice";

  private final List<String> entries = new ArrayList<>();
  private final Translated headlines;

  GenerateHeadlines(Translated headlines) {
    this.headlines = headlines;
    collect("", headlines.entries());
  }

  private void collect(String path, Map<String, Object> it) {
    if (it.containsKey("en")) {
      entries.add(
          "          entry(%s, %s)"
              .formatted(JavaSource.quoted(path.substring(1)), headlines.wording(it)));
    } else {
      it.forEach((key, below) -> collect(path + "/" + key, YamlEntry.map(below)));
    }
  }

  void write(Path target) throws IOException {
    JavaSource.write(
        target, PACKAGE, "HeadlineTable", TABLE.formatted(String.join(",\n", entries)));
  }

  private static final String TABLE =
      """
      import static java.util.Map.entry;

      import java.util.Map;
      import org.plumbline.kb.wording.Wording;

      /** The texts of headlines.yaml, as the build read them. */
      final class HeadlineTable {
        static final Map<String, Wording> WORDS =
            Map.ofEntries(
      %s);

        private HeadlineTable() {}
      }
      """;
}
