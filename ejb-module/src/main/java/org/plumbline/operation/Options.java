package org.plumbline.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was given to a command: words, and options such as {@code --tenant clinic}.
 *
 * @param words what stands before the first option
 */
record Options(List<String> words, Map<String, String> given) {
  Options {
    words = List.copyOf(words);
    given = Map.copyOf(given);
  }

  static Options of(List<String> arguments) {
    var words = new ArrayList<String>();
    var given = new HashMap<String, String>();
    for (var i = 0; i < arguments.size(); i++) {
      var it = arguments.get(i);
      if (!it.startsWith("--")) {
        words.add(it);
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(it + " needs a value");
      } else {
        i++;
        if (given.put(it.substring(2), arguments.get(i)) != null) {
          throw new IllegalArgumentException(it + " is given twice");
        }
      }
    }
    return new Options(words, given);
  }

  /** The first word; empty text when there is none. */
  String word() {
    return words.isEmpty() ? "" : words.get(0);
  }

  String one(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("--%s is missing".formatted(name)));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(given.get(name));
  }
}
