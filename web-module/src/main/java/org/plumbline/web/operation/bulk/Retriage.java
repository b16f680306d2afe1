package org.plumbline.web.operation.bulk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.database.CommandLines;
import org.plumbline.database.ToolDatabase;
import org.plumbline.history.StatementLines;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.edge.Verdicts;
import org.plumbline.operation.BulkRun;
import org.plumbline.operation.BulkRun.Read;
import org.plumbline.operation.NdjsonFile;
import org.plumbline.operation.StoredIntakes;
import org.plumbline.web.intake.FastResponses;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The operator's command that triages many intakes again: those that are stored, or of a file. */
@Command(
    name = "plumbline.sh retriage",
    description =
        "Triages many intakes again. Writes results.tsv (name, urgency, red flags) and"
            + " set-aside.tsv (line, reason). Started again on the same folder it goes on.")
public final class Retriage implements Callable<Integer> {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private @Nullable Which which;

  @Option(names = "--out", required = true, paramLabel = "<folder>")
  private @Nullable Path out;

  @Option(names = "--jar", paramLabel = "<rules-kb jar>")
  private Optional<Path> jar = Optional.empty();

  @Option(names = "--threads", paramLabel = "<number>")
  private int threads = Runtime.getRuntime().availableProcessors();

  private Retriage() {}

  /** Of a file, or those that are stored. */
  private static final class Which {
    @Option(names = "--ndjson", required = true, paramLabel = "<file of QuestionnaireResponses>")
    private @Nullable Path file;

    @SuppressWarnings("UnusedVariable") // that it is given says which
    @Option(names = "--stored", required = true, paramLabel = "all")
    private @Nullable String stored;
  }

  /** Runs the command; the database is named as for every other command. */
  public static void main(String... arguments) {
    System.exit(CommandLines.of(new Retriage()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    var folder = requireNonNull(out);
    var file = requireNonNull(which).file;
    var summary = file == null ? ofDatabase(folder) : ofFile(folder, file);
    System.out.printf(
        "%n%d rows, %d set aside, %.1f s, %.0f rows/s on %d threads%n",
        summary.rows(),
        summary.setAside(),
        summary.seconds(),
        summary.rows() / summary.seconds(),
        threads);
    return 0;
  }

  private BulkRun.Summary ofFile(Path folder, Path from) throws IOException, SQLException {
    var responses = new FastResponses(Clock.systemUTC(), ClinicSettings.ofEnvironment());
    try (var file = new NdjsonFile(from, BulkRun.place(folder))) {
      return new BulkRun<NdjsonFile.Line>(
              line -> read(responses, line), knowledge(), folder, System.err)
          .run(file, threads);
    }
  }

  private BulkRun.Summary ofDatabase(Path folder) throws IOException, SQLException {
    try (var database = ToolDatabase.open();
        var stored = new StoredIntakes(database, BulkRun.place(folder))) {
      return new BulkRun<StoredIntakes.Stored>(
              it -> new Read(it.assessment().toString(), StatementLines.said(it.statements())),
              knowledge(),
              folder,
              System.err)
          .run(stored, threads);
    }
  }

  private static Read read(FastResponses responses, NdjsonFile.Line line) {
    var said = responses.read(line.block(), line.from(), line.length());
    return new Read(said.name(), said.said());
  }

  private Function<List<Map.Entry<String, String>>, String> knowledge() throws IOException {
    if (jar.isEmpty()) {
      return new Verdicts();
    }
    try (var stream = Files.newInputStream(jar.get())) {
      return KnowledgeJar.read(stream).openVerdicts();
    }
  }
}
