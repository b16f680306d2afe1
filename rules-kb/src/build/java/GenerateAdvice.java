import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns advice.yaml and the patient's words of dispositions.yaml into the classes of the package
 * advice.
 */
final class GenerateAdvice {
  private static final String PACKAGE = "org.plumbline.kb.advice";

  private final Translated advice;
  private final Map<String, Object> yaml;
  private final Map<String, Object> dispositions;
  private final Set<String> facts;
  private final Path target;

  GenerateAdvice(Translated advice, Translated dispositions, Set<String> facts, Path target) {
    this.advice = advice;
    this.yaml = advice.entries();
    this.dispositions = dispositions.entries();
    this.facts = facts;
    this.target = target;
  }

  void write() throws IOException {
    JavaSource.write(target, PACKAGE, "AdviceTable", table());
    JavaSource.write(target, PACKAGE, "DispositionTable", dispositionTable());
  }

  private String table() {
    var items =
        YamlEntry.entries(yaml, "advice").stream()
            .map(this::item)
            .collect(Collectors.joining(",\n"));
    var names =
        YamlEntry.map(yaml.get("names")).entrySet().stream()
            .map(
                it ->
                    "          entry(Fact.%s, %s)"
                        .formatted(
                            JavaSource.constantOf(it.getKey()),
                            wording(YamlEntry.map(it.getValue()))))
            .collect(Collectors.joining(",\n"));
    var waived =
        YamlEntry.map(yaml.get("waived")).entrySet().stream()
            .map(
                it ->
                    "Fact.%s, \"%s\"".formatted(JavaSource.constantOf(it.getKey()), it.getValue()))
            .collect(Collectors.joining(", "));
    var words = YamlEntry.map(yaml.get("words"));
    var exercises = YamlEntry.entries(yaml, "exercises");
    return TABLE.formatted(
        exercises.stream().map(this::exercise).collect(Collectors.joining("\n")),
        exercises.stream()
            .map(it -> JavaSource.constantOf((String) it.get("id")))
            .collect(Collectors.joining(", ")),
        items,
        names,
        waived,
        wording(YamlEntry.map(words.get("not-if"))),
        wording(YamlEntry.map(words.get("or"))));
  }

  private String item(Map<String, Object> it) {
    return """
              new AdviceItem(
                  "%s",
                  AdviceItem.Kind.%s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  %s,
                  List.of(%s),
                  %s,
                  %s)"""
        .formatted(
            it.get("id"),
            JavaSource.constantOf((String) it.get("kind")),
            JavaSource.quoted((String) it.get("title")),
            JavaSource.quoted(YamlEntry.strings(it, "claims")),
            JavaSource.quoted(YamlEntry.strings(it, "sources")),
            wording(it),
            advice.optional(it, "do"),
            advice.optional(it, "do-not"),
            YamlEntry.strings(it, "exercises").stream()
                .map(JavaSource::constantOf)
                .collect(Collectors.joining(", ", "List.of(", ")")),
            facts(it, "not-with"),
            JavaSource.quoted(conclusions(it, "not-with")),
            facts(it, "only-if-absent")
                + ", "
                + JavaSource.quoted(conclusions(it, "only-if-absent")),
            YamlEntry.entries(it, "add").stream()
                .map(this::addition)
                .collect(Collectors.joining(", ")),
            weight(it),
            Boolean.TRUE.equals(it.get("names-bracing")));
  }

  /** A constant, so that an item that names an exercise which is not there does not compile. */
  private String exercise(Map<String, Object> it) {
    return "  static final Exercise %s =\n      new Exercise(%s, %s, %s, %s, %s);"
        .formatted(
            JavaSource.constantOf((String) it.get("id")),
            JavaSource.quoted((String) it.get("id")),
            wording(YamlEntry.map(it.get("name"))),
            wording(it),
            wording(YamlEntry.map(it.get("pictured"))),
            facts(it, "only-if-absent"));
  }

  private String addition(Map<String, Object> it) {
    return "new AdviceItem.Addition(%s, %s)".formatted(facts(it, "unless-absent"), wording(it));
  }

  private String weight(Map<String, Object> it) {
    if (!it.containsKey("weight")) {
      return "Optional.empty()";
    }
    var weight = YamlEntry.map(it.get("weight"));
    return "Optional.of(new AdviceItem.Weight(Fact.%s, %s, %s, %s))"
        .formatted(
            JavaSource.constantOf((String) weight.get("of")),
            weight.get("times"),
            weight.get("rounded-down-to"),
            wording(YamlEntry.map(it.get("with-weight"))));
  }

  /** A name in a list of contraindications is a fact, or else a rule. */
  private String facts(Map<String, Object> it, String key) {
    return YamlEntry.strings(it, key).stream()
        .filter(facts::contains)
        .map(code -> "Fact." + JavaSource.constantOf(code))
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private List<String> conclusions(Map<String, Object> it, String key) {
    return YamlEntry.strings(it, key).stream().filter(code -> !facts.contains(code)).toList();
  }

  private String dispositionTable() {
    var rows = new ArrayList<String>();
    for (var it : YamlEntry.entries(dispositions, "dispositions")) {
      var followUps =
          YamlEntry.entries(it, "follow-up").stream()
              .map(GenerateAdvice::followUp)
              .collect(Collectors.joining(", "));
      rows.add(
          "          entry(Urgency.%s, new Instruction(%s, %s, %s, List.of(%s)))"
              .formatted(
                  JavaSource.constantOf((String) it.get("code")),
                  wording(it),
                  it.get("plans"),
                  it.get("comfort"),
                  followUps));
    }
    return DISPOSITIONS.formatted(
        String.join(",\n", rows),
        followUp(YamlEntry.map(dispositions.get("not-finished"))),
        followUp(YamlEntry.map(dispositions.get("not-answered"))),
        titles());
  }

  /** Every follow-up has a title, or whoever looks at a board reads its code. */
  private String titles() {
    var titles = new TreeMap<>(YamlEntry.map(dispositions.get("titles")));
    var codes = new TreeSet<String>();
    for (var it : YamlEntry.entries(dispositions, "dispositions")) {
      YamlEntry.entries(it, "follow-up").forEach(each -> codes.add((String) each.get("code")));
    }
    codes.add((String) YamlEntry.map(dispositions.get("not-finished")).get("code"));
    codes.add((String) YamlEntry.map(dispositions.get("not-answered")).get("code"));
    if (!titles.keySet().equals(codes)) {
      throw new IllegalArgumentException(
          "knowledge/dispositions.yaml has titles: for %s, and follow-ups %s"
              .formatted(titles.keySet(), codes));
    }
    return titles.entrySet().stream()
        .map(
            it ->
                "          entry(%s, %s)"
                    .formatted(
                        JavaSource.quoted(it.getKey()), JavaSource.quoted((String) it.getValue())))
        .collect(Collectors.joining(",\n"));
  }

  private static String followUp(Map<String, Object> it) {
    return "new Instruction.FollowUp(%s, %sd, %sd, Instruction.Clock.%s, %s, %s)"
        .formatted(
            JavaSource.quoted((String) it.get("code")),
            it.get("hours"),
            it.getOrDefault("from-session", 0),
            JavaSource.constantOf((String) it.getOrDefault("clock", "elapsed")),
            it.getOrDefault("escalates", false),
            JavaSource.quoted((String) it.get("what")));
  }

  private String wording(Map<String, Object> it) {
    return advice.wording(it);
  }

  private static final String TABLE =
"""
      import static java.util.Map.entry;

      import java.util.List;
      import java.util.Map;
import java.util.Set;
      import java.util.Optional;
      import org.plumbline.kb.wording.Wording;
      import org.plumbline.kb.fact.Fact;

      /** The items of advice.yaml, as the build read them. */
      final class AdviceTable {
      %s

        static final List<Exercise> EXERCISES = List.of(%s);

        static final List<AdviceItem> ITEMS =
            List.of(
      %s);

        /** Facts in the words of a patient. */
        static final Map<Fact, Wording> NAMES =
            Map.ofEntries(
      %s);

        /** The rule that makes an unknown fact count as absent. */
        static final Map<Fact, String> WAIVED = Map.of(%s);

        static final Wording NOT_IF = %s;
        static final Wording OR = %s;

        private AdviceTable() {}
      }
      """;

  private static final String DISPOSITIONS =
"""
      import static java.util.Map.entry;

      import java.util.List;
      import java.util.Map;
import java.util.Set;
      import org.plumbline.kb.wording.Wording;
      import org.plumbline.kb.conclusion.Urgency;

      /** What goes with each urgency, as the build read it from dispositions.yaml. */
      final class DispositionTable {
        static final Map<Urgency, Instruction> INSTRUCTIONS =
            Map.ofEntries(
      %s);

        static final Instruction.FollowUp NOT_FINISHED = %s;
        static final Instruction.FollowUp NOT_ANSWERED = %s;

        /** By the code of the follow-up. */
        static final Map<String, String> TITLES =
            Map.ofEntries(
      %s);

        private DispositionTable() {}
      }
      """;
}
