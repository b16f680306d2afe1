import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns differential.yaml into the enum Origin and the class Likelihoods. */
final class GenerateDifferential {
  private static final String PACKAGE = "org.plumbline.kb.differential";

  private final Translated translated;
  private final Map<String, Object> yaml;
  private final Path target;

  GenerateDifferential(Translated translated, Path target) {
    this.translated = translated;
    this.yaml = translated.entries();
    this.target = target;
  }

  void write() throws IOException {
    checkColumns();
    JavaSource.write(target, PACKAGE, "Origin", origins());
    JavaSource.write(target, PACKAGE, "Likelihoods", likelihoods());
  }

  /** The columns of the table are the origins in their order, or a number would move. */
  private void checkColumns() {
    var codes = entries("origins").stream().map(it -> it.get("code")).toList();
    if (!codes.equals(yaml.get("columns"))) {
      throw new IllegalArgumentException("columns of differential.yaml differ from its origins");
    }
  }

  private String origins() {
    var constants =
        entries("origins").stream()
            .map(
                it ->
                    "  /** %s. */\n  %s(\"%s\", Group.%s, %s, %s, %s)"
                        .formatted(
                            JavaSource.javadoc(text(it, "display")),
                            JavaSource.constantOf(text(it, "code")),
                            it.get("code"),
                            JavaSource.constantOf(text(it, "group")),
                            it.get("prior"),
                            JavaSource.quoted(text(it, "display")),
                            translated.wording(it)))
            .collect(Collectors.joining(",\n"));
    return ORIGIN.formatted(constants);
  }

  private String likelihoods() {
    var weighing = map(yaml.get("weighing"));
    var override = map(weighing.get("override"));
    var fades = map(weighing.get("fades"));
    var likely = map(weighing.get("likely"));
    return LIKELIHOODS.formatted(
        rows("findings", it -> fact(text(it, "finding")) + ", Presence.PRESENT"),
        rows(
            "readings",
            it ->
                fact(text(it, "reading"))
                    + ", new Reading(%s)".formatted(it.getOrDefault("below", it.get("from")))),
        entries("choices").stream().map(this::choice).collect(Collectors.joining(",\n")),
        lasting("DURATION_WEEKS"),
        lasting("HOURS_SINCE_LIFT"),
        weighing.get("single-likelihood-ratio"),
        weighing.get("group-likelihood-ratio"),
        groups(weighing.get("groups")),
        fact(text(map(weighing.get("story")), "told-by")),
        List.copyOf(map(weighing.get("groups")).keySet())
            .indexOf(text(map(weighing.get("story")), "group")),
        map(weighing.get("story")).get("absent-weighs"),
        facts(weighing.get("completeness-core")),
        weighing.get("completeness-floor"),
        likely.get("score"),
        likely.get("times-runner-up"),
        map(weighing.get("possible")).get("score"),
        origin(fades.get("origin")),
        fades.get("from-hours"),
        fades.get("lowered-by"),
        origin(override.get("origin")),
        facts(override.get("findings")),
        override.get("possible-from"),
        override.get("likely-from"),
        fact((String) override.get("decisive")));
  }

  private interface Key {
    String of(Map<String, Object> entry);
  }

  private String rows(String table, Key key) {
    return entries(table).stream()
        .map(it -> row(key.of(it), it.get("present"), it, "0"))
        .collect(Collectors.joining(",\n"));
  }

  private String lasting(String fact) {
    var lasting = map(yaml.get("lasting"));
    var from = String.valueOf(lasting.get("from-hours"));
    return row("Fact.%s, Reading.UNKNOWN".formatted(fact), lasting.get("present"), lasting, from);
  }

  private String choice(Map<String, Object> entry) {
    var fact = text(entry, "choice");
    var type = JavaSource.capital(JavaSource.propertyOf(fact));
    return map(entry.get("options")).entrySet().stream()
        .map(
            it ->
                row(
                    "%s, %s.%s".formatted(fact(fact), type, JavaSource.constantOf(it.getKey())),
                    it.getValue(),
                    entry,
                    String.valueOf(entry.getOrDefault("from-hours", "0"))))
        .collect(Collectors.joining(",\n"));
  }

  @SuppressWarnings("unchecked")
  private static String row(String key, Object numbers, Map<String, Object> entry, String from) {
    return "          new Row(%s, %s, %s, %s, %s, new double[] {%s})"
        .formatted(
            key,
            entry.containsKey("below"),
            from,
            JavaSource.quoted(text(entry, "basis")),
            JavaSource.quoted((List<String>) entry.get("sources")),
            ((List<Number>) numbers)
                .stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static String groups(Object groups) {
    return map(groups).values().stream()
        .map(GenerateDifferential::facts)
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  @SuppressWarnings("unchecked")
  private static String facts(Object codes) {
    return ((List<String>) codes)
        .stream()
            .map(GenerateDifferential::fact)
            .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private static String fact(String code) {
    return "Fact." + JavaSource.constantOf(code);
  }

  private static String origin(Object code) {
    return "Origin." + JavaSource.constantOf((String) code);
  }

  private static String text(Map<String, Object> entry, String key) {
    return String.valueOf(entry.get(key));
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> entries(String key) {
    return (List<Map<String, Object>>) yaml.get(key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }

  private static final String ORIGIN =
      """
      import org.plumbline.kb.wording.Wording;

      /** Where the pain can come from; one constant per origin of differential.yaml. */
      public enum Origin {
      %s;

        /** Which side of the question "muscle or structure" an origin is on. */
        public enum Group {
          MUSCULAR,
          STRUCTURAL,
          NEITHER
        }

        private final String code;
        private final Group group;
        private final double prior;
        private final String display;
        private final Wording wording;

        Origin(String code, Group group, double prior, String display, Wording wording) {
          this.code = code;
          this.group = group;
          this.prior = prior;
          this.display = display;
          this.wording = wording;
        }

        /** The code, such as {@code muscle-strain}. */
        public String code() {
          return code;
        }

        public Group group() {
          return group;
        }

        /** How common the origin is before anything is known; 0 to 1. */
        double prior() {
          return prior;
        }

        /** The words that a clinician reads. */
        public String display() {
          return display;
        }

        /** The words that a patient reads. */
        public Wording wording() {
          return wording;
        }
      }
      """;

  private static final String LIKELIHOODS =
      """
      import java.util.List;
      import org.plumbline.kb.fact.DirectionalPreference;
      import org.plumbline.kb.fact.Fact;
      import org.plumbline.kb.fact.Onset;
      import org.plumbline.kb.fact.Presence;
      import org.plumbline.kb.fact.Reading;
      import org.plumbline.kb.fact.Trend;
      import org.plumbline.kb.fact.Value;

      /** The table of differential.yaml, as the build read it. */
      final class Likelihoods {
        /**
         * One row.
         *
         * @param value what the fact must be for the row to count; of a reading the bound
         * @param below whether a reading counts below the bound, and not from it on
         * @param fromHours the row counts only from this many hours after the session
         * @param present P(value | origin), one number per origin
         */
        record Row(Fact fact, Value value, boolean below, double fromHours, String basis, List<String> sources, double[] present) {}

        static final List<Row> FINDINGS =
            List.of(
      %s);

        static final List<Row> READINGS =
            List.of(
      %s);

        static final List<Row> CHOICES =
            List.of(
      %s);

        /** A spell that has lasted long, for each fact that can say so. */
        static final List<Row> LASTING =
            List.of(
      %s,
      %s);

        static final double SINGLE_RATIO = %s;
        static final double GROUP_RATIO = %s;
        static final List<List<Fact>> CORRELATED = %s;
        static final Fact STORY_TOLD_BY = %s;
        static final int STORY_GROUP = %s;
        static final double STORY_ABSENT_WEIGHS = %s;
        static final List<Fact> CORE = %s;
        static final double COMPLETENESS_FLOOR = %s;
        static final double LIKELY_SCORE = %s;
        static final double LIKELY_TIMES_RUNNER_UP = %s;
        static final double POSSIBLE_SCORE = %s;
        static final Origin FADING = %s;
        static final double FADING_FROM_HOURS = %s;
        static final double FADING_LOWERED_BY = %s;
        static final Origin OVERRIDING = %s;
        static final List<Fact> OVERRIDE_FINDINGS = %s;
        static final int OVERRIDE_POSSIBLE_FROM = %s;
        static final int OVERRIDE_LIKELY_FROM = %s;
        static final Fact OVERRIDE_DECISIVE = %s;

        private Likelihoods() {}
      }
      """;
}
