package org.plumbline.operation;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives the rows of a bulk run, batch by batch.
 *
 * @param <T> what a row is before it is read
 */
public interface RowSource<T> extends AutoCloseable {
  /**
   * Some rows.
   *
   * @param rows takes the rows apart, in their order; the thread that assesses them calls it
   * @param place where the source goes on after them; a text by which a later run begins there
   */
  record Batch<T>(Supplier<List<T>> rows, String place) {}

  /** The next rows; empty at the end. */
  Optional<Batch<T>> next() throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;
}
