package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log of the server after all other tests: nothing about a patient is in it. */
class LogIT {
  private static final Path LOG =
      Path.of(System.getProperty("it.server"), "standalone", "log", "server.log");

  /** What the tests sent: ids, dates, answers, elements and texts of questions. */
  private static final List<String> ABOUT_PATIENTS =
      List.of(
          "Patient/",
          "QuestionnaireResponse/",
          "Condition/",
          "birthDate",
          "response-",
          "saddle",
          "valueCoding",
          "access_token",
          "physio-1",
          "C50.911",
          "between your legs",
          "has-saddle-numbness",
          "etc/passwd");

  @Test
  void nothingAboutAPatientIsLogged() throws IOException {
    var lines = Files.readAllLines(LOG);
    var leaks =
        lines.stream().filter(line -> ABOUT_PATIENTS.stream().anyMatch(line::contains)).toList();
    assertEquals(List.of(), leaks);
  }

  @Test
  void everyAssessmentHasItsLine() throws IOException {
    var lines =
        Files.readAllLines(LOG).stream()
            .filter(it -> it.startsWith("{"))
            .map(Json::parse)
            .filter(
                it ->
                    it.text("/loggerName").orElse("").equals("org.plumbline.triage.TriageService"))
            .map(it -> it.text("/message").orElseThrow())
            .toList();
    assertTrue(lines.size() >= Patients.all().size() * 2, lines.size() + " lines");
    assertTrue(
        lines.stream()
            .allMatch(
                line ->
                    line.matches(
                        "assessment [0-9a-f-]{36} knowledge [0-9.]+ disposition [a-z-]+ \\d+ ms")),
        lines.toString());
  }
}
