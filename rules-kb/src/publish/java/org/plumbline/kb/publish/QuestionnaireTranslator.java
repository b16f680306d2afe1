package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a translation into the Questionnaire, as <a
 * href="http://hl7.org/fhir/R4/extension-translation.html">translation extensions</a>.
 */
final class QuestionnaireTranslator {
  private final String language;
  private final Map<String, Object> translation;

  /**
   * A translator.
   *
   * @param translation questions.yaml of a language of knowledge/translations
   */
  QuestionnaireTranslator(String language, Map<String, Object> translation) {
    this.language = language;
    this.translation = translation;
  }

  JsonObject translate(JsonObject questionnaire) {
    var translated = Json.createObjectBuilder(questionnaire);
    translated.add("_title", extension((String) translation.get("title")));
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
    var text = of("text", item.getString("linkId"));
    text.ifPresent(it -> translated.add("_text", extension(it)));
    if (item.containsKey("item")) {
      translated.add("item", items(item.getJsonArray("item")));
    }
    if (text.isPresent() && item.containsKey("answerOption")) {
      translated.add("answerOption", options(item.getJsonArray("answerOption")));
    }
    return translated;
  }

  private JsonArrayBuilder options(JsonArray options) {
    var translated = Json.createArrayBuilder();
    for (var option : options.getValuesAs(JsonObject.class)) {
      var coding = option.getJsonObject("valueCoding");
      var display = of("option", coding.getString("display")).orElseThrow();
      translated.add(
          Json.createObjectBuilder(option)
              .add(
                  "valueCoding",
                  Json.createObjectBuilder(coding).add("_display", extension(display))));
    }
    return translated;
  }

  private Optional<String> of(String section, String key) {
    return Optional.ofNullable((String) ((Map<?, ?>) translation.get(section)).get(key));
  }

  private JsonObjectBuilder extension(String text) {
    var parts =
        Json.createArrayBuilder()
            .add(Json.createObjectBuilder().add("url", "lang").add("valueCode", language))
            .add(Json.createObjectBuilder().add("url", "content").add("valueString", text));
    return Json.createObjectBuilder()
        .add(
            "extension",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("url", "http://hl7.org/fhir/StructureDefinition/translation")
                        .add("extension", parts)));
  }
}
