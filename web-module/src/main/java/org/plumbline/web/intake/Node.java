package org.plumbline.web.intake;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object that knows where it stands. An element of the wrong type is a fault and then reads
 * as missing.
 *
 * @param path where it stands, for messages
 * @param json what was sent
 * @param faults where faults are noted
 */
public record Node(String path, JsonObject json, Faults faults) {
  private static final int MAX_DIGITS = 30;

  /** The same for a look that refuses nothing: what has the wrong type is missing and no fault. */
  Node leniently() {
    return new Node(path, json, new Faults());
  }

  /** The names that were sent. */
  public Set<String> names() {
    return json.keySet();
  }

  /** Whether the element was sent and is not null. */
  public boolean has(String name) {
    return json.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
  }

  /** A text; empty when missing, a fault when it is not a text or blank. */
  public Optional<String> text(String name) {
    var text = element(name, JsonString.class, "a text").map(JsonString::getString);
    if (text.filter(String::isBlank).isPresent()) {
      fault(name, "is blank");
      return Optional.empty();
    }
    return text;
  }

  /** A text that must be there. */
  public Optional<String> requiredText(String name) {
    return required(name) ? text(name) : Optional.empty();
  }

  /**
   * A number; empty when missing, a fault when it is not a number or has more digits than anything
   * measured. A number such as 1e999999999 is short to send and takes gigabytes to reckon with.
   */
  public Optional<BigDecimal> number(String name) {
    var number = element(name, JsonNumber.class, "a number").map(JsonNumber::bigDecimalValue);
    if (number
        .filter(it -> Math.abs(it.scale()) > MAX_DIGITS || it.precision() > MAX_DIGITS)
        .isPresent()) {
      fault(name, "has more than %d digits".formatted(MAX_DIGITS));
      return Optional.empty();
    }
    return number;
  }

  /** An object; empty when missing, a fault when it is not an object. */
  public Optional<Node> object(String name) {
    return element(name, JsonObject.class, "an object").map(it -> new Node(at(name), it, faults));
  }

  /** An object that must be there. */
  public Optional<Node> requiredObject(String name) {
    return required(name) ? object(name) : Optional.empty();
  }

  /** The objects of an array; none when missing, a fault for each element that is not an object. */
  public List<Node> objects(String name) {
    var array = element(name, JsonArray.class, "an array").orElse(JsonValue.EMPTY_JSON_ARRAY);
    var nodes = new ArrayList<Node>();
    for (var i = 0; i < array.size(); i++) {
      var path = at(name) + "[" + i + "]";
      if (array.get(i) instanceof JsonObject object) {
        nodes.add(new Node(path, object, faults));
      } else {
        faults.add(path, "is %s; expected an object".formatted(typeOf(array.get(i))));
      }
    }
    return nodes;
  }

  /** A text that is there and not blank, looked at without judging what else may be there. */
  public Optional<String> look(String name) {
    return json.get(name) instanceof JsonString text && !text.getString().isBlank()
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  /** The objects that are there, as one or in an array, without judging what else may be there. */
  public List<Node> lookAt(String name) {
    return all(name).stream()
        .filter(JsonObject.class::isInstance)
        .map(it -> new Node(at(name), it.asJsonObject(), faults))
        .toList();
  }

  /** The texts that are there, as one or in an array, without judging what else may be there. */
  public List<String> lookThrough(String name) {
    return all(name).stream()
        .filter(JsonString.class::isInstance)
        .map(it -> ((JsonString) it).getString())
        .toList();
  }

  private List<JsonValue> all(String name) {
    var value = json.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
    return value instanceof JsonArray array ? array : List.of(value);
  }

  /** Notes a fault at an element that is there and no text, or blank; hardly any is. */
  void checkText(String name) {
    var value = json.get(name);
    if (value != null && !(value instanceof JsonString text && !text.getString().isBlank())) {
      var unused = text(name);
    }
  }

  /** Notes a fault at an element of this object. */
  public void fault(String name, String what) {
    faults.add(at(name), what);
  }

  /** Notes a fault at this object. */
  public void fault(String what) {
    faults.add(path, what);
  }

  private boolean required(String name) {
    if (!has(name)) {
      fault(name, "is missing");
      return false;
    }
    return true;
  }

  private <T extends JsonValue> Optional<T> element(String name, Class<T> type, String expected) {
    var value = json.getOrDefault(name, JsonValue.NULL);
    if (value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      fault(name, "is %s; expected %s".formatted(typeOf(value), expected));
      return Optional.empty();
    }
    return Optional.of(type.cast(value));
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String typeOf(JsonValue value) {
    return switch (value.getValueType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case TRUE, FALSE -> "a boolean";
      case NULL -> "null";
    };
  }
}
