package org.plumbline.clinic;

import jakarta.persistence.Query;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The rows of a native query: the interface of Persistence gives them without a type, and each
 * driver its own types of moment and id.
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
    return query
        .getResultStream()
        .map(it -> Arrays.stream((Object[]) it).map(Rows::value).toArray());
  }

  private static Object value(Object column) {
    if (column instanceof OffsetDateTime moment) {
      return moment.toInstant();
    }
    if (column instanceof byte[] id && id.length == BYTES_OF_AN_ID) {
      var bytes = ByteBuffer.wrap(id);
      return new UUID(bytes.getLong(), bytes.getLong());
    }
    return column instanceof Timestamp moment ? moment.toInstant() : column;
  }
}
