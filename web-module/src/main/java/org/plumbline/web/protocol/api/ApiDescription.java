package org.plumbline.web.protocol.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenAPI document as people read it.
 *
 * @param text what the interface is for
 */
public record ApiDescription(
    String title, String text, String version, List<Call> calls, List<Schema> schemas) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  /**
   * One call.
   *
   * @param id of its heading
   * @param body the name of the schema of its body; empty when it has none
   */
  public record Call(
      String id,
      String method,
      String path,
      String summary,
      List<Field> parameters,
      String body,
      List<Field> answers) {}

  /**
   * A named value: a parameter, an answer by its status, or an element of a schema.
   *
   * @param type a schema's name, or what the value may be
   */
  public record Field(String name, String type, String text) {}

  /** A schema and its elements. */
  public record Schema(String name, String text, List<Field> fields) {}

  /** Reads an OpenAPI document. */
  static ApiDescription of(JsonObject document) {
    var info = document.getJsonObject("info");
    var schemas = document.getJsonObject("components").getJsonObject("schemas");
    return new ApiDescription(
        info.getString("title"),
        info.getString("description"),
        info.getString("version"),
        objects(document.getJsonObject("paths"))
            .flatMap(path -> calls(document, path.getKey(), path.getValue()))
            .toList(),
        objects(schemas).map(it -> schema(it.getKey(), it.getValue())).toList());
  }

  private static Stream<Map.Entry<String, JsonObject>> objects(JsonObject of) {
    return of.entrySet().stream()
        .filter(it -> it.getValue() instanceof JsonObject)
        .map(it -> Map.entry(it.getKey(), it.getValue().asJsonObject()));
  }

  private static Stream<Call> calls(JsonObject document, String path, JsonObject operations) {
    return objects(operations)
        .filter(it -> METHODS.contains(it.getKey()))
        .map(it -> call(document, path, it.getKey(), it.getValue()));
  }

  private static Call call(JsonObject document, String path, String method, JsonObject operation) {
    var parameters =
        operation.containsKey("parameters")
            ? operation.getJsonArray("parameters").getValuesAs(JsonObject.class)
            : List.<JsonObject>of();
    return new Call(
        operation.getString("operationId"),
        method.toUpperCase(Locale.ROOT),
        "/api" + path,
        operation.getString("summary", ""),
        parameters.stream().map(it -> parameter(resolved(document, it))).toList(),
        content(operation.getJsonObject("requestBody")),
        objects(operation.getJsonObject("responses"))
            .map(
                it ->
                    new Field(
                        it.getKey(),
                        content(it.getValue()),
                        it.getValue().getString("description", "")))
            .toList());
  }

  private static JsonObject resolved(JsonObject document, JsonObject object) {
    return object.containsKey("$ref")
        ? document.getValue(object.getString("$ref").substring(1)).asJsonObject()
        : object;
  }

  private static Field parameter(JsonObject parameter) {
    return new Field(
        parameter.getString("name"),
        type(parameter.getJsonObject("schema")),
        parameter.getString("description", "In the " + parameter.getString("in") + "."));
  }

  /** The name of the schema of a body; empty when it has none of JSON. */
  private static String content(JsonObject of) {
    return Optional.ofNullable(of)
        .flatMap(it -> Optional.ofNullable(it.getJsonObject("content")))
        .flatMap(it -> Optional.ofNullable(it.getJsonObject("application/json")))
        .flatMap(it -> Optional.ofNullable(it.getJsonObject("schema")))
        .filter(it -> it.containsKey("$ref"))
        .map(ApiDescription::type)
        .orElse("");
  }

  private static Schema schema(String name, JsonObject schema) {
    var properties =
        Optional.ofNullable(schema.getJsonObject("properties"))
            .map(it -> objects(it).toList())
            .orElse(List.of());
    return new Schema(
        name,
        schema.getString("description", properties.isEmpty() ? type(schema) : ""),
        properties.stream()
            .map(
                it ->
                    new Field(
                        it.getKey(),
                        type(it.getValue()),
                        it.getValue().getString("description", "")))
            .toList());
  }

  private static String type(JsonObject schema) {
    if (schema.containsKey("$ref")) {
      return schema.getString("$ref").replaceFirst(".*/", "");
    }
    if (schema.containsKey("enum")) {
      return schema.getJsonArray("enum").stream()
          .map(it -> it instanceof JsonString text ? text.getString() : it.toString())
          .collect(Collectors.joining(" | "));
    }
    if (schema.get("items") instanceof JsonObject items) {
      return "list of " + type(items);
    }
    for (var any : List.of("oneOf", "anyOf")) {
      if (schema.containsKey(any)) {
        return schema.getJsonArray(any).getValuesAs(JsonObject.class).stream()
            .map(ApiDescription::type)
            .collect(Collectors.joining(" or "));
      }
    }
    return schema.getString("format", schema.getString("type", "any"));
  }
}
