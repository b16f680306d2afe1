package org.plumbline.database;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of a native query, read and added: the interface of Persistence gives them without a
 * type, and each driver its own types of moment and id.
 */
public final class Rows {
  private static final int BYTES_OF_AN_ID = 16;

  private Rows() {}

  /**
   * The rows, each with its columns in the order of the query; a moment is an Instant, an id a
   * UUID.
   */
  @SuppressWarnings("unchecked") // a query of more than one column gives arrays
  public static Stream<Object[]> of(Query query) {
    return list(query).map(it -> Arrays.stream((Object[]) it).map(Rows::value).toArray());
  }

  /** A list, since a stream of Hibernate is a scrolling cursor, which costs 7 to 30 kB a query. */
  @SuppressWarnings("unchecked") // a query of more than one column gives arrays
  private static Stream<Object> list(Query query) {
    return ((List<Object>) query.getResultList()).stream();
  }

  /**
   * The rows, each as a record: its components are the columns in the order of the query. A
   * component may be an Optional where the column may be empty, and a record of one component, such
   * as an id, where the column is what it holds.
   *
   * @throws IllegalStateException if a column does not fit its component
   */
  public static <R extends Record> Stream<R> of(Query query, Class<R> row) {
    return list(query).map(it -> Reading.of(row).row((Object[]) it));
  }

  static Object value(Object column) {
    if (column instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (column instanceof byte[] id && id.length == BYTES_OF_AN_ID) {
      var bytes = ByteBuffer.wrap(id);
      return new UUID(bytes.getLong(), bytes.getLong());
    }
    return column instanceof Timestamp moment ? moment.toInstant() : column;
  }

  /**
   * Writes one row.
   *
   * @throws IllegalStateException if none was written, or more: then nothing of the transaction is
   *     kept
   */
  public static void writeOne(Query query) {
    var written = query.executeUpdate();
    if (written != 1) {
      throw new IllegalStateException("%d rows were written; expected 1".formatted(written));
    }
  }

  /**
   * Adds rows in one statement, however many; those that are there stay as they are.
   *
   * @param into the table and its columns
   * @param count how many
   * @param row the values of one row, with parameters whose names end in the number of the row
   * @param values sets the parameters of the row of a number
   * @return how many were added
   */
  public static int insert(
      EntityManager entities,
      String into,
      int count,
      String row,
      BiConsumer<Query, Integer> values) {
    var rows = IntStream.range(0, count).mapToObj(row::formatted).collect(joining(", "));
    var query =
        entities.createNativeQuery(
            "insert into %s values %s on conflict do nothing".formatted(into, rows));
    for (var number = 0; number < count; number++) {
      values.accept(query, number);
    }
    return query.executeUpdate();
  }
}
