package org.plumbline.web.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that the database can hold. A column of text has no place for U+0000; a text with it is
 * refused with its place at every door, so that no column has to think of it.
 */
public final class Storable {
  private static final String WHAT = "has the character U+0000, which no text may have";
  private static final byte[] ESCAPED = "\\u0000".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)([^=&]*)[^&]*%00[^&]*");

  private Storable() {}

  /** Whether the database can hold a text. */
  static boolean is(String text) {
    return text.indexOf('\0') < 0;
  }

  /**
   * Refuses a body in which any text, or name of one, cannot be held.
   *
   * @param body as it was sent; it is searched first, as hardly any has such a character
   * @throws IntakeRefused with every place
   */
  static void check(byte[] body, JsonObject json) {
    if (isDoubtful(body)) {
      var faults = new ArrayList<Fault>();
      look("", json, faults);
      if (!faults.isEmpty()) {
        throw IntakeRefused.malformed(faults);
      }
    }
  }

  /** Whether a body may have such a character, as far as a search can tell. */
  public static boolean isDoubtful(byte[] body) {
    for (var i = 0; i <= body.length - ESCAPED.length; i++) {
      var same = 0;
      while (same < ESCAPED.length && body[i + same] == ESCAPED[same]) {
        same++;
      }
      if (same == ESCAPED.length) {
        return true;
      }
    }
    return false;
  }

  /** A body in which a mark stands for each character that no text may have. */
  static byte[] replaced(byte[] body) {
    // Each byte is a character of its own here, so that nothing but the escape changes.
    return new String(body, ISO_8859_1).replace("\\u0000", "\\ufffd").getBytes(ISO_8859_1);
  }

  private static void look(String path, JsonValue value, List<Fault> faults) {
    if (value instanceof JsonString text && !is(text.getString())) {
      faults.add(new Fault(path, WHAT));
    } else if (value instanceof JsonObject object) {
      object.forEach((name, it) -> member(path, name, it, faults));
    } else if (value instanceof JsonStructure) {
      var number = 0;
      for (var it : value.asJsonArray()) {
        look("%s[%d]".formatted(path, number++), it, faults);
      }
    }
  }

  private static void member(String path, String name, JsonValue value, List<Fault> faults) {
    if (is(name)) {
      look(path.isEmpty() ? name : path + "." + name, value, faults);
    } else {
      faults.add(new Fault(path.isEmpty() ? "body" : path, "has a name with the character U+0000"));
    }
  }

  /** What is wrong with the query of an address, as it was sent; empty when nothing is. */
  public static Optional<Fault> fault(String query) {
    var found = IN_QUERY.matcher(query == null ? "" : query);
    return found.find()
        ? Optional.of(new Fault(Faults.shown(found.group(1)).replace("%00", ""), WHAT))
        : Optional.empty();
  }

  /**
   * A field of a form.
   *
   * @param value null when it was not sent
   * @throws IntakeRefused with its name, if the database cannot hold it
   */
  public static @Nullable String checked(String name, @Nullable String value) {
    if (!is(name) || (value != null && !is(value))) {
      throw IntakeRefused.malformed(List.of(new Fault(Faults.shown(name).strip(), WHAT)));
    }
    return value;
  }
}
