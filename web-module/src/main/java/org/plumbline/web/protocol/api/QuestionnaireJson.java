package org.plumbline.web.protocol.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.plumbline.kb.form.Condition;
import org.plumbline.kb.form.Enabling;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.json.Build;

/** The questions as plain JSON, made once of the form. */
final class QuestionnaireJson {
  private QuestionnaireJson() {}

  static JsonObject load() {
    var form = Form.load();
    var groups = Build.array();
    for (var group : form.groups()) {
      var questions = Build.array();
      group.questions().forEach(it -> questions.add(question(it)));
      groups.add(
          Build.object()
              .add("code", group.linkId())
              .add("text", texts(group.text(), group.translated()))
              .add("questions", questions));
    }
    return Build.object().add("version", form.version()).add("groups", groups).build();
  }

  private static JsonObjectBuilder question(Question question) {
    var fact = question.fact();
    var json =
        Build.object()
            .add("code", fact.code())
            .add("text", texts(question.text(), question.words().translated()))
            .add("askedOf", question.forPatient() ? "patient" : "clinician");
    if (!question.options().isEmpty()) {
      json.add("type", "choice").add("options", options(question));
    } else {
      json.add("type", "number");
    }
    if (!fact.unit().isEmpty() && question.options().isEmpty()) {
      json.add("unit", fact.unit());
    }
    var names = List.of("askedWhenAnyOf", "andWhenAnyOf").iterator();
    question.enabledBy().forEach(it -> json.add(names.next(), anyOf(question, it)));
    return json;
  }

  private static JsonArray anyOf(Question question, Enabling enabling) {
    if (enabling.all()) {
      throw new IllegalStateException(
          question.linkId() + " needs all of its conditions, which the API cannot say");
    }
    var conditions = Build.array();
    enabling.conditions().forEach(it -> conditions.add(condition(it)));
    return conditions.build();
  }

  private static JsonObjectBuilder condition(Condition condition) {
    var json = Build.object().add("code", condition.fact().code());
    if (condition instanceof Condition.Is is && is.equal()) {
      return json.add("value", is.option().value().stored());
    }
    if (condition instanceof Condition.Compares compares
        && compares.comparison() == Condition.Comparison.AT_LEAST) {
      return json.add("atLeast", compares.inUnitOfFact());
    }
    if (condition instanceof Condition.Answered answered && !answered.answered()) {
      return json.add("value", "not answered");
    }
    throw new IllegalStateException("the API cannot say " + condition);
  }

  private static JsonArray options(Question question) {
    var options = Build.array();
    for (Option option : question.options()) {
      options.add(
          Build.object()
              .add("value", option.value().stored())
              .add("text", texts(option.display(), question.words().translated())));
    }
    return options.build();
  }

  /** A text in every language that it has. */
  private static JsonObjectBuilder texts(Wording text, boolean translated) {
    var texts = Build.object();
    var languages = translated ? Language.all() : List.of(Language.ENGLISH);
    languages.forEach(it -> texts.add(it.code(), text.in(it)));
    return texts;
  }
}
