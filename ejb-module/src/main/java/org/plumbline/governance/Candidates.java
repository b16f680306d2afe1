package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.plumbline.database.Unhurried;
import org.plumbline.governance.KnowledgeStore.Candidate;
import org.plumbline.kb.edge.KnowledgeJar;

/**
 * The candidates of this node: a jar is loaded only when it lies in the operator's folder, its hash
 * is registered, and its files are what its table of contents says.
 */
@ApplicationScoped
public class Candidates {
  private static final Logger LOG = System.getLogger(Candidates.class.getName());

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private final Map<KnowledgeHash, Loaded> loaded = new HashMap<>();
  private final Set<KnowledgeHash> missing = new HashSet<>();

  @SuppressWarnings("NullAway.Init")
  protected Candidates() {} // required by the container

  /** A candidate that runs. */
  public record Loaded(
      KnowledgeHash hash,
      String label,
      Function<List<Map.Entry<String, String>>, List<String>> edge) {
    /** By which an alarm names it. */
    public String subject() {
      return Candidates.subject(label, hash);
    }
  }

  /**
   * Those that are registered now and lie in the folder.
   *
   * @throws SQLException if the database cannot say which are registered
   */
  public synchronized List<Loaded> loaded() throws SQLException {
    List<Candidate> registered;
    try (var connection = Unhurried.connection(database)) {
      registered = new KnowledgeStore(connection).candidates();
    }
    loaded.keySet().retainAll(registered.stream().map(Candidate::hash).toList());
    var running = new ArrayList<Loaded>();
    for (var it : registered) {
      if (!loaded.containsKey(it.hash())) {
        load(it);
      }
      if (loaded.containsKey(it.hash())) {
        running.add(loaded.get(it.hash()));
      }
    }
    return running;
  }

  private static String subject(String label, KnowledgeHash hash) {
    return "candidate " + label + " " + hash.shown();
  }

  /**
   * By which alarms name those that are registered, on whichever node they run.
   *
   * @throws SQLException if the database cannot say which are registered
   */
  public List<String> subjects() throws SQLException {
    try (var connection = Unhurried.connection(database)) {
      return new KnowledgeStore(connection)
          .candidates().stream().map(it -> subject(it.label(), it.hash())).toList();
    }
  }

  private void load(Candidate candidate) {
    var file = folder().resolve(candidate.hash() + ".jar");
    if (!Files.exists(file)) {
      if (missing.add(candidate.hash())) {
        LOG.log(Level.WARNING, "candidate {0} is not in the folder of this node", candidate.hash());
      }
      return;
    }
    try (var stream = Files.newInputStream(file)) {
      var jar = KnowledgeJar.read(stream);
      if (!jar.hash().equals(candidate.hash().value())) {
        throw new IllegalArgumentException("its hash is another one");
      }
      loaded.put(candidate.hash(), new Loaded(candidate.hash(), candidate.label(), jar.open()));
      LOG.log(Level.INFO, "candidate {0} runs in shadow", candidate.hash());
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, "candidate {0} refused: {1}", candidate.hash(), e.getMessage());
    }
  }

  /** Where an operator puts candidates. */
  public static Path folder() {
    return folder(Path.of(System.getProperty("plumbline.data", System.getProperty("user.home"))));
  }

  /** Where candidates lie below the data folder. */
  public static Path folder(Path data) {
    return data.resolve("knowledge");
  }
}
