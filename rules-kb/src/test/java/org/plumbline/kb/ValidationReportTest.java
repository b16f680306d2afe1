package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * docs/validation.md is what the knowledge of today computes; {@code -Dvalidation.write} writes it.
 */
class ValidationReportTest {
  private static final Path FILE = Path.of("../docs/validation.md");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @Test
  void noPublishedPatientIsLessUrgentThanIsAcceptableWholeFormAndAsStated() {
    assertEquals(List.of(), wrong(it -> it.whole().given(), false));
    assertEquals(List.of(), wrong(PublishedCase::stated, false));
    assertEquals(15, PublishedCase.all().size());
  }

  /** BE01 is 9 of 10 two days after the session, and walks. */
  @Test
  void atMostOnePublishedPatientIsMoreUrgentThanIsAcceptable() {
    assertEquals(List.of("BE01"), wrong(it -> it.whole().given(), true));
  }

  private static List<String> wrong(
      Function<PublishedCase, Map<Fact, Value>> answers, boolean more) {
    var wrong = new ArrayList<String>();
    for (var it : ValidationReport.judge(KNOWLEDGE, answers)) {
      if (more ? it.over() : it.under()) {
        wrong.add(it.patient().id());
      }
    }
    return wrong;
  }

  @Test
  void reportIsWhatTheKnowledgeComputes() throws IOException {
    var report = new ValidationReport(KNOWLEDGE).write();
    if (System.getProperty("validation.write") != null) {
      Files.writeString(FILE, report);
    }
    assertTrue(report.startsWith("# Validation report\n\n**The table was fitted"));
    assertEquals(
        Files.readString(FILE),
        report,
        "mvn -pl rules-kb test -Dtest=ValidationReportTest -Dvalidation.write writes docs/validation.md");
  }
}
