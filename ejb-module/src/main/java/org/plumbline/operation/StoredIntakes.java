package org.plumbline.operation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;

/** The stored intakes of all clinics, in the order in which they were recorded. */
public final class StoredIntakes implements RowSource<StoredIntakes.Stored> {
  private static final int AT_ONCE = 4000;

  private final Connection database;
  private Instant recordedAt = Instant.EPOCH;
  private UUID id = new UUID(0, 0);

  /** One stored intake. */
  public record Stored(UUID assessment, String statements) {}

  /**
   * Reads on.
   *
   * @param place where a run before stopped; empty text for the beginning
   */
  public StoredIntakes(Connection database, String place) {
    this.database = database;
    if (!place.isEmpty()) {
      var parts = place.split(" ", 2);
      recordedAt = Instant.parse(parts[0]);
      id = UUID.fromString(parts[1]);
    }
  }

  @Override
  public Optional<Batch<Stored>> next() throws SQLException {
    try (var query =
        database.prepareStatement(
            """
            select id, statements, recorded_at from assessment
            where (recorded_at, id) > (?, ?) and patient <> 'erased' order by recorded_at, id limit ?
            """)) {
      query.setObject(1, recordedAt.atOffset(ZoneOffset.UTC));
      query.setObject(2, id);
      query.setInt(3, AT_ONCE);
      var rows = new ArrayList<Stored>();
      try (var found = query.executeQuery()) {
        while (found.next()) {
          id = found.getObject(1, UUID.class);
          rows.add(new Stored(id, found.getString(2)));
          recordedAt = found.getObject(3, OffsetDateTime.class).toInstant();
        }
      }
      if (rows.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Batch<>(() -> rows, recordedAt + " " + id));
    }
  }

  @Override
  public void close() {
    // The connection belongs to the caller.
  }
}
