package org.plumbline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Without it a class grows by a few lines at a time, until nobody reads it whole. */
class SizeTest {
  private static final int MOST_OF_A_CLASS = 250;
  private static final int MOST_OF_A_METHOD = 40;

  /** To be divided; nothing is added here. */
  private static final Set<String> LONG =
      Set.of("FollowUps.java", "MoveCommand.java");

  private static final Pattern TYPE = Pattern.compile(".*\\b(class|record|enum|interface)\\b.*");

  private static List<Path> sources() throws IOException {
    try (var found = Files.walk(Path.of("src/main/java"))) {
      return found.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Test
  void noClassIsLong() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var source : sources()) {
      var name = source.getFileName().toString();
      if (Files.readAllLines(source).size() > MOST_OF_A_CLASS && !LONG.contains(name)) {
        tooLong.add(name);
      }
    }
    assertEquals(List.of(), tooLong);
  }

  @Test
  void noMethodIsLong() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var source : sources()) {
      var lines = Files.readAllLines(source);
      for (var indent : List.of("  ", "    ", "      ")) {
        longMembers(lines, indent).forEach(it -> tooLong.add(source.getFileName() + ":" + it));
      }
    }
    assertEquals(List.of(), tooLong);
  }

  /** The numbers of the lines where a member that is no type begins and is long. */
  private static List<Integer> longMembers(List<String> lines, String indent) {
    var found = new ArrayList<Integer>();
    var start = -1;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.equals(indent + "}") && start >= 0) {
        if (i - start + 1 > MOST_OF_A_METHOD) {
          found.add(start + 1);
        }
        start = -1;
      } else if (line.matches(indent + "[a-zA-Z].*")) {
        start = TYPE.matcher(line).matches() ? -1 : i;
      }
    }
    return found;
  }
}
