package org.plumbline.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command of bulk re-triage over a file as a FHIR Bulk Data export has it: the 53 patients of
 * the cases again and again, with bad rows among them.
 */
class BulkIT extends Deployed {
  private static final int ROWS = Integer.getInteger("bulk.rows", 20_000);
  private static final Path SERVER = Path.of(System.getProperty("it.server")).normalize();
  private static final int BAD_EACH = 1000;
  private static final Map<String, String> DISPOSITIONS = new HashMap<>();

  @TempDir static Path folder;

  private static Path file;
  private static long bad;

  @BeforeAll
  static void write() throws IOException {
    file = folder.resolve("responses.ndjson");
    var lines = new ArrayList<byte[]>();
    for (var who : Patients.all()) {
      var intake = Intake.of(who.id(), who.given(), now());
      DISPOSITIONS.put("QuestionnaireResponse/response-" + who.id(), disposition(intake));
      lines.add((intake.response + "\n").getBytes(UTF_8));
    }
    try (var out = Files.newOutputStream(file)) {
      for (var i = 0; i < ROWS; i++) {
        if (i % BAD_EACH == BAD_EACH - 1) {
          bad++;
          out.write(
              "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"entered-in-error\"}\n"
                  .getBytes(UTF_8));
        } else {
          out.write(lines.get(i % lines.size()));
        }
      }
    }
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
  }

  /** What the server says of the response alone. */
  private static String disposition(Intake intake) {
    var answer = Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, intake.response.toString());
    assertEquals(200, answer.status(), answer.body());
    return PatientCasesIT.disposition(answer.json());
  }

  private static Process start(Path out) throws IOException {
    return new ProcessBuilder(
            "sh",
            SERVER.resolve("bin/plumbline.sh").toString(),
            "retriage",
            "--ndjson",
            file.toString(),
            "--out",
            out.toString())
        .redirectErrorStream(true)
        .redirectOutput(out.resolveSibling(out.getFileName() + ".log").toFile())
        .start();
  }

  @Test
  void everyRowIsTriagedAsTheServerTriagesItAndBadOnesAreSetAside() throws Exception {
    var out = folder.resolve("whole");
    assertEquals(0, start(out).waitFor());
    var said = Files.readString(folder.resolve("whole.log"));
    System.out.printf(
        "bulk: %d rows of %d kB on average: %s%n",
        ROWS,
        Files.size(file) / ROWS / 1024,
        said.substring(said.lastIndexOf('\r') + 1)
            .lines()
            .filter(it -> it.contains("rows/s on"))
            .findFirst()
            .orElse(said));
    var results = Files.readAllLines(out.resolve("results.tsv"));
    var aside = Files.readAllLines(out.resolve("set-aside.tsv"));
    assertEquals(bad, aside.size());
    assertEquals(ROWS, results.size() + aside.size());
    for (var line : results) {
      var parts = line.split("\t", 3);
      assertEquals(DISPOSITIONS.get(parts[0]), parts[1], parts[0]);
    }
    assertTrue(aside.get(0).startsWith(BAD_EACH + "\t"), aside.get(0));
    for (var fault :
        List.of("questionnaire is missing", "status is entered-in-error", "subject is missing")) {
      assertTrue(aside.get(0).contains(fault), aside.get(0));
    }
  }

  @Test
  void runThatWasKilledGoesOnWhereItStopped() throws Exception {
    var out = folder.resolve("killed");
    var killed = start(out);
    while (killed.isAlive() && !Files.exists(out.resolve("progress"))) {
      Thread.sleep(1);
    }
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    var before = Files.readString(out.resolve("progress"));
    assertEquals(0, start(out).waitFor());
    System.out.printf(
        "bulk: killed after %s rows, then %s%n",
        before.split("\t")[1], Files.readString(out.resolve("progress")).split("\t")[1]);
    assertEquals(ROWS, Files.readAllLines(out.resolve("results.tsv")).size() + bad);
    assertEquals(bad, Files.readAllLines(out.resolve("set-aside.tsv")).size());
    var whole = folder.resolve("whole-again");
    assertEquals(0, start(whole).waitFor());
    assertEquals(
        Files.readString(whole.resolve("results.tsv")),
        Files.readString(out.resolve("results.tsv")));
  }
}
