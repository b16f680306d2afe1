package org.plumbline.web.intake;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Choice;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/**
 * One question of the Questionnaire.
 *
 * @param fact the fact that it asks; the linkId is its code
 * @param type the item type, such as {@code choice}
 * @param options what each answer option means
 * @param units the UCUM codes that an amount may be given in
 */
record Question(Fact fact, String type, Map<Option, Value> options, List<String> units) {
  private static final String UNIT_OPTION =
      "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption";

  /** A code of an answer option. */
  record Option(String system, String code) {}

  static Question of(Fact fact, JsonObject item) {
    var units =
        item.getJsonArray("extension") == null
            ? List.<String>of()
            : item.getJsonArray("extension").getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getString("url").equals(UNIT_OPTION))
                .map(it -> it.getJsonObject("valueCoding").getString("code"))
                .toList();
    return new Question(fact, item.getString("type"), options(fact, item), units);
  }

  private static Map<Option, Value> options(Fact fact, JsonObject item) {
    var options = new LinkedHashMap<Option, Value>();
    if (item.getJsonArray("answerOption") != null) {
      for (var option : item.getJsonArray("answerOption").getValuesAs(JsonObject.class)) {
        var coding = option.getJsonObject("valueCoding");
        options.put(
            new Option(coding.getString("system"), coding.getString("code")),
            meaning(fact, coding.getString("code")));
      }
    }
    return options;
  }

  static Value meaning(Fact fact, String code) {
    if (fact.kind() == Fact.Kind.CHOICE) {
      return Choice.parse(fact, code.equals("dont-know") ? "unknown" : code);
    }
    return switch (code) {
      case "Y" -> Presence.PRESENT;
      case "N" -> Presence.ABSENT;
      case "dont-know" -> Presence.UNKNOWN;
      default ->
          throw new IllegalStateException(
              "%s has the option %s, which means nothing".formatted(fact.code(), code));
    };
  }

  String expected() {
    return options.keySet().stream()
        .map(it -> it.system() + "|" + it.code())
        .collect(Collectors.joining(", "));
  }
}
