package org.plumbline.web.operation.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.database.ToolDatabase;
import org.plumbline.history.StatementLines;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.edge.Verdicts;
import org.plumbline.operation.BulkRun;
import org.plumbline.operation.BulkRun.Read;
import org.plumbline.operation.NdjsonFile;
import org.plumbline.operation.StoredIntakes;
import org.plumbline.web.intake.FastResponses;

/** The operator's command that triages many intakes again: those that are stored, or of a file. */
public final class Retriage {
  private static final int WRONG = 2;
  private static final Set<String> OPTIONS = Set.of("ndjson", "stored", "jar", "out", "threads");
  private static final String USAGE =
      """
      plumbline.sh retriage --ndjson <file of QuestionnaireResponses> --out <folder> [--jar <rules-kb jar>] [--threads <number>]
      plumbline.sh retriage --stored all --out <folder> [--jar <rules-kb jar>] [--threads <number>]
      Writes results.tsv (name, urgency, red flags) and set-aside.tsv (line, reason). Started again on the same folder it goes on.""";

  private Retriage() {}

  /** Runs the command; the database is named as for every other command. */
  public static void main(String... arguments) {
    try {
      run(options(List.of(arguments)));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("plumbline: " + e.getMessage() + "\n" + USAGE);
      System.exit(WRONG);
    } catch (SQLException e) {
      System.err.println("plumbline: the database cannot be read: " + e.getMessage());
      System.exit(1);
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    var given = new HashMap<String, String>();
    var rest = new ArrayList<>(arguments);
    while (!rest.isEmpty()) {
      var name = rest.remove(0).replaceFirst("^--", "");
      if (!OPTIONS.contains(name) || rest.isEmpty() || given.put(name, rest.remove(0)) != null) {
        throw new IllegalArgumentException("--%s is not understood".formatted(name));
      }
    }
    if (given.containsKey("ndjson") == given.containsKey("stored") || !given.containsKey("out")) {
      throw new IllegalArgumentException("expected --ndjson or --stored, and --out");
    }
    return given;
  }

  private static void run(Map<String, String> options) throws IOException, SQLException {
    var folder = Path.of(options.getOrDefault("out", ""));
    var threads =
        options.containsKey("threads")
            ? Integer.parseInt(options.getOrDefault("threads", "1"))
            : Runtime.getRuntime().availableProcessors();
    var knowledge = knowledge(options);
    var place = BulkRun.place(folder);
    BulkRun.Summary summary;
    if (options.containsKey("ndjson")) {
      var responses = new FastResponses(Clock.systemUTC(), ClinicSettings.ofEnvironment());
      try (var file = new NdjsonFile(Path.of(options.getOrDefault("ndjson", "")), place)) {
        summary =
            new BulkRun<NdjsonFile.Line>(
                    line -> read(responses, line), knowledge, folder, System.err)
                .run(file, threads);
      }
    } else {
      try (var database = ToolDatabase.open();
          var stored = new StoredIntakes(database, place)) {
        summary =
            new BulkRun<StoredIntakes.Stored>(
                    it ->
                        new Read(it.assessment().toString(), StatementLines.said(it.statements())),
                    knowledge,
                    folder,
                    System.err)
                .run(stored, threads);
      }
    }
    System.out.printf(
        "%n%d rows, %d set aside, %.1f s, %.0f rows/s on %d threads%n",
        summary.rows(),
        summary.setAside(),
        summary.seconds(),
        summary.rows() / summary.seconds(),
        threads);
  }

  private static Read read(FastResponses responses, NdjsonFile.Line line) {
    var said = responses.read(line.block(), line.from(), line.length());
    return new Read(said.name(), said.said());
  }

  private static Function<List<Map.Entry<String, String>>, String> knowledge(
      Map<String, String> options) throws IOException {
    if (!options.containsKey("jar")) {
      return new Verdicts();
    }
    try (var stream = Files.newInputStream(Path.of(options.getOrDefault("jar", "")))) {
      return KnowledgeJar.read(stream).openVerdicts();
    }
  }
}
