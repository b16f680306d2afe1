package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.client.Tenant;
import org.plumbline.database.DurableFile;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Intake;

/**
 * What must not be lost and could not be recorded, on this node's disk until it is. A file holds
 * one assessment, is on the disk before the answer goes out, and can be read by this process's user
 * alone. The same answers are kept once, however often they are assessed meanwhile.
 */
@ApplicationScoped
public class Journal {
  private static final Logger LOG = System.getLogger(Journal.class.getName());

  /** At some 4 kB each; beyond that something else is wrong. */
  private static final int MOST = 20_000;

  private static final String KEPT = ".kept";
  private static final String REFUSED = KEPT + ".refused";

  private final Path folder;

  /** How many wait, counted without a look into the folder. */
  private final AtomicInteger entered;

  /** The journal of this server, in its data folder. */
  public Journal() {
    this(
        Path.of(
            System.getProperty(
                "plumbline.data", System.getProperty("user.home", ".") + "/.plumbline"),
            "journal"));
  }

  /** A journal in a folder of its own. */
  public Journal(Path folder) {
    this.folder = folder;
    this.entered = new AtomicInteger(count());
    if (refused() > 0) {
      tellRefused();
    }
  }

  /**
   * One assessment that was not recorded.
   *
   * @param author who asked for it
   */
  public record Kept(AssessmentId id, Instant at, String author, Visit visit, Intake intake) {
    public Kept {
      requireNonNull(id, "id");
      requireNonNull(at, "at");
      requireNonNull(visit, "visit");
      requireNonNull(intake, "intake");
    }
  }

  /**
   * Keeps one; it is on the disk when this returns.
   *
   * @return whether it could be kept
   */
  public boolean keep(Kept it) {
    try {
      var text = write(it);
      var name = name(it);
      var file = folder.resolve(name + KEPT);
      if (Files.exists(file) || Files.exists(folder.resolve(name + REFUSED))) {
        return true;
      }
      DurableFile.folder(folder);
      if (entered.get() >= MOST) {
        LOG.log(Level.ERROR, "the journal is full; assessment not kept: {0}", it.id());
        return false;
      }
      DurableFile.create(file, text);
      entered.incrementAndGet();
      return true;
    } catch (FileAlreadyExistsException kept) {
      // Another call has kept the same answers meanwhile.
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.ERROR, "assessment not kept: {0}", e.getClass().getName());
      return false;
    }
  }

  /** How many wait. */
  public int count() {
    return files(KEPT).size();
  }

  /** How many were set aside. */
  public int refused() {
    return files(REFUSED).size();
  }

  private List<Path> files(String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.list(folder)) {
      return found.filter(it -> it.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the journal cannot be read: {0}", e.getClass().getName());
      return List.of();
    }
  }

  /** What waits and how to take it out, the oldest first. */
  public List<Waiting> waiting() {
    return files(KEPT).stream()
        .flatMap(it -> read(it).stream())
        .sorted(Comparator.comparing(it -> it.kept().at()))
        .toList();
  }

  /** One that waits, and its file. */
  public record Waiting(Kept kept, Path file) {}

  /** It is recorded. */
  public void done(Waiting it) {
    try {
      if (Files.deleteIfExists(it.file())) {
        entered.decrementAndGet();
      }
    } catch (IOException e) {
      // It is found to be recorded when it is tried again.
      LOG.log(Level.ERROR, "a file of the journal stays: {0}", e.getClass().getName());
    }
  }

  /** It cannot be recorded; somebody must look at it. */
  public void setAside(Waiting it) {
    setAside(it.file());
  }

  private void setAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + REFUSED.substring(KEPT.length())),
          StandardCopyOption.REPLACE_EXISTING);
      entered.decrementAndGet();
      tellRefused();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a file of the journal stays: {0}", e.getClass().getName());
    }
  }

  private void tellRefused() {
    LOG.log(
        Level.ERROR, "alarm journal: {0} assessments in {1} cannot be recorded", refused(), folder);
  }

  private static String write(Kept it) throws IOException {
    var lines = new Properties();
    var visit = it.visit();
    lines.setProperty("id", it.id().toString());
    lines.setProperty("at", it.at().toString());
    lines.setProperty("author", it.author());
    lines.setProperty("tenant", visit.tenant().value());
    lines.setProperty("patient", visit.patient().value());
    lines.setProperty("response", visit.response().value());
    lines.setProperty("answered", visit.answeredAt().toString());
    lines.setProperty("route", visit.route().name());
    lines.setProperty("finished", String.valueOf(visit.finished()));
    lines.setProperty("statements", StatementLines.write(it.intake()));
    var text = new StringWriter();
    lines.store(text, null);
    return text.toString();
  }

  private Optional<Waiting> read(Path file) {
    try {
      var lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      return Optional.of(new Waiting(kept(lines), file));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a file of the journal cannot be read: {0}", e.getClass().getName());
      return Optional.empty();
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException ofAnotherVersion) {
      setAside(file);
      return Optional.empty();
    }
  }

  private static Kept kept(Properties lines) {
    return new Kept(
        new AssessmentId(UUID.fromString(value(lines, "id"))),
        Instant.parse(value(lines, "at")),
        lines.getProperty("author"),
        new Visit(
            new Tenant(value(lines, "tenant")),
            new PatientReference(value(lines, "patient")),
            new ResponseReference(value(lines, "response")),
            Instant.parse(value(lines, "answered")),
            Route.valueOf(value(lines, "route")),
            Boolean.parseBoolean(lines.getProperty("finished"))),
        Intake.of(StatementLines.read(value(lines, "statements"))));
  }

  private static String value(Properties lines, String name) {
    return Optional.ofNullable(lines.getProperty(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  /** The same for the same answers of the same patient. */
  private static String name(Kept it) {
    var visit = it.visit();
    return Answers.hash(
        String.join(
            "\n",
            visit.tenant().value(),
            visit.patient().value(),
            visit.response().value(),
            visit.answeredAt().toString(),
            String.valueOf(visit.finished()),
            StatementLines.write(it.intake())));
  }
}
