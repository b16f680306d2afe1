package org.plumbline.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkRunTest {
  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("in.ndjson"), String.join("\n", lines));
  }

  private static String text(NdjsonFile.Line line) {
    return new String(line.block(), line.from(), line.length(), StandardCharsets.UTF_8);
  }

  private static BulkRun.Read read(NdjsonFile.Line line) {
    var text = text(line);
    if (text.startsWith("bad")) {
      throw new IllegalArgumentException("no  response\nhere");
    }
    return new BulkRun.Read(text, List.of());
  }

  private BulkRun.Summary run(Path file) throws IOException, SQLException {
    var out = folder.resolve("out");
    var run =
        new BulkRun<NdjsonFile.Line>(
            BulkRunTest::read,
            said -> "routine",
            out,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try (var source = new NdjsonFile(file, BulkRun.place(out))) {
      return run.run(source, 2);
    }
  }

  private List<String> written(String name) throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(name));
  }

  @Test
  void everyRowHasAResultOrAReason() throws IOException, SQLException {
    var summary = run(file("a", "bad", "c"));
    assertEquals(3, summary.rows());
    assertEquals(1, summary.setAside());
    assertEquals(List.of("a\troutine", "c\troutine"), written("results.tsv"));
    assertEquals(List.of("2\tno response here"), written("set-aside.tsv"));
  }

  @Test
  void aRunThatHasEndedDoesNothingTwice() throws IOException, SQLException {
    var file = file("a", "b", "");
    run(file);
    var again = run(file);
    assertEquals(0, again.rows());
    assertEquals(2, written("results.tsv").size());
  }

  @Test
  void whatWasAddedSinceIsDoneAndNothingElse() throws IOException, SQLException {
    var file = file("a", "bad", "");
    run(file);
    Files.writeString(file, "bad\nd\n", StandardOpenOption.APPEND);
    assertEquals(2, run(file).rows());
    assertEquals(List.of("a\troutine", "d\troutine"), written("results.tsv"));
    assertEquals(List.of("2\tno response here", "3\tno response here"), written("set-aside.tsv"));
  }

  @Test
  void whatWasWrittenAfterTheLastProgressIsWrittenAgain() throws IOException, SQLException {
    var file = file("a", "");
    run(file);
    Files.writeString(
        folder.resolve("out").resolve("results.tsv"), "half a l", StandardOpenOption.APPEND);
    Files.writeString(file, "b\n", StandardOpenOption.APPEND);
    run(file);
    assertEquals(List.of("a\troutine", "b\troutine"), written("results.tsv"));
  }
}
