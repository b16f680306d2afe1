package org.plumbline.kb.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.kb.KnowledgeBase;

/**
 * Writes what is published from the compiled rules: {@code PublishKnowledge <rules-kb> <artifacts>
 * <handbook>}. Run by Maven after the classes are compiled, so that nothing generated is committed.
 */
public final class PublishKnowledge {
  private PublishKnowledge() {}

  public static void main(String[] args) throws IOException {
    var artifacts = Files.createDirectories(Path.of(args[1]));
    var knowledge = KnowledgeBase.load();
    Files.writeString(artifacts.resolve("LowBackTriage.cql"), new CqlWriter(knowledge).write());
  }
}
