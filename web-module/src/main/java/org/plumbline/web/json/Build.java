package org.plumbline.web.json;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.InputStream;
import java.io.Reader;
import java.util.Map;

/**
 * Builders and readers of JSON. The methods of {@link Json} look the provider up anew each time,
 * which costs some 20 microseconds; a card has fifty builders.
 */
public final class Build {
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private Build() {}

  /** An empty object. */
  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  /** An object with what another holds, to be added to. */
  public static JsonObjectBuilder object(JsonObject with) {
    return BUILDERS.createObjectBuilder(with);
  }

  /** An empty array. */
  public static JsonArrayBuilder array() {
    return BUILDERS.createArrayBuilder();
  }

  /** A reader of what we wrote or ship ourselves; what others sent goes through JsonBody. */
  public static JsonReader reader(Reader text) {
    return READERS.createReader(text);
  }

  /** A reader of what we ship ourselves. */
  public static JsonReader reader(InputStream bytes) {
    return READERS.createReader(bytes);
  }
}
