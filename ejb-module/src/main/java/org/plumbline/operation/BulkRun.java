package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Triages many rows on all cores. Results, rows that were set aside with the reason, and how far it
 * came lie in a folder; a run that was stopped goes on there, and no row is done or left out twice.
 *
 * @param <T> what a row is before it is read
 */
public final class BulkRun<T> {
  private static final String RESULTS = "results.tsv";
  private static final String SET_ASIDE = "set-aside.tsv";
  private static final String PROGRESS = "progress";
  private static final double NANOS = 1e9;
  private static final long KEPT_EACH = 1_000_000_000L;

  private final Function<T, Read> reader;
  private final Function<List<Map.Entry<String, String>>, String> knowledge;
  private final Path folder;
  private final PrintStream out;

  /** What was read in a row: its name, and what was said. */
  public record Read(String name, List<Map.Entry<String, String>> said) {}

  /**
   * A run.
   *
   * @param reader reads a row; an IllegalArgumentException sets it aside, with its message
   * @param knowledge says the urgency and the red flags
   */
  public BulkRun(
      Function<T, Read> reader,
      Function<List<Map.Entry<String, String>>, String> knowledge,
      Path folder,
      PrintStream out) {
    this.reader = reader;
    this.knowledge = knowledge;
    this.folder = folder;
    this.out = out;
  }

  /** What a run did. */
  public record Summary(long rows, long setAside, double seconds) {}

  /** What came of a batch; a row that is set aside has its place in it, from 0. */
  private record Done(byte[] results, List<Bad> setAside, long rows, String place) {}

  private record Bad(int row, String why) {}

  /** How far a run came: the place of its source, and how long its files were then. */
  record Progress(String place, long rows, long bad, long results, long setAside) {
    static Progress read(Path folder) throws IOException {
      var file = folder.resolve(PROGRESS);
      if (!Files.exists(file)) {
        return new Progress("", 0, 0, 0, 0);
      }
      var parts = Files.readString(file).strip().split("\t");
      return new Progress(
          parts[0],
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Long.parseLong(parts[3]),
          Long.parseLong(parts[4]));
    }

    void write(Path folder) throws IOException {
      var next = folder.resolve(PROGRESS + ".next");
      Files.writeString(
          next, String.join("\t", place, "" + rows, "" + bad, "" + results, "" + setAside));
      Files.move(next, folder.resolve(PROGRESS), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Where a run in this folder stopped; empty text when there was none. */
  public static String place(Path folder) throws IOException {
    return Progress.read(folder).place();
  }

  /** Runs to the end of the source. */
  public Summary run(RowSource<T> source, int threads) throws IOException, SQLException {
    Files.createDirectories(folder);
    var before = Progress.read(folder);
    var start = System.nanoTime();
    var pool = Executors.newFixedThreadPool(threads);
    try (var results = open(RESULTS, before.results());
        var setAside = open(SET_ASIDE, before.setAside())) {
      var files = new Written(results, setAside);
      var waiting = new ArrayDeque<Future<Done>>();
      var progress = before;
      var kept = start;
      for (var batch = source.next(); batch.isPresent() || !waiting.isEmpty(); ) {
        if (batch.isPresent()) {
          var rows = batch.get();
          waiting.add(pool.submit(() -> assess(rows)));
          batch = source.next();
        }
        if (batch.isEmpty() || waiting.size() > 2 * threads) {
          progress = files.write(get(waiting.remove()), progress);
        }
        if (System.nanoTime() - kept > KEPT_EACH) {
          kept = System.nanoTime();
          keep(progress, before, kept - start);
        }
      }
      keep(progress, before, System.nanoTime() - start);
      return new Summary(
          progress.rows() - before.rows(),
          progress.bad() - before.bad(),
          (System.nanoTime() - start) / NANOS);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Each second, and not with each batch: to replace a file can wait for the disk. */
  private void keep(Progress progress, Progress before, long nanos) throws IOException {
    progress.write(folder);
    out.printf(
        "\r%d rows, %d set aside, %.0f rows/s   ",
        progress.rows(), progress.bad(), (progress.rows() - before.rows()) / (nanos / NANOS));
  }

  /** What was written after the last progress was kept is written again. */
  private RandomAccessFile open(String name, long length) throws IOException {
    var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw");
    file.setLength(length);
    file.seek(length);
    return file;
  }

  private Done assess(RowSource.Batch<T> batch) {
    var results = new StringBuilder();
    var setAside = new ArrayList<Bad>();
    var rows = batch.rows().get();
    for (var i = 0; i < rows.size(); i++) {
      try {
        var read = reader.apply(rows.get(i));
        results.append(read.name()).append('\t').append(knowledge.apply(read.said())).append('\n');
      } catch (IllegalArgumentException | IllegalStateException e) {
        setAside.add(new Bad(i, String.valueOf(e.getMessage()).replaceAll("\\s+", " ")));
      }
    }
    return new Done(results.toString().getBytes(UTF_8), setAside, rows.size(), batch.place());
  }

  /** The files that a run writes. */
  private record Written(RandomAccessFile results, RandomAccessFile setAside) {
    Progress write(Done done, Progress before) throws IOException {
      results.write(done.results());
      for (var bad : done.setAside()) {
        var line = "%d\t%s\n".formatted(before.rows() + bad.row() + 1, bad.why());
        setAside.write(line.getBytes(UTF_8));
      }
      return new Progress(
          done.place(),
          before.rows() + done.rows(),
          before.bad() + done.setAside().size(),
          results.getFilePointer(),
          setAside.getFilePointer());
    }
  }

  private static Done get(Future<Done> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; run it again to go on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a row could not be assessed", e.getCause());
    }
  }
}
