import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns destinations.yaml into the table of the package destination. */
final class GenerateDestinations {
  private static final String PACKAGE = "org.plumbline.kb.destination";

  private final Translated translated;
  private final Map<String, Object> yaml;
  private final Path target;

  GenerateDestinations(Translated translated, Path target) {
    this.translated = translated;
    this.yaml = translated.entries();
    this.target = target;
  }

  void write() throws IOException {
    var all =
        YamlEntry.entries(yaml, "destinations").stream()
            .map(this::destination)
            .collect(Collectors.joining(",\n"));
    var silent = YamlEntry.map(yaml.get("cause-not-judged"));
    JavaSource.write(
        target,
        PACKAGE,
        "DestinationTable",
        TABLE.formatted(
            all,
            wording(YamlEntry.map(yaml.get("opening"))),
            wording(YamlEntry.map(yaml.get("and"))),
            JavaSource.constantOf((String) silent.get("from")),
            quoted(silent, "families"),
            YamlEntry.map(yaml.get("checks")).entrySet().stream()
                .map(
                    it ->
                        entry(
                            it.getKey(), "Checks." + JavaSource.constantOf((String) it.getValue())))
                .collect(Collectors.joining(", ")),
            facts(yaml, "basic")));
  }

  private String destination(Map<String, Object> it) {
    return """
    new Destination(
        %s,
        Set.of(%s),
        Set.of(%s),
        %s,
        Map.ofEntries(%s),
        Map.ofEntries(%s),
        %s,
        %s,
        %s,
        %s,
        %s,
        %s,
        %s)\
    """
        .formatted(
            JavaSource.quoted((String) it.get("name")),
            quoted(it, "families"),
            quoted(it, "rules"),
            JavaSource.quoted((String) it.get("suspicion")),
            YamlEntry.map(it.get("see")).entrySet().stream()
                .map(see -> entry(see.getKey(), JavaSource.quoted((String) see.getValue())))
                .collect(Collectors.joining(", ")),
            YamlEntry.map(it.get("where")).entrySet().stream()
                .map(where -> entry(where.getKey(), place((String) where.getValue())))
                .collect(Collectors.joining(", ")),
            translated.optional(it, "told"),
            translated.optional(it, "why"),
            wording(YamlEntry.map(it.getOrDefault("bring", yaml.get("bring")))),
            wording(YamlEntry.map(it.get("please"))),
            facts(it, "examine"),
            facts(it, "optional"),
            facts(it, "ask"));
  }

  private static String entry(String urgency, String value) {
    return "entry(Urgency.%s, %s)".formatted(JavaSource.constantOf(urgency), value);
  }

  private String place(String name) {
    var place = YamlEntry.map(yaml.get("places")).get(name);
    if (place == null) {
      throw new IllegalArgumentException(name + " is not a place of destinations.yaml");
    }
    return wording(YamlEntry.map(place));
  }

  private static String facts(Map<String, Object> it, String key) {
    return YamlEntry.strings(it, key).stream()
        .map(code -> "Fact." + JavaSource.constantOf(code))
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private static String quoted(Map<String, Object> it, String key) {
    return YamlEntry.strings(it, key).stream()
        .map(JavaSource::quoted)
        .collect(Collectors.joining(", "));
  }

  private String wording(Map<String, Object> it) {
    return translated.wording(it);
  }

  private static final String TABLE =
      """
      import static java.util.Map.entry;

      import java.util.List;
      import java.util.Map;
      import java.util.Optional;
      import java.util.Set;
      import org.plumbline.kb.conclusion.Urgency;
      import org.plumbline.kb.destination.Destination.Checks;
      import org.plumbline.kb.fact.Fact;
      import org.plumbline.kb.wording.Wording;

      /** The destinations of destinations.yaml, as the build read them. */
      final class DestinationTable {
        static final List<Destination> ALL =
            List.of(
      %s);

        static final Wording OPENING = %s;
        static final Wording AND = %s;
        static final Urgency CAUSE_NOT_JUDGED_FROM = Urgency.%s;
        static final Set<String> CAUSE_NOT_JUDGED_WITH = Set.of(%s);
        static final Map<Urgency, Checks> CHECKS = Map.ofEntries(%s);
        static final List<Fact> BASIC = %s;

        private DestinationTable() {}
      }
      """;
}
