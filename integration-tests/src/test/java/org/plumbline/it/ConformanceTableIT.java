package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Writes docs/conformance.md from the requirements, the tests that carry their ids, and the results
 * of this run. Every requirement has a test that passed or a reason why it has none.
 */
class ConformanceTableIT {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CASE =
      Pattern.compile("<testcase name=\"(\\w+)[^>]*?(/>|>)(?=(.{0,40}))", Pattern.DOTALL);

  private record Row(String id, String level, String text, String proof, String exception) {
    static Row of(String line) {
      var cells = line.split("\t", -1);
      return new Row(cells[0], cells[1], cells[2], cells[3], cells[4]);
    }
  }

  @Test
  void everyRequirementIsProvenOrReasoned() throws Exception {
    var carried = carried();
    var results = results();
    var lines = new ArrayList<String>();
    var open = new ArrayList<String>();
    for (var line :
        Files.readAllLines(DOCS.resolve("requirements.tsv")).stream().skip(1).toList()) {
      var row = Row.of(line);
      var tests = new TreeSet<>(carried.getOrDefault(row.id(), List.of()));
      Stream.of(row.proof().split(" ")).filter(it -> !it.isBlank()).forEach(tests::add);
      lines.add(line(row, tests, results, open));
    }
    var table = table(lines);
    Files.writeString(Path.of("target", "conformance.md"), table);
    assumeTrue(
        !System.getProperty("fhir.packages", "").isBlank()
            && !System.getProperty("it.clients", "").isBlank()
            && !System.getProperty("it.browser", "").isBlank(),
        "not compared: some of the tests behind the table need packages, clients and a browser");
    assertEquals(List.of(), open);
    assertEquals(
        Files.readString(DOCS.resolve("conformance.md")),
        table,
        "copy integration-tests/target/conformance.md to docs/conformance.md");
  }

  private static String line(
      Row row, TreeSet<String> tests, Map<String, String> results, List<String> open) {
    var result = new ArrayList<String>();
    for (var test : tests) {
      var outcome = results.getOrDefault(test, "not run");
      result.add(outcome);
      if (!outcome.equals("passed")) {
        open.add(row.id() + ": " + test + " " + outcome);
      }
    }
    if (tests.isEmpty() && row.exception().isBlank()) {
      open.add(row.id() + " has neither test nor reason");
    }
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            row.id(),
            row.level(),
            row.text().replace("|", "\\|"),
            tests.isEmpty()
                ? "exception: " + row.exception()
                : String.join("<br>", tests)
                    + (row.exception().isBlank() ? "" : "<br>note: " + row.exception()),
            tests.isEmpty() ? "" : String.join("<br>", result));
  }

  private static String table(List<String> lines) {
    return """
        # Conformance

        Written by ConformanceTableIT from requirements.tsv, the tests that carry the ids, and their results in `.ci/run`; do not edit.
        Beyond these tests the HL7 validator reads every body that the server sent (ConformanceIT), against the logical models of CDS Hooks
        2.x and 3.0.0-ballot, FHIR R4 and SDC 4.0.0.

        | id | level | requirement | test | result |
        | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(String.join("\n", lines));
  }

  /** The tests of this module by the requirements that they carry. */
  private static Map<String, List<String>> carried() throws Exception {
    var carried = new TreeMap<String, List<String>>();
    try (var files = Files.list(Path.of("target", "test-classes", "org", "plumbline", "it"))) {
      for (var file : files.filter(it -> it.toString().endsWith("IT.class")).toList()) {
        var name = file.getFileName().toString().replace(".class", "");
        // Not initialized: that would begin to call the server.
        var type =
            Class.forName(
                "org.plumbline.it." + name, false, ConformanceTableIT.class.getClassLoader());
        for (var method : type.getDeclaredMethods()) {
          var requirement = method.getAnnotation(Requirement.class);
          if (requirement != null) {
            for (var id : requirement.value()) {
              carried
                  .computeIfAbsent(id, it -> new ArrayList<>())
                  .add(name + "#" + method.getName());
            }
          }
        }
      }
    }
    return carried;
  }

  /** What became of each test, from the reports of all modules. */
  private static Map<String, String> results() throws IOException {
    var results = new HashMap<String, String>();
    for (var folder : List.of("target/failsafe-reports", "../web-module/target/surefire-reports")) {
      if (!Files.isDirectory(Path.of(folder))) {
        continue;
      }
      try (var files = Files.list(Path.of(folder))) {
        for (var file : files.filter(it -> it.toString().endsWith(".xml")).toList()) {
          var name = file.getFileName().toString().replaceAll("TEST-.*\\.(\\w+)\\.xml", "$1");
          read(name, Files.readString(file), results);
        }
      }
    }
    return results;
  }

  private static void read(String type, String report, Map<String, String> results) {
    var cases = CASE.matcher(report);
    while (cases.find()) {
      var rest = cases.group(2).equals("/>") ? "" : cases.group(3);
      var outcome =
          rest.contains("<failure") || rest.contains("<error")
              ? "failed"
              : rest.contains("<skipped") ? "skipped" : "passed";
      results.merge(
          type + "#" + cases.group(1), outcome, (one, other) -> one.equals("passed") ? other : one);
    }
  }
}
