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
  private final Map<String, Object> texts;
  private final Map<String, Object> options;
  private final Map<String, Object> pages;
  private final EnableWhen enableWhen;
  private final Set<String> examined;
  private final String canonical;

  /**
   * A generator.
   *
   * @param translation the questions in Spanish, of knowledge/translations
   * @param pages form.yaml
   * @param kinds by code the kind of each fact
   * @param examined the codes of what a clinician finds, which no page of a patient shows
   * @param canonical the base of every address
   */
  GenerateForm(
      Object questionnaire,
      Object translation,
      Object pages,
      Map<String, String> kinds,
      Set<String> examined,
      String canonical) {
    this.questionnaire = YamlEntry.map(questionnaire);
    this.texts = YamlEntry.map(YamlEntry.map(translation).get("text"));
    this.options = YamlEntry.map(YamlEntry.map(translation).get("option"));
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
    if (stepsOfPages().stream().noneMatch(it -> it.contains(linkId))
        && items.stream().anyMatch(it -> !examined.contains(text(it, "linkId")))) {
      throw new IllegalArgumentException("no step shows the group " + linkId);
    }
    var questions =
        items.stream().map(it -> question(enabling, it)).collect(Collectors.joining(",\n"));
    return GROUP.formatted(
        name, JavaSource.quoted(linkId), words(group), texts.containsKey(linkId), questions);
  }

  private String question(List<String> outer, Map<String, Object> item) {
    var linkId = text(item, "linkId");
    var type = text(item, "type");
    var unknown = item.keySet().stream().filter(it -> !PROPERTIES.contains(it)).toList();
    if (!TYPES.contains(type) || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the question %s cannot be shown: type %s, %s".formatted(linkId, type, unknown));
    }
    return QUESTION.formatted(
        enableWhen.fact(linkId),
        type.equals("dateTime") ? "DATE_TIME" : type.toUpperCase(Locale.ROOT),
        words(item),
        texts.containsKey(linkId),
        YamlEntry.strings(pages, "may-be-passed-by").contains(linkId),
        YamlEntry.strings(pages, "refers-back").contains(linkId),
        list(
            YamlEntry.entries(item, "answerOption").stream()
                .map(it -> option(linkId, YamlEntry.map(it.get("valueCoding"))))
                .toList()),
        list(
            YamlEntry.entries(item, "extension").stream()
                .filter(it -> it.get("url").equals(UNIT_OPTION))
                .map(it -> unit(YamlEntry.map(it.get("valueCoding"))))
                .toList()),
        list(enableWhen.of(outer, item)));
  }

  private static String list(List<String> parts) {
    return "List.of(" + String.join(", ", parts) + ")";
  }

  private String words(Map<String, Object> item) {
    return wording(text(item, "text"), texts.get(text(item, "linkId")));
  }

  private static String wording(String english, Object spanish) {
    return "new Wording(%s, %s)"
        .formatted(
            JavaSource.literal(english),
            JavaSource.literal(spanish == null ? english : (String) spanish));
  }

  private String option(String linkId, Map<String, Object> coding) {
    var display = text(coding, "display");
    return "new Option(%s, %s, %s, %s)"
        .formatted(
            JavaSource.quoted(text(coding, "system")),
            enableWhen.value(linkId, text(coding, "code")),
            JavaSource.quoted(text(coding, "code")),
            wording(display, texts.containsKey(linkId) ? options.get(display) : null));
  }

  private static String unit(Map<String, Object> coding) {
    var display = (String) coding.get("display");
    return "new OfferedUnit(%s, new Wording(%s, %s))"
        .formatted(
            JavaSource.quoted((String) coding.get("code")),
            JavaSource.literal(display),
            JavaSource.literal(display));
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
