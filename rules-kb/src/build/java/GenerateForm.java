import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the Questionnaire, its translation and form.yaml into the form: the one place that reads
 * them. What nobody could ask or show is refused by its linkId: a question that is left out
 * silently would be an answer that is taken for granted.
 */
final class GenerateForm {
  private static final String UNIT_OPTION =
      "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";
  private static final Set<String> TYPES =
      Set.of("choice", "integer", "decimal", "quantity", "dateTime");
  private static final Set<String> PROPERTIES =
      Set.of(
          "linkId",
          "code",
          "text",
          "type",
          "extension",
          "enableWhen",
          "enableBehavior",
          "answerOption",
          "required",
          "item");

  private final Map<String, Object> questionnaire;
  private final FormWords words;
  private final Map<String, Object> pages;
  private final EnableWhen enableWhen;
  private final Set<String> examined;
  private final String canonical;

  /**
   * A generator.
   *
   * @param words the texts in every language
   * @param pages form.yaml
   * @param kinds by code the kind of each fact
   * @param examined the codes of what a clinician finds, which no page of a patient shows
   * @param canonical the base of every address
   */
  GenerateForm(
      Object questionnaire,
      FormWords words,
      Object pages,
      Map<String, String> kinds,
      Set<String> examined,
      String canonical) {
    this.questionnaire = YamlEntry.map(questionnaire);
    this.words = words;
    this.pages = YamlEntry.map(pages);
    this.enableWhen = new EnableWhen(kinds);
    this.examined = examined;
    this.canonical = canonical;
  }

  void write(Path target) throws IOException {
    JavaSource.write(target, "org.plumbline.kb.form", "LowBackIntake", source());
  }

  String source() {
    var methods = new ArrayList<String>();
    var calls = new ArrayList<String>();
    groups(questionnaire, List.of(), methods, calls);
    words.check();
    return FORM.formatted(
        JavaSource.quoted(text(questionnaire, "url") + "|" + text(questionnaire, "version")),
        String.join(", ", calls),
        steps(),
        String.join("\n", methods));
  }

  /** A group inside another is a group of its own, which asks for what the outer one asks for. */
  private void groups(
      Map<String, Object> parent, List<String> outer, List<String> methods, List<String> calls) {
    for (var group : YamlEntry.entries(parent, "item")) {
      if ("group".equals(group.get("type"))) {
        var enabling = enableWhen.of(outer, group);
        var name = JavaSource.propertyOf(text(group, "linkId"));
        calls.add(name + "()");
        methods.add(group(name, group, enabling));
        groups(group, enabling, methods, calls);
      }
    }
  }

  private String group(String name, Map<String, Object> group, List<String> enabling) {
    var linkId = text(group, "linkId");
    var items =
        YamlEntry.entries(group, "item").stream()
            .filter(it -> !"group".equals(it.get("type")))
            .toList();
    var forPatients = items.isEmpty() || items.stream().anyMatch(this::forPatients);
    if (!items.isEmpty()
        && forPatients
        && stepsOfPages().stream().noneMatch(it -> it.contains(linkId))) {
      throw new IllegalArgumentException("no step shows the group " + linkId);
    }
    var questions =
        items.stream().map(it -> question(enabling, it)).collect(Collectors.joining(",\n"));
    return GROUP.formatted(
        name, JavaSource.quoted(linkId), words(group, forPatients), forPatients, questions);
  }

  private String question(List<String> outer, Map<String, Object> item) {
    var linkId = text(item, "linkId");
    var forPatients = forPatients(item);
    var type = text(item, "type");
    var unknown = item.keySet().stream().filter(it -> !PROPERTIES.contains(it)).toList();
    if (!TYPES.contains(type) || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the question %s cannot be shown: type %s, %s".formatted(linkId, type, unknown));
    }
    return QUESTION.formatted(
        enableWhen.fact(linkId),
        type.equals("dateTime") ? "DATE_TIME" : type.toUpperCase(Locale.ROOT),
        words(item, forPatients),
        forPatients,
        YamlEntry.strings(pages, "may-be-passed-by").contains(linkId),
        YamlEntry.strings(pages, "refers-back").contains(linkId),
        list(
            YamlEntry.entries(item, "answerOption").stream()
                .map(it -> option(linkId, YamlEntry.map(it.get("valueCoding")), forPatients))
                .toList()),
        list(
            YamlEntry.entries(item, "extension").stream()
                .filter(it -> it.get("url").equals(UNIT_OPTION))
                .map(it -> unit(YamlEntry.map(it.get("valueCoding")), forPatients))
                .toList()),
        list(enableWhen.of(outer, item)));
  }

  private static String list(List<String> parts) {
    return "List.of(" + String.join(", ", parts) + ")";
  }

  private boolean forPatients(Map<String, Object> item) {
    return !examined.contains(text(item, "linkId"));
  }

  private String words(Map<String, Object> item, boolean forPatients) {
    return words.text(text(item, "linkId"), text(item, "text"), forPatients);
  }

  private String option(String linkId, Map<String, Object> coding, boolean forPatients) {
    var display = text(coding, "display");
    return "new Option(%s, %s, %s, %s)"
        .formatted(
            JavaSource.quoted(text(coding, "system")),
            enableWhen.value(linkId, text(coding, "code")),
            JavaSource.quoted(text(coding, "code")),
            words.option(display, forPatients));
  }

  private String unit(Map<String, Object> coding, boolean forPatients) {
    return "new OfferedUnit(%s, %s)"
        .formatted(
            JavaSource.quoted((String) coding.get("code")),
            words.option((String) coding.get("display"), forPatients));
  }

  @SuppressWarnings("unchecked")
  private List<List<String>> stepsOfPages() {
    return (List<List<String>>) pages.get("steps");
  }

  private String steps() {
    var steps = stepsOfPages();
    return list(steps.stream().map(JavaSource::quoted).toList());
  }

  private String text(Map<String, Object> of, String name) {
    return ((String) of.get(name)).replace("@plumbline.canonical@", canonical);
  }

  private static final String QUESTION =
      """
                new Question(
                    %s,
                    Question.Type.%s,
                    new Question.Words(%s, %s, %s, %s),
                    %s,
                    %s,
                    %s)""";

  private static final String GROUP =
      """
        private static Group %s() {
          return new Group(
              %s,
              %s,
              %s,
              List.of(
      %s));
        }
      """;

  private static final String FORM =
"""
      import java.math.BigDecimal;
      import java.util.List;
import java.util.Locale;
      import org.plumbline.kb.fact.Choice;
      import org.plumbline.kb.fact.Fact;
      import org.plumbline.kb.fact.Presence;
      import org.plumbline.kb.wording.Wording;

      /** The form that the Questionnaire and its translation say. */
      final class LowBackIntake {
        private LowBackIntake() {}

        static Form form() {
          return new Form(
              %s,
              List.of(%s),
              %s);
        }

      %s
      }
      """;
}
