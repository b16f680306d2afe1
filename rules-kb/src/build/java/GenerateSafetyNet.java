import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns safety-net.yaml into the table of SafetyNet. */
final class GenerateSafetyNet {
  private static final Map<String, String> URGENCIES =
      Map.of("ambulance", "AMBULANCE", "emergency", "EMERGENCY", "today", "SAME_DAY");

  private final Translated translated;
  private final Map<String, Object> yaml;
  private final Path target;

  GenerateSafetyNet(Translated translated, Path target) {
    this.translated = translated;
    this.yaml = translated.entries();
    this.target = target;
  }

  void write() throws IOException {
    var lists =
        YamlEntry.map(yaml.get("lists")).entrySet().stream()
            .map(it -> list(it.getKey(), YamlEntry.map(it.getValue())))
            .collect(Collectors.joining(",\n"));
    var signs = maps(yaml.get("signs")).stream().map(this::sign).collect(Collectors.joining(",\n"));
    JavaSource.write(
        target, "org.plumbline.kb.advice", "SafetyNetTable", TABLE.formatted(lists, signs));
  }

  private String list(String code, Map<String, Object> it) {
    var after = it.containsKey("after") ? YamlEntry.map(it.get("after")) : Map.<String, Object>of();
    return "          new SafetyNet.Words(Urgency.%s, %s, %s, %s)"
        .formatted(
            URGENCIES.get(code),
            wording(YamlEntry.map(it.get("before"))),
            wording(it),
            after.isEmpty() ? "Wording.NONE" : wording(after));
  }

  private String sign(Map<String, Object> it) {
    return """
              new NetSign(
                  "%s",
                  Urgency.%s,
                  "%s",
                  %s,
                  new NetSign.Told(List.of(%s), List.of(%s)),
                  %s,
                  %s)"""
        .formatted(
            it.get("id"),
            URGENCIES.get((String) it.get("list")),
            it.getOrDefault("line", it.get("id")),
            wording(it),
            ways(it.get("given")),
            ways(it.getOrDefault("reported", it.get("given"))),
            answers(YamlEntry.map(it.getOrDefault("only", Map.of()))),
            worse(it));
  }

  private String worse(Map<String, Object> it) {
    var worse = YamlEntry.map(it.getOrDefault("worse", Map.of()));
    var saidBy = (String) worse.get("said-by");
    return "new NetSign.Worse(Urgency.%s, %s, %s, List.of(%s))"
        .formatted(
            URGENCIES.get((String) worse.getOrDefault("list", it.get("list"))),
            worse.containsKey("en") ? wording(worse) : wording(worsened(it)),
            saidBy == null ? "Optional.empty()" : "Optional.of(\"" + saidBy + "\")",
            worse.containsKey("given") ? ways(worse.get("given")) : worsening(it.get("given")));
  }

  /** A sign of which nothing else is written is said to get worse by the course of the pain. */
  private static String worsening(Object given) {
    return (given instanceof List<?> ? maps(given) : List.of(YamlEntry.map(given)))
        .stream()
            .map(
                way -> {
                  var worse = new LinkedHashMap<>(way);
                  worse.put("trend", "worsening");
                  return answers(worse);
                })
            .collect(Collectors.joining(", "));
  }

  private Map<String, Object> worsened(Map<String, Object> it) {
    var template = YamlEntry.map(yaml.get("worse"));
    return translated.languages().stream()
        .collect(Collectors.toMap(Tongue::code, language -> worsened(template, it, language)));
  }

  private static String worsened(
      Map<String, Object> template, Map<String, Object> it, Tongue language) {
    var code = language.code();
    return ((String) template.get(code)).replace("{sign}", (String) it.get(code));
  }

  /** One or several ways in which answers say a sign. */
  private static String ways(Object yaml) {
    var ways = yaml instanceof List<?> ? maps(yaml) : List.of(YamlEntry.map(yaml));
    return ways.stream().map(GenerateSafetyNet::answers).collect(Collectors.joining(", "));
  }

  private static String answers(Map<String, Object> way) {
    return way.entrySet().stream()
        .map(it -> answer(it.getKey(), String.valueOf(it.getValue())))
        .collect(Collectors.joining(", ", "List.of(", ")"));
  }

  private static String answer(String code, String value) {
    var fact = "Fact." + JavaSource.constantOf(code);
    if (value.startsWith(">= ")) {
      return "NetSign.Answer.from(%s, %sd)".formatted(fact, value.substring(3));
    }
    return value.startsWith("< ")
        ? "NetSign.Answer.below(%s, %sd)".formatted(fact, value.substring(2))
        : "NetSign.Answer.of(%s, \"%s\")".formatted(fact, value);
  }

  private String wording(Map<String, Object> it) {
    return translated.wording(it);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object yaml) {
    return (List<Map<String, Object>>) yaml;
  }

  private static final String TABLE =
      """
      import java.util.List;
      import java.util.Optional;
      import org.plumbline.kb.conclusion.Urgency;
      import org.plumbline.kb.fact.Fact;
      import org.plumbline.kb.wording.Wording;

      /** The lists and signs of safety-net.yaml, as the build read them. */
      final class SafetyNetTable {
        static final List<SafetyNet.Words> LISTS =
            List.of(
      %s);

        static final List<NetSign> SIGNS =
            List.of(
      %s);

        private SafetyNetTable() {}
      }
      """;
}
