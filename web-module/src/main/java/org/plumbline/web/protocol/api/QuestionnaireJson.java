package org.plumbline.web.protocol.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.form.Questions;
import org.plumbline.web.json.Build;

/** The questions as plain JSON, made once of the Questionnaire. */
final class QuestionnaireJson {
  private static final String FILE = "artifact/Questionnaire-low-back-intake.json";
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private QuestionnaireJson() {}

  static JsonObject load() {
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

  private static JsonObject of(JsonObject questionnaire) {
    var questions =
        Questions.all().stream().collect(Collectors.toMap(it -> it.fact().code(), it -> it));
    var groups = Build.array();
    for (var group : questionnaire.getJsonArray("item").getValuesAs(JsonObject.class)) {
      var items = Build.array();
      for (var item : group.getJsonArray("item").getValuesAs(JsonObject.class)) {
        var question = questions.get(item.getString("linkId"));
        if (question != null) {
          items.add(question(item, question));
        }
      }
      groups.add(
          Build.object()
              .add("code", group.getString("linkId"))
              .add("text", texts(group, "text"))
              .add("questions", items));
    }
    return Build.object()
        .add("version", questionnaire.getString("version"))
        .add("groups", groups)
        .build();
  }

  private static JsonObjectBuilder question(JsonObject item, Question question) {
    var fact = question.fact();
    var json =
        Build.object()
            .add("code", fact.code())
            .add("text", texts(item, "text"))
            .add("askedOf", question.forPatient() ? "patient" : "clinician");
    if (item.containsKey("answerOption")) {
      json.add("type", "choice").add("options", options(item.getJsonArray("answerOption"), fact));
    } else {
      json.add("type", "number");
    }
    if (!fact.unit().isEmpty() && !item.containsKey("answerOption")) {
      json.add("unit", fact.unit());
    }
    var names = List.of("askedWhenAnyOf", "andWhenAnyOf").iterator();
    for (var list : question.enabledBy()) {
      var answers = Build.array();
      list.answers().forEach(it -> answers.add(condition(it)));
      json.add(names.next(), answers);
    }
    return json;
  }

  private static JsonObjectBuilder condition(Question.Enabling enabling) {
    var json = Build.object().add("code", enabling.fact().code());
    if (enabling instanceof Question.Said said) {
      return json.add("value", said.stored());
    }
    if (enabling instanceof Question.AtLeast least) {
      return json.add("atLeast", least.bound());
    }
    return json.add("value", "not answered");
  }

  private static JsonArray options(JsonArray sent, Fact fact) {
    var options = Build.array();
    for (var option : sent.getValuesAs(JsonObject.class)) {
      var coding = option.getJsonObject("valueCoding");
      options.add(
          Build.object()
              .add("value", value(coding.getString("code"), fact))
              .add("text", texts(coding, "display")));
    }
    return options.build();
  }

  private static String value(String code, Fact fact) {
    if (code.equals("dont-know")) {
      return "unknown";
    }
    return fact.kind() == Fact.Kind.CHOICE ? code : code.equals("Y") ? "present" : "absent";
  }

  /** A text in every language that it has. */
  private static JsonObject texts(JsonObject element, String name) {
    var texts = Build.object().add("en", element.getString(name));
    var shadow = element.get("_" + name);
    if (shadow instanceof JsonObject object) {
      for (var extension :
          object
              .getOrDefault("extension", JsonValue.EMPTY_JSON_ARRAY)
              .asJsonArray()
              .getValuesAs(JsonObject.class)) {
        if (extension.getString("url").equals(TRANSLATION)) {
          translation(extension.getJsonArray("extension"), texts);
        }
      }
    }
    return texts.build();
  }

  private static void translation(JsonArray parts, JsonObjectBuilder texts) {
    var language = "";
    var content = "";
    for (var part : parts.getValuesAs(JsonObject.class)) {
      if (part.getString("url").equals("lang")) {
        language = part.getString("valueCode");
      } else {
        content = part.getString("valueString");
      }
    }
    texts.add(language, content);
  }
}
