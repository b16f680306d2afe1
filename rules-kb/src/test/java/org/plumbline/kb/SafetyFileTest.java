package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every hazard of docs/clinical-safety.md names tests, and each of them is there. */
class SafetyFileTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern HAZARD = Pattern.compile("(?m)^\\| (H\\d+) \\|(.*)$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void everyHazardNamesTestsThatExist() throws IOException {
    var text = Files.readString(ROOT.resolve("docs/clinical-safety.md"));
    var hazards = HAZARD.matcher(text).results().toList();
    assertTrue(hazards.size() >= 14);
    var missing = new ArrayList<String>();
    for (var hazard : hazards) {
      var tests = TEST.matcher(hazard.group(2)).results().toList();
      assertTrue(!tests.isEmpty(), hazard.group(1) + " names no test");
      for (var test : tests) {
        if (!exists(test.group(1), test.group(2))) {
          missing.add(hazard.group(1) + " " + test.group());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  private static boolean exists(String type, String method) throws IOException {
    for (var module : List.of("rules-kb", "ejb-module", "web-module", "integration-tests")) {
      for (var folder : List.of("src/test/java", "src/engines/java", "src/browser/java")) {
        var sources = ROOT.resolve(module).resolve(folder);
        if (Files.exists(sources) && declares(sources, type, method)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean declares(Path sources, String type, String method) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (var file : files.filter(it -> it.endsWith(type + ".java")).toList()) {
        if (Files.readString(file).matches("(?s).* " + method + "\\(.*")) {
          return true;
        }
      }
    }
    return false;
  }
}
