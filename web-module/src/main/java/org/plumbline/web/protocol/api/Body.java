package org.plumbline.web.protocol.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;

/** A small body of plain texts; every fault in it is named. */
final class Body {
  private final JsonObject json;
  private final List<Fault> faults = new ArrayList<>();

  private Body(JsonObject json) {
    this.json = json;
  }

  /** Reads a body in which these names may stand. */
  static Body read(InputStream body, Set<String> names) throws IOException {
    return read(BoundedBody.read(body), names);
  }

  /** Reads bytes in which these names may stand. */
  static Body read(byte[] body, Set<String> names) {
    var read = new Body(JsonBody.parse(body));
    read.json.keySet().stream()
        .filter(it -> !names.contains(it))
        .sorted()
        .forEach(
            it ->
                read.fault(
                    it.length() > 40 ? "body" : it,
                    "is not known; expected "
                        + String.join(", ", names.stream().sorted().toList())));
    return read;
  }

  void fault(String where, String what) {
    faults.add(new Fault(where, what));
  }

  /** The text of a name; a fault when it is missing, no text, or too long. */
  String required(String name, int longest) {
    var text = optional(name, longest);
    if (text.isEmpty() && !json.containsKey(name)) {
      fault(name, "is missing");
    }
    return text.orElse("");
  }

  Optional<String> optional(String name, int longest) {
    if (!json.containsKey(name)) {
      return Optional.empty();
    }
    var value = json.get(name);
    if (value instanceof JsonString text
        && !text.getString().isBlank()
        && text.getString().length() <= longest) {
      return Optional.of(text.getString().strip());
    }
    fault(name, "is no text of 1 to %d characters".formatted(longest));
    return Optional.empty();
  }

  /** Refuses the body when anything in it was at fault. */
  void check() {
    if (!faults.isEmpty()) {
      throw IntakeRefused.content(faults);
    }
  }
}
