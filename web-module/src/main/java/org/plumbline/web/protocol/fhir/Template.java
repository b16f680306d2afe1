package org.plumbline.web.protocol.fhir;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.web.json.Build;

/**
 * A contained template of SDC extraction: first every templateExtractContext chooses what it stands
 * for, then every templateExtractValue is put in place; an expression that fails leaves its
 * property out. See <a href="http://hl7.org/fhir/uv/sdc/extraction.html">Form Data Extraction</a>.
 *
 * @param <C> what an expression is evaluated on
 */
final class Template<C> {
  static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";
  private static final String CONTEXT = SDC + "sdc-questionnaire-templateExtractContext";
  private static final String VALUE = SDC + "sdc-questionnaire-templateExtractValue";

  private final Paths<C> paths;

  Template(Paths<C> paths) {
    this.paths = paths;
  }

  /** Evaluates the expressions of a template. */
  interface Paths<C> {
    /** What an expression chooses. */
    List<C> contexts(C on, String expression);

    /** The values of an expression, as FHIR JSON. */
    List<JsonValue> values(C on, String expression);
  }

  /** The resource; empty when the context of the whole resource chooses nothing. */
  List<JsonObject> fill(JsonObject template, C on) {
    return objects(template, on);
  }

  private List<JsonObject> objects(JsonObject template, C on) {
    var context = expression(template, CONTEXT);
    var chosen = context.isPresent() ? paths.contexts(on, context.get()) : List.of(on);
    var value = expression(template, VALUE);
    var filled = new ArrayList<JsonObject>();
    for (var it : chosen) {
      if (value.isPresent()) {
        paths.values(it, value.get()).stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .forEach(filled::add);
      } else {
        properties(template, it).ifPresent(filled::add);
      }
    }
    return filled;
  }

  private Optional<JsonObject> properties(JsonObject template, C on) {
    var filled = Build.object();
    for (var name : template.keySet()) {
      if (name.equals("extension")) {
        rest(template.getJsonArray(name)).ifPresent(it -> filled.add(name, it));
      } else if (name.startsWith("_")) {
        primitive(name.substring(1), template.get(name), on, filled);
      } else {
        element(name, template.get(name), on, filled);
      }
    }
    var built = filled.build();
    return built.isEmpty() ? Optional.empty() : Optional.of(built);
  }

  private void element(String name, JsonValue value, C on, JsonObjectBuilder filled) {
    switch (value.getValueType()) {
      case OBJECT ->
          objects(value.asJsonObject(), on).stream()
              .findFirst()
              .ifPresent(it -> filled.add(name, it));
      case ARRAY -> {
        var array = array(value.asJsonArray(), on).build();
        if (!array.isEmpty()) {
          filled.add(name, array);
        }
      }
      default -> filled.add(name, value);
    }
  }

  private JsonArrayBuilder array(JsonArray template, C on) {
    var array = Build.array();
    for (var it : template) {
      if (it instanceof JsonObject object) {
        objects(object, on).forEach(array::add);
      } else {
        array.add(it);
      }
    }
    return array;
  }

  /** A primitive whose value stands in its extension. */
  private void primitive(String name, JsonValue shadow, C on, JsonObjectBuilder filled) {
    if (!(shadow instanceof JsonObject object)) {
      return;
    }
    var context = expression(object, CONTEXT);
    var chosen = context.isPresent() ? paths.contexts(on, context.get()) : List.of(on);
    expression(object, VALUE)
        .ifPresent(
            value ->
                chosen.stream()
                    .flatMap(it -> paths.values(it, value).stream())
                    .findFirst()
                    .ifPresent(it -> filled.add(name, it)));
  }

  private static Optional<JsonArray> rest(JsonArray extensions) {
    var rest = Build.array();
    extensions.getValuesAs(JsonObject.class).stream()
        .filter(it -> !it.getString("url").equals(CONTEXT) && !it.getString("url").equals(VALUE))
        .forEach(rest::add);
    var built = rest.build();
    return built.isEmpty() ? Optional.empty() : Optional.of(built);
  }

  private static Optional<String> expression(JsonObject element, String url) {
    var extensions = element.getOrDefault("extension", JsonValue.EMPTY_JSON_ARRAY);
    return extensions.asJsonArray().getValuesAs(JsonObject.class).stream()
        .filter(it -> it.getString("url").equals(url))
        .map(
            it ->
                it.containsKey("valueString")
                    ? it.getString("valueString")
                    : it.getJsonObject("valueExpression").getString("expression"))
        .findFirst();
  }
}
