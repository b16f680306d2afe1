package org.plumbline.web.screen.patient;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.intake.Answer;
import org.plumbline.web.json.Build;

/**
 * The Questionnaire as the pages show it. What the pages cannot show is refused at start, by
 * linkId: a question that is left out silently would be an answer that is taken for granted.
 */
public final class PatientForm {
  private static final String FILE = "artifact/Questionnaire-low-back-intake.json";
  private static final String EXTENSION = "http://hl7.org/fhir/StructureDefinition/";
  private static final String SIGNS = "stop-signs";
  private static final String UNIT_OPTION = EXTENSION + "questionnaire-unitOption";
  private static final Set<String> TYPES =
      Set.of("choice", "integer", "decimal", "quantity", "dateTime");
  private static final Set<String> PROPERTIES =
      Set.of(
          "linkId",
          "code",
          "text",
          "_text",
          "type",
          "extension",
          "enableWhen",
          "enableBehavior",
          "answerOption",
          "required",
          "item");

  /**
   * Which groups stand on which step. Whom the questions are for decides which are asked and what a
   * sign means, so that comes first; the signs that cannot wait come next.
   */
  private static final List<List<String>> STEPS =
      List.of(
          List.of("you", "pregnancy-questions"),
          List.of(SIGNS, "bladder-bowel-feeling"),
          List.of("legs", "muscle-and-urine"),
          List.of("illness", "night", "tummy-and-bones", "hormone-questions"),
          List.of("about-you"),
          List.of("your-pain", "your-lifting"));

  private final String canonical;
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final List<List<Group>> steps;

  private PatientForm(JsonObject questionnaire) {
    this.canonical = questionnaire.getString("url") + "|" + questionnaire.getString("version");
    for (var group : objects(questionnaire, "item").toList()) {
      var questions = objects(group, "item").map(it -> item(group, it)).toList();
      questions.forEach(it -> items.put(it.linkId(), it));
      groups.add(new Group(group.getString("linkId"), wording(group, "text"), questions));
    }
    var known = STEPS.stream().flatMap(List::stream).toList();
    for (var group : groups) {
      var asked = group.items().stream().anyMatch(Item::forPatient);
      if (asked && !known.contains(group.linkId())) {
        throw new IllegalStateException("no step shows the group " + group.linkId());
      }
    }
    this.steps = STEPS.stream().map(this::asked).toList();
  }

  /** The groups of a step, with the questions that a patient answers. */
  private List<Group> asked(List<String> step) {
    return groups.stream()
        .filter(it -> step.contains(it.linkId()))
        .map(
            it ->
                new Group(
                    it.linkId(), it.text(), it.items().stream().filter(Item::forPatient).toList()))
        .toList();
  }

  /** Read once; it does not change. */
  private static final class Loaded {
    private static final PatientForm FORM = read();
  }

  /** The form of the knowledge base. */
  public static PatientForm load() {
    return Loaded.FORM;
  }

  private static PatientForm read() {
    try (var stream = KnowledgeBase.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      try (var reader = Build.reader(stream)) {
        return of(reader.readObject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PatientForm of(JsonObject questionnaire) {
    return new PatientForm(questionnaire);
  }

  /** A heading with its questions. */
  public record Group(String linkId, Wording text, List<Item> items) {
    public Group {
      items = List.copyOf(items);
    }
  }

  /**
   * A question.
   *
   * @param enabledBy what must hold before it is asked, each of them: what its group asks for, and
   *     what it asks for itself; empty when it is always asked
   * @param units how an amount may be given
   */
  public record Item(
      Fact fact,
      String type,
      Wording text,
      List<Option> options,
      List<Enabling> enabledBy,
      List<Option> units) {
    public Item {
      options = List.copyOf(options);
      enabledBy = List.copyOf(enabledBy);
      units = List.copyOf(units);
    }

    /** The linkId, which is the code of the fact. */
    public String linkId() {
      return fact.code();
    }

    /** Whether a patient answers it, and not an examination. */
    public boolean forPatient() {
      return fact.askedOf() != Fact.AskedOf.CLINICIAN;
    }

    /** Whether its own words say that it may be passed by; a clinician asks it then. */
    public boolean skippable() {
      return fact == Fact.SEXUAL_DYSFUNCTION;
    }

    /** Whether it asks about what was just told, which the page then names. */
    public boolean refersBack() {
      return fact == Fact.PELVIC_SYMPTOMS_NEW;
    }

    /** The clause that says it, as the patient would; empty when there is none. */
    public Optional<Wording> said() {
      return Glossary.said(fact, Presence.PRESENT);
    }

    /** Whether it is a rating from 0 to 10. */
    public boolean rating() {
      return type.equals("integer") && fact.low() == 0 && fact.high() == 10;
    }

    /** Whether it is a question of yes, no and don't know. */
    public boolean finding() {
      return fact.kind() == Fact.Kind.FINDING;
    }

    /** The answers that it depends on. */
    public List<When> when() {
      return enabledBy.stream().flatMap(it -> it.answers().stream()).toList();
    }

    /**
     * The answer that means a value: the code of an option, or a number with its unit. Empty when a
     * number is not known: nobody can answer that.
     */
    public Optional<String> answer(Value value) {
      var option =
          options.stream()
              .map(Option::code)
              .filter(it -> Answer.option(fact, it).equals(value))
              .findFirst();
      return option.isPresent() || value.isUnknown()
          ? option
          : Optional.of(units.isEmpty() ? value.stored() : value.stored() + " " + fact.unit());
    }

    /**
     * Whether it is asked.
     *
     * @param given the answer to a question, by its linkId
     */
    public boolean enabled(Function<String, Optional<String>> given) {
      return enabledBy.stream().allMatch(it -> it.holds(given));
    }

    /** The unit with this code; empty when an amount may not be given in it. */
    public Optional<Option> unit(String code) {
      return units.stream().filter(it -> it.code().equals(code)).findFirst();
    }

    /** The option with this code; empty when there is none. */
    public Optional<Option> option(String code) {
      return options.stream().filter(it -> it.code().equals(code)).findFirst();
    }
  }

  /** A way to answer, or a unit. */
  public record Option(String system, String code, Wording display) {}

  /**
   * What enables a group or a question.
   *
   * @param all whether each of the answers is needed, and not one alone
   */
  public record Enabling(List<When> answers, boolean all) {
    public Enabling {
      answers = List.copyOf(answers);
    }

    private boolean holds(Function<String, Optional<String>> given) {
      return all
          ? answers.stream().allMatch(it -> it.holds(given.apply(it.question()).orElse(null)))
          : answers.stream().anyMatch(it -> it.holds(given.apply(it.question()).orElse(null)));
    }
  }

  /**
   * An answer that enables a question.
   *
   * @param operator {@code exists}, or as FHIR writes a comparison
   * @param answer what it is compared with: a code, a number, a number with its unit, true or false
   */
  public record When(String question, String operator, String answer) {

    /** Whether it holds, given the answer; null when there is none. */
    boolean holds(@Nullable String given) {
      if (operator.equals("exists")) {
        return (given != null) == Boolean.parseBoolean(answer);
      }
      if (given == null) {
        return false;
      }
      return switch (operator) {
        case "=" -> given.equals(answer);
        case "!=" -> !given.equals(answer);
        case ">" -> inThisUnit(given) && compare(given) > 0;
        case "<" -> inThisUnit(given) && compare(given) < 0;
        case ">=" -> inThisUnit(given) && compare(given) >= 0;
        default -> inThisUnit(given) && compare(given) <= 0;
      };
    }

    /** Amounts in different units are not compared: the form states the bound in every unit. */
    private boolean inThisUnit(String given) {
      return unit(given).equals(unit(answer));
    }

    private int compare(String given) {
      return Double.compare(number(given), number(answer));
    }

    private static double number(String amount) {
      return Double.parseDouble(amount.split(" ", 2)[0]);
    }

    private static String unit(String amount) {
      return amount.contains(" ") ? amount.split(" ", 2)[1] : "";
    }
  }

  private static Item item(JsonObject group, JsonObject item) {
    var linkId = item.getString("linkId");
    var type = item.getString("type");
    var unknown = item.keySet().stream().filter(it -> !PROPERTIES.contains(it)).toList();
    if (!TYPES.contains(type) || !unknown.isEmpty() || item.containsKey("modifierExtension")) {
      throw new IllegalStateException(
          "the question %s cannot be shown: type %s, %s".formatted(linkId, type, unknown));
    }
    return new Item(
        Fact.of(linkId)
            .orElseThrow(
                () -> new IllegalStateException("the question " + linkId + " has no fact")),
        type,
        wording(item, "text"),
        objects(item, "answerOption").map(it -> option(it.getJsonObject("valueCoding"))).toList(),
        Stream.of(group, item)
            .filter(it -> it.containsKey("enableWhen"))
            .map(PatientForm::enabling)
            .toList(),
        objects(item, "extension")
            .filter(it -> it.getString("url").equals(UNIT_OPTION))
            .map(it -> option(it.getJsonObject("valueCoding")))
            .toList());
  }

  private static Option option(JsonObject coding) {
    return new Option(
        coding.getString("system"), coding.getString("code"), wording(coding, "display"));
  }

  private static Enabling enabling(JsonObject of) {
    var linkId = of.getString("linkId");
    return new Enabling(
        objects(of, "enableWhen").map(it -> when(linkId, it)).toList(),
        of.getString("enableBehavior", "any").equals("all"));
  }

  private static When when(String linkId, JsonObject when) {
    var operator = when.getString("operator");
    if (!Set.of("exists", "=", "!=", ">", "<", ">=", "<=").contains(operator)) {
      throw new IllegalStateException(
          "the question %s is enabled by the operator %s".formatted(linkId, operator));
    }
    var answer =
        when.entrySet().stream().filter(it -> it.getKey().startsWith("answer")).findFirst();
    return new When(
        when.getString("question"), operator, answer.map(it -> text(it.getValue())).orElseThrow());
  }

  private static String text(JsonValue value) {
    return switch (value.getValueType()) {
      case OBJECT -> {
        var object = value.asJsonObject();
        yield object.containsKey("value")
            ? object.getJsonNumber("value") + " " + object.getString("code")
            : object.getString("code");
      }
      case STRING -> ((jakarta.json.JsonString) value).getString();
      default -> value.toString();
    };
  }

  /** A text with its translation, as FHIR writes it. */
  private static Wording wording(JsonObject of, String name) {
    var english = of.getString(name);
    var spanish =
        Optional.ofNullable(of.getJsonObject("_" + name))
            .flatMap(
                it ->
                    objects(it, "extension")
                        .filter(extension -> is(extension, Language.SPANISH))
                        .flatMap(extension -> objects(extension, "extension"))
                        .filter(part -> part.getString("url").equals("content"))
                        .map(part -> part.getString("valueString"))
                        .findFirst());
    return new Wording(english, spanish.orElse(english));
  }

  private static boolean is(JsonObject translation, Language language) {
    return objects(translation, "extension")
        .anyMatch(
            it ->
                it.getString("url").equals("lang")
                    && it.getString("valueCode", "").equals(language.code()));
  }

  private static Stream<JsonObject> objects(JsonObject of, String name) {
    var array = of.getJsonArray(name);
    return array == null ? Stream.empty() : array.getValuesAs(JsonObject.class).stream();
  }

  /** The canonical address with its version. */
  String canonical() {
    return canonical;
  }

  /** How many steps there are. */
  public static int steps() {
    return STEPS.size();
  }

  /** The groups of a step, counted from 1, with the questions that a patient answers. */
  public List<Group> step(int number) {
    return steps.get(number - 1);
  }

  /** Every group with its questions, those of an examination included. */
  public List<Group> groups() {
    return groups;
  }

  /** The step that shows a question. */
  int stepOf(String linkId) {
    for (var step = 1; step <= steps(); step++) {
      if (step(step).stream()
          .flatMap(it -> it.items().stream())
          .anyMatch(it -> it.linkId().equals(linkId))) {
        return step;
      }
    }
    throw new IllegalArgumentException("no step shows " + linkId);
  }

  /** The step that shows the signs that nobody may pass by. */
  static int stepOfSigns() {
    return STEPS.indexOf(STEPS.stream().filter(it -> it.contains(SIGNS)).findFirst().orElseThrow())
        + 1;
  }

  /**
   * Whether a question is asked. What was answered to a question that is not asked any more counts
   * for nothing, as in FHIR.
   *
   * @param given the answer to a question, by its linkId
   */
  boolean enabled(Item item, Function<String, Optional<String>> given) {
    return item.enabled(
        question ->
            item(question).filter(it -> enabled(it, given)).flatMap(it -> given.apply(question)));
  }

  /** A question by its linkId. */
  public Optional<Item> item(String linkId) {
    return Optional.ofNullable(items.get(linkId));
  }
}
