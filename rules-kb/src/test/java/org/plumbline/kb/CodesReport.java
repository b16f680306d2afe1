package org.plumbline.kb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes docs/codes.md: how many codes of which system say what of a record, and what is missing.
 */
final class CodesReport {
  private static final Path ARTIFACTS = Path.of("target/classes/org/plumbline/kb/artifact");

  private CodesReport() {}

  /**
   * A table of the knowledge, without its heading.
   *
   * @param name such as {@code record-codes.csv}
   */
  static List<List<String>> rows(String name) throws IOException {
    return Files.readAllLines(ARTIFACTS.resolve(name)).stream()
        .skip(1)
        .map(it -> List.of(it.split(",")))
        .toList();
  }

  static String write() throws IOException {
    var systems = rows("code-systems.csv");
    var text = new StringBuilder();
    text.append("# Codes of a record\n\n")
        .append("Which codes of a record make a fact present: `record-codes.csv` in rules-kb. A")
        .append(" record may make a fact present, never absent. What no\nrow reads stays unknown;")
        .append(" what may matter all the same is named in the card (`unread-codes.csv`).\n\n")
        .append("This page is written by `CodesReportTest`, which fails when it is stale.\n\n")
        .append("## How many\n\n");
    counts(text, systems);
    text.append("\n## Where they come from\n\n")
        .append("| system | address | release | licence | missing |\n")
        .append("| --- | --- | --- | --- | --- |\n");
    for (var it : systems) {
      text.append(
          "| %s | `%s` | %s | %s | %s |\n"
              .formatted(it.get(1), it.get(0), it.get(3), it.get(4), it.get(5)));
    }
    text.append("\n## Also known as\n\n");
    for (var it : systems) {
      if (!it.get(2).isEmpty()) {
        text.append("- %s: `%s`\n".formatted(it.get(1), it.get(2).replace(";", "`, `")));
      }
    }
    return text.append(
            "\nA national modification of ICD-10 (`http://hl7.org/fhir/sid/icd-10-...`) counts as"
                + " ICD-10, an edition of SNOMED CT as SNOMED CT.\n")
        .toString();
  }

  private static void counts(StringBuilder text, List<List<String>> systems) throws IOException {
    var counted = new TreeMap<String, TreeMap<String, Long>>();
    for (var row : rows("record-codes.csv")) {
      counted
          .computeIfAbsent(row.get(0).split(":")[0], it -> new TreeMap<>())
          .merge(row.get(2), 1L, Long::sum);
    }
    var own = new TreeSet<String>();
    counted.values().forEach(it -> own.addAll(it.keySet()));
    systems.forEach(it -> own.remove(it.get(0)));
    text.append("| fact | ")
        .append(systems.stream().map(it -> it.get(1)).collect(Collectors.joining(" | ")))
        .append(" | our own |\n|")
        .append(" --- |".repeat(systems.size() + 2))
        .append('\n');
    counted.forEach(
        (fact, bySystem) -> {
          text.append("| `").append(fact).append("` |");
          systems.forEach(it -> text.append(cell(bySystem.getOrDefault(it.get(0), 0L))));
          text.append(cell(own.stream().mapToLong(it -> bySystem.getOrDefault(it, 0L)).sum()));
          text.append('\n');
        });
  }

  private static String cell(long count) {
    return count == 0 ? " |" : " " + count + " |";
  }
}
