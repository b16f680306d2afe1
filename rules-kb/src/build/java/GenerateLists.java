import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns lists.yaml into the table of Checklist. Whatever breaks a rule of that file is refused by
 * its name: a list in which a patient overlooks a sign answers it with a no.
 */
final class GenerateLists {
  private static final int LEAST = 4;
  private static final int MOST = 7;
  private static final int WORDS = 12;
  private static final Set<String> URGENCIES = Set.of("now", "soon", "later");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Pattern TIME_FRAME = Pattern.compile("(?i)in the last \\d+ \\w+");

  /**
   * What is known of the questions.
   *
   * @param texts by linkId the English text of every yes-or-no question that a patient answers
   * @param alwaysAlone the signs of the cauda equina
   */
  record Asked(Map<String, String> texts, Set<String> alwaysAlone) {}

  private final Translated translated;
  private final Map<String, Object> yaml;
  private final Asked asked;
  private final List<String> faults = new ArrayList<>();

  GenerateLists(Translated translated, Asked asked) {
    this.translated = translated;
    this.yaml = translated.entries();
    this.asked = asked;
  }

  void write(Path target) throws IOException {
    JavaSource.write(target, "org.plumbline.kb.form", "ChecklistTable", source());
  }

  String source() {
    var lists = YamlEntry.entries(yaml, "lists");
    lists.forEach(this::check);
    checkPlaces(lists);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("lists.yaml: " + String.join("; ", faults));
    }
    return TABLE.formatted(lists.stream().map(this::list).collect(Collectors.joining(",\n")));
  }

  private void check(Map<String, Object> list) {
    var id = (String) list.get("id");
    var signs = YamlEntry.map(list.get("signs"));
    refuse(
        signs.size() < LEAST || signs.size() > MOST,
        "%s has %d signs; expected %d to %d".formatted(id, signs.size(), LEAST, MOST));
    refuse(
        !URGENCIES.contains(String.valueOf(list.get("urgency"))),
        "%s has the urgency %s; expected now, soon or later".formatted(id, list.get("urgency")));
    var when = YamlEntry.map(list.getOrDefault("when", Map.of()));
    for (var it : translated.languages()) {
      var language = it.code();
      refuse(
          !when.containsKey(language) || !lower(list, language).contains(lower(when, language)),
          "the heading of %s does not say its time frame in %s".formatted(id, language));
    }
    signs.forEach((linkId, sign) -> check(id, when, linkId, YamlEntry.map(sign)));
  }

  private void check(String id, Map<String, Object> when, String linkId, Map<String, Object> sign) {
    var where = linkId + " in " + id;
    refuse(asked.alwaysAlone().contains(linkId), where + " is a sign of the cauda equina");
    for (var it : translated.languages()) {
      var language = it.code();
      var text = (String) sign.get(language);
      refuse(
          BLANKS.split(text).length > WORDS,
          "%s has more than %d words in %s".formatted(where, WORDS, language));
      // A tick would then be a no.
      refuse(
          it.negative().matcher(text).matches(), where + " is no positive phrase in " + language);
      refuse(
          it.or().matcher(text).matches() && !sign.containsKey("or"),
          "%s joins with an or in %s and does not say why".formatted(where, language));
    }
    var own = TIME_FRAME.matcher(asked.texts().getOrDefault(linkId, ""));
    refuse(
        own.find() && !own.group().equalsIgnoreCase(String.valueOf(when.get("en"))),
        where + " has a time frame of its own");
  }

  /** Each question is in one list, or is said to stay alone. */
  private void checkPlaces(List<Map<String, Object>> lists) {
    var places = new HashMap<String, String>();
    for (var list : lists) {
      YamlEntry.map(list.get("signs"))
          .keySet()
          .forEach(it -> place(places, it, (String) list.get("id")));
    }
    for (var group : YamlEntry.entries(yaml, "alone")) {
      var why = String.valueOf(group.getOrDefault("why", ""));
      refuse(why.isBlank(), "it is not said why these stay alone: " + group.get("questions"));
      YamlEntry.strings(group, "questions").forEach(it -> place(places, it, "alone"));
    }
    var missing = new LinkedHashSet<>(asked.texts().keySet());
    missing.removeAll(places.keySet());
    refuse(!missing.isEmpty(), "neither in a list nor alone: " + missing);
  }

  private void place(Map<String, String> places, String linkId, String place) {
    var before = places.put(linkId, place);
    refuse(before != null, "%s is in %s and in %s".formatted(linkId, before, place));
    refuse(
        !asked.texts().containsKey(linkId),
        linkId + " is no yes-or-no question that a patient answers");
  }

  private void refuse(boolean broken, String fault) {
    if (broken) {
      faults.add(fault);
    }
  }

  private static String lower(Map<String, Object> it, String language) {
    return ((String) it.get(language)).toLowerCase(Locale.ROOT);
  }

  private String list(Map<String, Object> it) {
    return """
                new Checklist(
                    "%s",
                    Checklist.Tick.%s,
                    %s,
                    List.of(
    %s))\
    """
        .formatted(
            it.get("id"),
            JavaSource.constantOf((String) it.get("urgency")),
            wording(it),
            YamlEntry.map(it.get("signs")).entrySet().stream()
                .map(sign -> sign(sign.getKey(), YamlEntry.map(sign.getValue())))
                .collect(Collectors.joining(",\n")));
  }

  private String sign(String linkId, Map<String, Object> it) {
    return "                    new Checklist.Sign(Fact.%s, %s)"
        .formatted(JavaSource.constantOf(linkId), wording(it));
  }

  private String wording(Map<String, Object> it) {
    return translated.wording(it);
  }

  private static final String TABLE =
      """
      import java.util.List;
      import org.plumbline.kb.fact.Fact;
      import org.plumbline.kb.wording.Wording;

      /** The lists of lists.yaml, as the build read them. */
      final class ChecklistTable {
        static final List<Checklist> ALL =
            List.of(
      %s);

        private ChecklistTable() {}
      }
      """;
}
