package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every hazard of docs/clinical-safety.md names tests, and each of them is there. */
class SafetyFileTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern HAZARD = Pattern.compile("(?m)^\\| (H\\d+) \\|(.*)$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  private static final Pattern SCORE =
      Pattern.compile("([1-5]) x ([1-5]) (acceptable|tolerable|undesirable|unacceptable)");
  private static final Set<String> OWNERS =
      Set.of(
          "clinical safety officer",
          "knowledge author",
          "physiotherapy lead",
          "engineering lead",
          "usability lead",
          "translator",
          "operator",
          "data protection officer");

  /** The matrix that the file states. */
  private static String level(int score) {
    return score <= 4
        ? "acceptable"
        : score <= 9 ? "tolerable" : score <= 14 ? "undesirable" : "unacceptable";
  }

  @Test
  void everyHazardIsScoredBeforeAndAfterItsControlByTheMatrixAndHasAnOwnerAndADate()
      throws IOException {
    var text = Files.readString(ROOT.resolve("docs/clinical-safety.md"));
    var faults = new ArrayList<String>();
    var open = new TreeSet<String>();
    for (var hazard : HAZARD.matcher(text).results().toList()) {
      var name = hazard.group(1);
      var cells = hazard.group(2).split(" \\| | \\|$", -1);
      var before = score(cells[1].strip(), name, faults);
      var after = score(cells[4].strip(), name, faults);
      if (after[0] != before[0] || after[1] > before[1]) {
        faults.add(name + ": the control makes it worse, or changes the harm itself");
      }
      if (after[0] * after[1] >= 15) {
        faults.add(name + ": unacceptable after its control");
      }
      if (after[0] * after[1] >= 10) {
        open.add(name);
      }
      if (!OWNERS.contains(cells[5].strip())) {
        faults.add(name + ": nobody owns it: " + cells[5]);
      }
      LocalDate.parse(cells[6].strip());
    }
    assertEquals(List.of(), faults);
    var said =
        Pattern.compile("(?m)^- (H\\d+): ")
            .matcher(text)
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(open, said, "what keeps it from clinical use is what is undesirable");
  }

  private static int[] score(String cell, String hazard, List<String> faults) {
    var score = SCORE.matcher(cell);
    if (!score.matches()) {
      faults.add(hazard + ": no score: " + cell);
      return new int[] {0, 0};
    }
    var severity = Integer.parseInt(score.group(1));
    var likelihood = Integer.parseInt(score.group(2));
    if (!level(severity * likelihood).equals(score.group(3))) {
      faults.add(hazard + ": " + cell + " is " + level(severity * likelihood));
    }
    return new int[] {severity, likelihood};
  }

  @Test
  void everyHazardNamesTestsThatExist() throws IOException {
    var text = Files.readString(ROOT.resolve("docs/clinical-safety.md"));
    var hazards = HAZARD.matcher(text).results().toList();
    assertTrue(hazards.size() >= 43);
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
