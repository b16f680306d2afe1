package org.plumbline.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A body as a tree. */
record Json(JsonNode node) {
  static final ObjectMapper MAPPER = new ObjectMapper();

  static Json parse(String text) {
    try {
      return new Json(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  /** The element at a JSON pointer; empty when there is none. */
  Optional<String> text(String pointer) {
    var found = node.at(pointer);
    return found.isMissingNode() ? Optional.empty() : Optional.of(found.asText());
  }

  /** The elements of the array at a JSON pointer. */
  List<Json> list(String pointer) {
    return StreamSupport.stream(node.at(pointer).spliterator(), false).map(Json::new).toList();
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }
}
