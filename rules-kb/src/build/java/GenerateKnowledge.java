import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns knowledge/*.yaml and the Library into Java, so that a rule with a mistyped fact does not
 * compile and nothing is parsed at run time. Run by Maven in generate-sources: {@code
 * GenerateKnowledge <knowledge> <artifacts> <target> <canonical>}.
 */
public final class GenerateKnowledge {
  private static final String FACT_PACKAGE = "org.plumbline.kb.fact";

  private final List<FactEntry> facts;
  private final Map<String, List<String>> groups;
  private final Map<String, List<List<String>>> contradictions;
  private final Path target;

  private record FactEntry(
      String code,
      String kind,
      String detail,
      String askedOf,
      String meaning,
      List<Number> range,
      String worse,
      Number step,
      Map<String, Object> compared) {
    static FactEntry of(Map<String, Object> entry) {
      var kind = ((String) entry.get("kind")).split(" ", 2);
      @SuppressWarnings("unchecked")
      var range = (List<Number>) entry.getOrDefault("range", List.of());
      return new FactEntry(
          (String) entry.get("code"),
          kind[0],
          kind.length > 1 ? kind[1] : "",
          (String) entry.get("asked_of"),
          (String) entry.get("meaning"),
          range,
          (String) entry.getOrDefault("worse", "first"),
          (Number) entry.getOrDefault("step", 0),
          compared(entry));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> compared(Map<String, Object> entry) {
      return (Map<String, Object>) entry.getOrDefault("compared", Map.of());
    }

    String constant() {
      return JavaSource.constantOf(code);
    }

    String property() {
      return JavaSource.propertyOf(code);
    }

    /** The property that rules compare; that of the fact unless it is a duration. */
    String comparedProperty() {
      return compared.isEmpty() ? property() : JavaSource.propertyOf((String) compared.get("as"));
    }

    boolean comparedApart() {
      return !comparedProperty().equals(property());
    }

    /** The enum of a choice, such as NightPainPolicy. */
    String choiceType() {
      return code.equals("sex") ? "Sex" : JavaSource.capital(property());
    }

    String type() {
      return switch (kind) {
        case "finding" -> "Presence";
        case "reading" -> "@Nullable Double";
        default -> choiceType();
      };
    }
  }

  @SuppressWarnings("unchecked")
  private GenerateKnowledge(Path knowledge, Path target) throws IOException {
    var yaml = (Map<String, Object>) Languages.load(knowledge.resolve("facts.yaml"));
    this.facts =
        ((List<Map<String, Object>>) yaml.get("facts")).stream().map(FactEntry::of).toList();
    this.groups = (Map<String, List<String>>) yaml.get("groups");
    this.contradictions = (Map<String, List<List<String>>>) yaml.get("contradictions");
    this.target = target;
  }

  public static void main(String[] args) throws IOException {
    var knowledge = Path.of(args[0]);
    var target = Path.of(args[2]);
    JavaSource.clear(target);
    var generator = new GenerateKnowledge(knowledge, target);
    var languages = Languages.of(knowledge);
    languages.write(target);
    new GenerateMessages(languages.files("messages.yaml")).write(target);
    var codes = generator.facts.stream().map(FactEntry::code).collect(Collectors.toSet());
    generator.writeFact();
    generator.writeChoices();
    generator.writeIntake();
    var dispositions = languages.translated("dispositions.yaml");
    generator.writeUrgency(dispositions.yaml());
    new GenerateDifferential(languages.translated("differential.yaml"), target).write();
    new GenerateAdvice(languages.translated("advice.yaml"), dispositions, codes, target).write();
    new GenerateDestinations(languages.translated("destinations.yaml"), target).write();
    new GenerateWords(languages.translated("words.yaml"), codes, target).write();
    new GenerateSafetyNet(languages.translated("safety-net.yaml"), target).write();
    new GenerateHeadlines(languages.translated("headlines.yaml")).write(target);
    var artifacts = Path.of(args[1]);
    generator.writeLibrary(
        Languages.load(artifacts.resolve("Library-low-back-triage.json")), args[3]);
    var questionnaire = Languages.load(artifacts.resolve("Questionnaire-low-back-intake.json"));
    new GenerateLists(languages.translated("lists.yaml"), generator.asked(questionnaire))
        .write(target);
    new GenerateForm(
            questionnaire,
            new FormWords(languages.translations("questions.yaml")),
            Languages.load(knowledge.resolve("form.yaml")),
            generator.facts.stream().collect(Collectors.toMap(FactEntry::code, FactEntry::kind)),
            generator.facts.stream()
                .filter(it -> it.askedOf().equals("clinician"))
                .map(FactEntry::code)
                .collect(Collectors.toSet()),
            args[3])
        .write(target);
  }

  /** The yes-or-no questions of the patient, and which of them are of the cauda equina. */
  private GenerateLists.Asked asked(Object questionnaire) {
    var findings =
        facts.stream()
            .filter(it -> it.kind.equals("finding") && !it.askedOf.equals("clinician"))
            .map(FactEntry::code)
            .collect(Collectors.toSet());
    var texts = new LinkedHashMap<String, String>();
    for (var group : YamlEntry.entries(YamlEntry.map(questionnaire), "item")) {
      YamlEntry.entries(group, "item").stream()
          .filter(it -> findings.contains(it.get("linkId")))
          .forEach(it -> texts.put((String) it.get("linkId"), (String) it.get("text")));
    }
    var pelvic = new HashSet<>(groups.get("pelvic-symptom"));
    pelvic.add("pelvic-symptoms-new");
    return new GenerateLists.Asked(texts, pelvic);
  }

  private void write(String packageName, String type, String body) throws IOException {
    JavaSource.write(target, packageName, type, body);
  }

  private void writeFact() throws IOException {
    var body = new StringBuilder();
    body.append(
        "import java.util.Collections;\nimport java.util.LinkedHashMap;\nimport java.util.List;\nimport java.util.Map;\n");
    body.append("import java.util.Optional;\n\n");
    body.append(
        "/** Every fact that the knowledge base knows; one constant per entry of facts.yaml. */\npublic enum Fact {\n");
    for (var fact : facts) {
      body.append("  /** ").append(JavaSource.javadoc(fact.meaning)).append(". */\n");
      body.append("  %s(%s),\n".formatted(fact.constant(), factArguments(fact)));
    }
    body.append("  ;\n\n").append(FACT_MEMBERS);
    body.append("  /** The groups of facts.yaml: name as a rule writes it, and members. */\n");
    body.append("  public static final Map<String, List<Fact>> GROUPS = groups();\n\n");
    body.append(
        "  private static Map<String, List<Fact>> groups() {\n    var groups = new LinkedHashMap<String, List<Fact>>();\n");
    groups.forEach(
        (name, members) ->
            body.append(
                "    groups.put(\"%s\", List.of(%s));\n"
                    .formatted(JavaSource.propertyOf(name), constants(members))));
    body.append("    return Collections.unmodifiableMap(groups);\n  }\n\n");
    body.append(pairs("NARROWER_AND_WIDER", "narrower-present-wider-absent"));
    body.append(pairs("NOT_BOTH", "both-present"));
    body.append(pairs("NOT_LOWER", "lower-than"));
    write(FACT_PACKAGE, "Fact", body.append("}\n").toString());
  }

  private static String factArguments(FactEntry fact) {
    var options = fact.kind.equals("choice") ? fact.choiceType() + ".values()" : "new Choice[0]";
    var unit = fact.kind.equals("reading") ? fact.detail : "";
    var low = fact.range.isEmpty() ? "Double.NEGATIVE_INFINITY" : fact.range.get(0) + "d";
    var high = fact.range.isEmpty() ? "Double.POSITIVE_INFINITY" : fact.range.get(1) + "d";
    var times = fact.compared.isEmpty() ? 0 : (Number) fact.compared.get("times");
    var comparedStep = fact.compared.isEmpty() ? fact.step : (Number) fact.compared.get("step");
    return "\"%s\", \"%s\", new Compared(\"%s\", %sd, %sd), Kind.%s, AskedOf.%s, \"%s\", %s, %s, %sd, Preference.%s, \"%s\", %s"
        .formatted(
            fact.code,
            fact.property(),
            fact.comparedProperty(),
            times,
            comparedStep,
            fact.kind.toUpperCase(Locale.ROOT),
            fact.askedOf.toUpperCase(Locale.ROOT),
            unit,
            low,
            high,
            fact.step,
            fact.worse.toUpperCase(Locale.ROOT),
            JavaSource.escape(fact.meaning),
            options);
  }

  private String pairs(String constant, String key) {
    var pairs =
        contradictions.get(key).stream()
            .map(pair -> "List.of(%s)".formatted(constants(pair)))
            .collect(Collectors.joining(", "));
    return "  /** The pairs of facts.yaml that contradict each other when they are %s. */\n"
            .formatted(key)
        + "  public static final List<List<Fact>> %s = List.of(%s);\n".formatted(constant, pairs);
  }

  private static String constants(List<String> codes) {
    return codes.stream().map(JavaSource::constantOf).collect(Collectors.joining(", "));
  }

  private void writeChoices() throws IOException {
    for (var fact : facts) {
      if (!fact.kind.equals("choice")) {
        continue;
      }
      var options = new ArrayList<String>();
      for (var option : fact.detail.split("\\|")) {
        options.add("  %s(\"%s\")".formatted(JavaSource.constantOf(option), option));
      }
      options.add("  UNKNOWN(\"unknown\")");
      var body =
          "/** %s. */\npublic enum %s implements Choice {\n%s;\n\n  private final String code;\n\n  %s(String code) {\n    this.code = code;\n  }\n\n  @Override\n  public String stored() {\n    return code;\n  }\n\n  @Override\n  public boolean isUnknown() {\n    return this == UNKNOWN;\n  }\n}\n"
              .formatted(
                  JavaSource.javadoc(JavaSource.capital(fact.meaning)),
                  fact.choiceType(),
                  String.join(",\n", options),
                  fact.choiceType());
      write(FACT_PACKAGE, fact.choiceType(), body);
    }
  }

  private void writeIntake() throws IOException {
    var body = new StringBuilder();
    body.append(
        "import java.util.Collection;\nimport java.util.List;\nimport java.util.Optional;\nimport org.jspecify.annotations.Nullable;\n\n");
    body.append(
        "/**\n * One patient's answers at one visit: one typed property per fact, immutable. Unanswered is unknown.\n");
    body.append(
        " * An unknown reading is null, because a rule's comparison with null is false; with NaN {@code >=} would be true.\n */\n");
    body.append("public final class Intake {\n  private final Statements statements;\n");
    facts.forEach(
        fact -> body.append("  private final %s %s;\n".formatted(fact.type(), fact.property())));
    facts.stream()
        .filter(FactEntry::comparedApart)
        .forEach(
            fact ->
                body.append(
                    "  private final @Nullable Double %s;\n".formatted(fact.comparedProperty())));
    groups
        .keySet()
        .forEach(
            name ->
                body.append(
                    "  private final FactGroup %s;\n".formatted(JavaSource.propertyOf(name))));
    body.append("\n  private Intake(Statements statements) {\n    this.statements = statements;\n");
    facts.forEach(
        fact -> body.append("    this.%s = %s;\n".formatted(fact.property(), read(fact))));
    facts.stream()
        .filter(FactEntry::comparedApart)
        .forEach(
            fact ->
                body.append(
                    "    this.%s = statements.compared(Fact.%s);\n"
                        .formatted(fact.comparedProperty(), fact.constant())));
    groups.forEach(
        (name, members) ->
            body.append(
                "    this.%s = FactGroup.of(%s);\n"
                    .formatted(
                        JavaSource.propertyOf(name),
                        members.stream()
                            .map(JavaSource::propertyOf)
                            .collect(Collectors.joining(", ")))));
    body.append("  }\n\n").append(INTAKE_MEMBERS);
    for (var fact : facts) {
      body.append("\n  /** ")
          .append(JavaSource.javadoc(fact.meaning))
          .append(unitNote(fact))
          .append(". */\n");
      body.append(
          "  public %s %s() {\n    return %s;\n  }\n"
              .formatted(fact.type(), fact.property(), fact.property()));
      if (fact.kind.equals("reading")) {
        body.append(
            "\n  /** Whether {@link #%s()} was not measured or not asked. */\n"
                .formatted(fact.property()));
        body.append(
            "  public boolean %sUnknown() {\n    return %s == null;\n  }\n"
                .formatted(fact.property(), fact.property()));
      }
      if (fact.comparedApart()) {
        body.append(
            "\n  /** {@link #%s()} in hours, to 0.01 h, as rules compare it; null when unknown. */\n"
                .formatted(fact.property()));
        body.append(
            "  public @Nullable Double %s() {\n    return %s;\n  }\n"
                .formatted(fact.comparedProperty(), fact.comparedProperty()));
      }
    }
    groups.forEach(
        (name, members) ->
            body.append(
                "\n  /** Members: %s. */\n  public FactGroup %s() {\n    return %s;\n  }\n"
                    .formatted(
                        String.join(", ", members),
                        JavaSource.propertyOf(name),
                        JavaSource.propertyOf(name))));
    write(FACT_PACKAGE, "Intake", body.append("}\n").toString());
  }

  private static String read(FactEntry fact) {
    return switch (fact.kind) {
      case "finding" -> "statements.presence(Fact.%s)".formatted(fact.constant());
      case "reading" ->
          fact.compared.isEmpty() || fact.comparedApart()
              ? "statements.reading(Fact.%s)".formatted(fact.constant())
              : "statements.compared(Fact.%s)".formatted(fact.constant());
      default ->
          "statements.choice(Fact.%s, %s.UNKNOWN)".formatted(fact.constant(), fact.choiceType());
    };
  }

  private static String unitNote(FactEntry fact) {
    return fact.kind.equals("reading")
        ? "; unit {@code %s}, null when unknown".formatted(fact.detail)
        : "";
  }

  @SuppressWarnings("unchecked")
  private void writeUrgency(Object yaml) throws IOException {
    var entries = (List<Map<String, String>>) ((Map<String, Object>) yaml).get("dispositions");
    var constants =
        entries.stream()
            .map(
                it ->
                    "  /** %s. */\n  %s(\"%s\", \"%s\", \"%s\", \"%s\")"
                        .formatted(
                            JavaSource.javadoc(it.get("display")),
                            JavaSource.constantOf(it.get("code")),
                            it.get("code"),
                            JavaSource.escape(it.get("display")),
                            JavaSource.escape(it.get("timeframe")),
                            JavaSource.escape(it.get("see"))))
            .collect(Collectors.joining(",\n"));
    write(
        "org.plumbline.kb.conclusion",
        "Urgency",
        "import java.util.Arrays;\nimport java.util.Optional;\n\n/** How fast the patient must be seen, least urgent first; one constant per entry of dispositions.yaml. */\npublic enum Urgency {\n"
            + constants
            + ";\n\n"
            + URGENCY_MEMBERS
            + "}\n");
  }

  @SuppressWarnings("unchecked")
  private void writeLibrary(Object json, String canonical) throws IOException {
    var library = (Map<String, Object>) json;
    var citations =
        ((List<Map<String, String>>) library.get("relatedArtifact"))
            .stream()
                .filter(it -> "citation".equals(it.get("type")))
                .map(
                    it ->
                        "          new Citation(\"%s\", \"%s\", \"%s\")"
                            .formatted(
                                it.get("label"),
                                JavaSource.escape(it.get("citation")),
                                JavaSource.escape(it.get("display"))))
                .collect(Collectors.joining(",\n"));
    write(
        "org.plumbline.kb.evidence",
        "Library",
        LIBRARY.formatted(
            library.get("version"),
            library.get("status"),
            library.get("lastReviewDate"),
            canonical,
            citations));
  }

  private static final String FACT_MEMBERS =
      """
        /** What a fact holds. */
        public enum Kind {
          FINDING,
          READING,
          CHOICE
        }

        /** Who is asked for a fact. */
        public enum AskedOf {
          PATIENT,
          CLINICIAN,
          BOTH,
          EHR,
          CLINIC
        }

        /** Which of two differing readings is read. */
        enum Preference {
          HIGHER,
          LOWER,
          FIRST
        }

        /** How rules read a duration: under which name, times how many hours, in which steps. */
        private record Compared(String property, double times, double step) {}

        private static final Map<String, Fact> BY_CODE = byCode();

        private final String code;
        private final String property;
        private final Compared compared;
        private final Kind kind;
        private final AskedOf askedOf;
        private final String unit;
        private final double low;
        private final double high;
        private final double step;
        private final Preference preference;
        private final String meaning;
        private final List<Choice> options;

        Fact(
            String code,
            String property,
            Compared compared,
            Kind kind,
            AskedOf askedOf,
            String unit,
            double low,
            double high,
            double step,
            Preference preference,
            String meaning,
            Choice[] options) {
          this.code = code;
          this.property = property;
          this.compared = compared;
          this.kind = kind;
          this.askedOf = askedOf;
          this.unit = unit;
          this.low = low;
          this.high = high;
          this.step = step;
          this.preference = preference;
          this.meaning = meaning;
          this.options = List.of(options);
        }

        private static Map<String, Fact> byCode() {
          var facts = new LinkedHashMap<String, Fact>();
          for (var fact : values()) {
            facts.put(fact.code, fact);
          }
          return Collections.unmodifiableMap(facts);
        }

        /** The fact of this code; empty when there is none. */
        public static Optional<Fact> of(String code) {
          return Optional.ofNullable(BY_CODE.get(code));
        }

        /** The code, equal to the linkId of the question that asks it. */
        public String code() {
          return code;
        }

        /** The property of {@link Intake} that rules read. */
        public String property() {
          return property;
        }

        public Kind kind() {
          return kind;
        }

        public AskedOf askedOf() {
          return askedOf;
        }

        /** The UCUM unit of a reading; empty for findings and choices. */
        public String unit() {
          return unit;
        }

        /** The lowest reading that is accepted, in {@link #unit()}. */
        public double low() {
          return low;
        }

        /** The highest reading that is accepted, in {@link #unit()}. */
        public double high() {
          return high;
        }

        /** The smallest difference between two readings that anyone states, in {@link #unit()}. */
        public double step() {
          return step;
        }

        /** The property of {@link Intake} that rules compare with numbers; of a duration in hours. */
        public String comparedProperty() {
          return compared.property();
        }

        /** The number that rules compare: of a duration hours, to 0.01 h, else the reading itself. */
        public double compared(double reading) {
          return compared.times() == 0 ? reading : Math.round(reading * compared.times() * 100) / 100.0;
        }

        /** The reading that {@link #compared} turns into this number. */
        public double reading(double compared) {
          return this.compared.times() == 0 ? compared : compared / this.compared.times();
        }

        /** How many hours one unit of a duration is; 0 for all other readings. */
        public double hours() {
          return compared.times();
        }

        /** The smallest difference between two numbers that rules compare. */
        public double comparedStep() {
          return compared.step();
        }

        Preference preference() {
          return preference;
        }

        /** One line that says what the fact means. */
        public String meaning() {
          return meaning;
        }

        /** The options of a choice, unknown among them; empty for findings and readings. */
        public List<Choice> options() {
          return options;
        }

      """;

  private static final String INTAKE_MEMBERS =
      """
        /**
         * The intake that these statements make. Their order does not matter.
         *
         * @throws IllegalArgumentException if a value does not fit its fact
         */
        public static Intake of(Collection<Statement> statements) {
          return new Intake(Statements.of(statements));
        }

        /** Everything that was said, unknown answers and contradicted statements included, in the order of facts.yaml. */
        public List<Statement> statements() {
          return statements.all();
        }

        /** The statement that is read for this fact; empty when nobody said anything about it. */
        public Optional<Statement> statement(Fact fact) {
          return statements.read(fact);
        }

        /** What is read for this fact; unknown when nobody said anything about it. */
        public Value value(Fact fact) {
          return statements.value(fact);
        }

        /** What the statements contradict each other in. */
        public List<Contradiction> contradictions() {
          return statements.contradictions();
        }

        /** Whether {@link #contradictions()} has any about a sign. */
        public boolean contradictory() {
          return contradictory(Contradiction.Subject.SIGN);
        }

        /** Whether {@link #contradictions()} has any about the pain. */
        public boolean painContradictory() {
          return contradictory(Contradiction.Subject.PAIN);
        }

        /** Whether {@link #contradictions()} has any about this. */
        public boolean contradictory(Contradiction.Subject subject) {
          return statements.contradictions().stream().anyMatch(it -> it.subject() == subject);
        }
      """;

  private static final String URGENCY_MEMBERS =
      """
        private final String code;
        private final String display;
        private final String timeframe;
        private final String see;

        Urgency(String code, String display, String timeframe, String see) {
          this.code = code;
          this.display = display;
          this.timeframe = timeframe;
          this.see = see;
        }

        /** The code that the API shows, such as {@code same-day}. */
        public String code() {
          return code;
        }

        /** The words that a screen shows. */
        public String display() {
          return display;
        }

        /** How fast. */
        public String timeframe() {
          return timeframe;
        }

        /** Who sees the patient. */
        public String see() {
          return see;
        }

        /** The urgency of a code; empty when there is none. */
        public static Optional<Urgency> of(String code) {
          return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
        }
      """;

  private static final String LIBRARY =
      """
      import java.util.LinkedHashMap;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;

      /** The knowledge version and every citation, from Library-low-back-triage.json. */
      public final class Library {
        /** The version of the knowledge, as semantic version. */
        public static final String VERSION = "%s";

        /** What every artifact of this version is: draft until it is released, then active. */
        public static final String STATUS = "%s";

        /** The date of the last review, as ISO date. */
        public static final String REVIEWED = "%s";

        /** The base of every canonical address. */
        public static final String CANONICAL_BASE = "%s";

        private static final Map<String, Citation> CITATIONS = citations();

        private Library() {}

        /** The citation with this key, such as {@code GIRFT23}; empty when the Library has none. */
        public static Optional<Citation> citation(String key) {
          return Optional.ofNullable(CITATIONS.get(key));
        }

        private static Map<String, Citation> citations() {
          var citations = new LinkedHashMap<String, Citation>();
          for (var citation : all()) {
            citations.put(citation.key(), citation);
          }
          return citations;
        }

        /** Every citation, in the order of the Library. */
        public static List<Citation> all() {
          return List.of(
      %s);
        }
      }
      """;
}
