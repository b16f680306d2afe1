package org.plumbline.web.intake;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Reads a body as one JSON object; duplicate names, depth and everything that is not JSON are
 * refused.
 */
public final class JsonBody {
  /** The largest body that is read, in bytes; a full intake has 30 kB, with a record 100 kB. */
  public static final int MAX_BYTES = 1_048_576;

  /**
   * The largest call with a record, in bytes: 4 MiB hold some 4,000 entries, and the entrance reads
   * no more.
   */
  public static final int MAX_BYTES_WITH_RECORD = 4_194_304;

  private static final int MAX_DEPTH = 64;
  private static final JsonReaderFactory READERS =
      Json.createReaderFactory(
          Map.of(
              JsonConfig.KEY_STRATEGY,
              JsonConfig.KeyStrategy.NONE,
              "org.eclipse.parsson.maxDepth",
              MAX_DEPTH));

  private JsonBody() {}

  /**
   * The body as an object, of which no text has to be refused: what no column can hold is replaced.
   *
   * @throws IntakeRefused if it is not one JSON object
   */
  public static JsonObject parseStorable(byte[] body) {
    return parse(Storable.isDoubtful(body) ? Storable.replaced(body) : body);
  }

  /**
   * The body as an object.
   *
   * @throws IntakeRefused if it is not one JSON object, or has a text that cannot be stored
   */
  public static JsonObject parse(byte[] body) {
    try (var reader =
        READERS.createReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
      var read = reader.readObject();
      Storable.check(body, read);
      return read;
    } catch (IntakeRefused e) {
      throw e;
    } catch (RuntimeException e) {
      // Beside its own exception the parser throws plain ones, such as for too deep a body; all say
      // that the body is no such object.
      throw IntakeRefused.malformed(List.of(new Fault("body", "is not one JSON object")));
    }
  }
}
