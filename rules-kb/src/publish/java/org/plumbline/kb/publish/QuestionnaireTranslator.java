package org.plumbline.kb.publish;

import static java.util.Objects.requireNonNull;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.function.Function;

/**
 * Puts every translation into the Questionnaire, as <a
 * href="http://hl7.org/fhir/R4/extension-translation.html">translation extensions</a>.
 */
final class QuestionnaireTranslator {
  private final Map<String, Map<String, Object>> translations;

  /**
   * A translator.
   *
   * @param translations by its code questions.yaml of each language of knowledge/translations
   */
  QuestionnaireTranslator(Map<String, Map<String, Object>> translations) {
    this.translations = translations;
  }

  JsonObject translate(JsonObject questionnaire) {
    var translated = Json.createObjectBuilder(questionnaire);
    translated.add("_title", extensions(it -> (String) it.get("title")));
    translated.add("item", items(questionnaire.getJsonArray("item")));
    return translated.build();
  }

  private JsonArrayBuilder items(JsonArray items) {
    var translated = Json.createArrayBuilder();
    items.getValuesAs(JsonObject.class).forEach(item -> translated.add(item(item)));
    return translated;
  }

  /** The examination is for clinicians, who read English; it has no translation. */
  private JsonObjectBuilder item(JsonObject item) {
    var translated = Json.createObjectBuilder(item);
    var linkId = item.getString("linkId");
    var isTranslated = translations.values().stream().anyMatch(it -> has(it, "text", linkId));
    if (isTranslated) {
      translated.add("_text", extensions(it -> of(it, "text", linkId)));
    }
    if (item.containsKey("item")) {
      translated.add("item", items(item.getJsonArray("item")));
    }
    if (isTranslated && item.containsKey("answerOption")) {
      translated.add("answerOption", options(item.getJsonArray("answerOption")));
    }
    return translated;
  }

  private JsonArrayBuilder options(JsonArray options) {
    var translated = Json.createArrayBuilder();
    for (var option : options.getValuesAs(JsonObject.class)) {
      var coding = option.getJsonObject("valueCoding");
      var display = extensions(it -> of(it, "option", coding.getString("display")));
      translated.add(
          Json.createObjectBuilder(option)
              .add("valueCoding", Json.createObjectBuilder(coding).add("_display", display)));
    }
    return translated;
  }

  private static boolean has(Map<String, Object> translation, String section, String key) {
    return ((Map<?, ?>) translation.get(section)).containsKey(key);
  }

  private static String of(Map<String, Object> translation, String section, String key) {
    return (String) requireNonNull(((Map<?, ?>) translation.get(section)).get(key), key);
  }

  private JsonObjectBuilder extensions(Function<Map<String, Object>, String> text) {
    var all = Json.createArrayBuilder();
    translations.forEach((language, it) -> all.add(extension(language, text.apply(it))));
    return Json.createObjectBuilder().add("extension", all);
  }

  private static JsonObjectBuilder extension(String language, String text) {
    var parts =
        Json.createArrayBuilder()
            .add(Json.createObjectBuilder().add("url", "lang").add("valueCode", language))
            .add(Json.createObjectBuilder().add("url", "content").add("valueString", text));
    return Json.createObjectBuilder()
        .add("url", "http://hl7.org/fhir/StructureDefinition/translation")
        .add("extension", parts);
  }
}
