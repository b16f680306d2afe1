package org.plumbline.kb.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which rules stand in which file, and which question each file answers. */
final class RuleFiles {
  private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"$");

  /** A file of rules: the question in its first line, and its rules in their order. */
  record Group(String question, List<String> rules) {}

  private RuleFiles() {}

  static List<Group> read(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      var groups = new ArrayList<Group>();
      for (var file : files.filter(it -> it.toString().endsWith(".drl")).sorted().toList()) {
        var text = Files.readString(file);
        groups.add(
            new Group(
                text.lines().findFirst().orElseThrow().substring("// ".length()),
                RULE.matcher(text).results().map(it -> it.group(1)).toList()));
      }
      return groups;
    }
  }
}
