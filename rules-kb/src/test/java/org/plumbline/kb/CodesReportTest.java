package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;

/** The code tables are what they say they are; {@code -Dcodes.write} writes docs/codes.md. */
class CodesReportTest {
  private static final Path FILE = Path.of("../docs/codes.md");

  /** How codes of a system look; a mistyped one would be silent for ever. */
  private static final Map<String, Pattern> FORMS =
      Map.of(
          "http://hl7.org/fhir/sid/icd-10",
          Pattern.compile("[A-Z]\\d?[0-9A-Z]?(\\.[0-9A-Z]{1,4})?"),
          "http://www.whocc.no/atc",
          Pattern.compile("[A-Z]\\d{2}([A-Z]([A-Z](\\d{2})?)?)?"),
          "http://www.nlm.nih.gov/research/umls/rxnorm",
          Pattern.compile("\\d{1,7}"),
          "http://loinc.org",
          Pattern.compile("(LA)?\\d{1,6}-\\d"),
          "text",
          Pattern.compile("\\p{Ll}+"));

  private static List<List<String>> allRows() throws IOException {
    return Stream.concat(
            CodesReport.rows("record-codes.csv").stream()
                .map(it -> List.of(it.get(2), it.get(3), it.get(0) + it.get(1))),
            CodesReport.rows("unread-codes.csv").stream()
                .map(it -> List.of(it.get(1), it.get(2), it.get(0))))
        .toList();
  }

  @Test
  void everyCodeHasTheFormOfItsSystemAndStandsOnce() throws IOException {
    var seen = new HashSet<List<String>>();
    for (var row : allRows()) {
      assertTrue(seen.add(row), row + " stands twice");
      var form = FORMS.get(row.get(0));
      assertTrue(form == null || form.matcher(row.get(1)).matches(), row.toString());
    }
  }

  @Test
  void everySnomedCodeHasItsCheckDigitAndItsName() throws IOException {
    for (var row : allRows()) {
      if (row.get(0).endsWith("snomed.info/sct") || row.get(0).equals("https://dmd.nhs.uk")) {
        assertEquals(0, verhoeff(row.get(1)), row.toString());
      }
    }
    for (var row : CodesReport.rows("record-codes.csv")) {
      if (row.get(2).endsWith("snomed.info/sct")) {
        assertTrue(row.size() == 7 && row.get(6).endsWith(")"), row + " has no name");
      }
    }
  }

  private static final String[] PERMUTED = {
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258"
  };

  /** Zero for a valid identifier of SNOMED CT: the dihedral check of its last digit. */
  private static int verhoeff(String digits) {
    var check = 0;
    for (var i = 0; i < digits.length(); i++) {
      var digit = digits.charAt(digits.length() - 1 - i) - '0';
      check = dihedral(check, PERMUTED[i % 8].charAt(digit) - '0');
    }
    return check;
  }

  private static int dihedral(int one, int other) {
    if (one < 5) {
      return other < 5 ? (one + other) % 5 : (one + other) % 5 + 5;
    }
    return other < 5 ? (one - other + 5) % 5 + 5 : (one - other + 10) % 5;
  }

  @Test
  void everySystemSaysItsReleaseItsLicenceAndWhatIsMissing() throws IOException {
    var systems = CodesReport.rows("code-systems.csv");
    systems.forEach(it -> assertEquals(6, it.size(), it.toString()));
    var known = systems.stream().map(it -> it.get(0)).collect(Collectors.toSet());
    for (var row : allRows()) {
      assertTrue(
          known.contains(row.get(0)) || row.get(0).endsWith("/CodeSystem/body-chart"),
          row.toString());
    }
  }

  @Test
  void everyConceptIsAFactThatARecordMayAnswer() throws IOException {
    for (var row : CodesReport.rows("record-codes.csv")) {
      assertTrue(Fact.of(row.get(0).split(":")[0]).isPresent(), row.toString());
    }
  }

  /** Aspirin and other platelet inhibitors are none: the clinical contract says so. */
  @Test
  void noPlateletInhibitorIsAnAnticoagulant() throws IOException {
    for (var row : CodesReport.rows("record-codes.csv")) {
      var covers = row.get(4).equals("prefix") ? "B01AC06".startsWith(row.get(3)) : false;
      assertTrue(!covers && !row.get(3).startsWith("B01AC"), row.toString());
    }
  }

  @Test
  void pageIsWhatTheTablesHold() throws IOException {
    var report = CodesReport.write();
    if (System.getProperty("codes.write") != null) {
      Files.writeString(FILE, report);
    }
    assertEquals(
        Files.readString(FILE),
        report,
        "mvn -pl rules-kb test -Dtest=CodesReportTest -Dcodes.write writes docs/codes.md");
  }
}
