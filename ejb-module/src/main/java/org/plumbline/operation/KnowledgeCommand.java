package org.plumbline.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.plumbline.database.Console;
import org.plumbline.governance.Candidates;
import org.plumbline.governance.KnowledgeHash;
import org.plumbline.governance.KnowledgeStore;
import org.plumbline.governance.Matrix;
import org.plumbline.governance.ShadowPass;
import org.plumbline.kb.edge.KnowledgeJar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets a jar of knowledge run in shadow, and shows what it would have concluded. */
@Command(name = "knowledge", description = "Knowledge that runs in shadow beside the live one.")
final class KnowledgeCommand {
  private final Console console;

  KnowledgeCommand(Console console) {
    this.console = console;
  }

  @Command(description = "Lists what runs in shadow.")
  int list() throws SQLException, IOException {
    return console.inTransaction(
        database -> {
          for (var it : new KnowledgeStore(database).candidates()) {
            console
                .out()
                .printf("candidate\t%s\t%s\tsince %s%n", it.hash(), it.label(), it.registeredAt());
          }
          return 0;
        });
  }

  @Command(description = "Lets a jar run in shadow within a minute.")
  int register(
      @Option(names = "--jar", required = true, paramLabel = "<rules-kb jar>") Path jar,
      @Option(names = "--label", required = true, paramLabel = "<name>") String label)
      throws SQLException, IOException {
    var read = read(jar);
    var folder = Candidates.folder(Path.of(System.getenv("PLUMBLINE_DATA")));
    Files.createDirectories(folder);
    Files.copy(jar, folder.resolve(read.hash() + ".jar"), StandardCopyOption.REPLACE_EXISTING);
    return console.inTransaction(
        database -> {
          new KnowledgeStore(database)
              .register(new KnowledgeHash(read.hash()), label, false, console.clock().instant());
          console.out().printf("registered %s, version %s%n", read.hash(), read.open());
          return 0;
        });
  }

  @Command(description = "Ends it.")
  int withdraw(@Option(names = "--hash", required = true, paramLabel = "<hash>") String hash)
      throws SQLException, IOException {
    return console.inTransaction(
        database -> {
          new KnowledgeStore(database)
              .register(new KnowledgeHash(hash), "withdrawn", true, console.clock().instant());
          console.out().printf("withdrawn %s%n", hash);
          return 0;
        });
  }

  @Command(description = "Runs a jar over everything that is stored, now, and prints the matrix.")
  int shadow(@Option(names = "--jar", required = true, paramLabel = "<rules-kb jar>") Path jar)
      throws SQLException, IOException {
    var read = read(jar);
    return console.inTransaction(
        database -> {
          var out = console.out();
          out.printf("candidate %s, version %s%n", read.hash(), read.open());
          var compared = new ShadowPass(database).all(read, console.clock().instant());
          out.print(Matrix.of(database, read.hash()).text());
          out.printf("%d assessed now%n", compared);
          return 0;
        });
  }

  @Command(description = "Prints what it concluded in shadow so far.")
  int matrix(@Option(names = "--hash", required = true, paramLabel = "<hash>") String hash)
      throws SQLException, IOException {
    return console.inTransaction(
        database -> {
          console.out().print(Matrix.of(database, hash).text());
          return 0;
        });
  }

  private static KnowledgeJar read(Path jar) throws IOException {
    try (var stream = Files.newInputStream(jar)) {
      return KnowledgeJar.read(stream);
    }
  }
}
