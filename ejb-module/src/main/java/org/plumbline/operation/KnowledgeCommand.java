package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.plumbline.governance.Candidates;
import org.plumbline.governance.KnowledgeHash;
import org.plumbline.governance.KnowledgeStore;
import org.plumbline.governance.Matrix;
import org.plumbline.governance.ShadowPass;
import org.plumbline.kb.edge.KnowledgeJar;

/** Lets a jar of knowledge run in shadow, and shows what it would have concluded. */
final class KnowledgeCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return """
        plumbline.sh knowledge list
        plumbline.sh knowledge register --jar <rules-kb jar> --label <name>   (runs in shadow within a minute)
        plumbline.sh knowledge withdraw --hash <hash>
        plumbline.sh knowledge shadow --jar <rules-kb jar>                    (over everything that is stored, now; prints the matrix)
        plumbline.sh knowledge matrix --hash <hash>                           (what it concluded in shadow so far)""";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException, IOException {
    switch (options.word()) {
      case "list" -> {
        for (var it : new KnowledgeStore(database).candidates()) {
          out.printf("candidate\t%s\t%s\tsince %s%n", it.hash(), it.label(), it.registeredAt());
        }
      }
      case "register" -> register(database, options, out, clock);
      case "withdraw" -> {
        new KnowledgeStore(database)
            .register(new KnowledgeHash(options.one("hash")), "withdrawn", true, clock.instant());
        out.printf("withdrawn %s%n", options.one("hash"));
      }
      case "shadow" -> {
        var jar = read(options);
        out.printf("candidate %s, version %s%n", jar.hash(), jar.open());
        var compared = new ShadowPass(database).all(jar, clock.instant());
        out.print(Matrix.of(database, jar.hash()).text());
        out.printf("%d assessed now%n", compared);
      }
      case "matrix" -> out.print(Matrix.of(database, options.one("hash")).text());
      default ->
          throw new IllegalArgumentException("expected list, register, withdraw, shadow or matrix");
    }
    return 0;
  }

  private static KnowledgeJar read(Options options) throws IOException {
    try (var stream = Files.newInputStream(Path.of(options.one("jar")))) {
      return KnowledgeJar.read(stream);
    }
  }

  private static void register(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException, IOException {
    var jar = read(options);
    var folder = Candidates.folder(Path.of(System.getenv("PLUMBLINE_DATA")));
    Files.createDirectories(folder);
    Files.copy(
        Path.of(options.one("jar")),
        folder.resolve(jar.hash() + ".jar"),
        StandardCopyOption.REPLACE_EXISTING);
    new KnowledgeStore(database)
        .register(new KnowledgeHash(jar.hash()), options.one("label"), false, clock.instant());
    out.printf("registered %s, version %s%n", jar.hash(), jar.open());
  }
}
