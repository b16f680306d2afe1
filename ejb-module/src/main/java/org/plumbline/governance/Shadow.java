package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Follows the live traffic with a candidate. It reads what was recorded, so that it costs no call
 * anything and shows nobody anything; one place per candidate, held by one node at a time.
 */
final class Shadow {
  private static final int AT_ONCE = 200;
  private static final int LONGEST = 4000;

  /** A transaction that began earlier may commit later; it is waited for. */
  private static final Duration LAG = Duration.ofSeconds(3);

  private final Connection database;

  Shadow(Connection database) {
    this.database = database;
  }

  /**
   * Assesses what came since, in the transaction of the caller.
   *
   * @return how many
   */
  int follow(
      String hash, Function<List<Map.Entry<String, String>>, List<String>> candidate, Instant now)
      throws SQLException {
    begin(hash);
    try (var place =
        database.prepareStatement(
            "select recorded_at, assessment_id from shadow_cursor where hash = ? for update skip locked")) {
      place.setString(1, hash);
      try (var found = place.executeQuery()) {
        if (!found.next()) {
          return 0;
        }
        var at = found.getObject(1, OffsetDateTime.class).toInstant();
        var recorded =
            Recorded.after(database, at, found.getObject(2, UUID.class), now.minus(LAG), AT_ONCE);
        if (!recorded.isEmpty()) {
          add(hash, candidate, recorded);
          move(hash, recorded.get(recorded.size() - 1));
        }
        return recorded.size();
      }
    }
  }

  /** A candidate that was never run begins with the oldest record. */
  private void begin(String hash) throws SQLException {
    try (var insert =
        database.prepareStatement(
            "insert into shadow_cursor (hash, recorded_at, assessment_id) values (?, ?, ?) on conflict do nothing")) {
      insert.setString(1, hash);
      insert.setObject(2, Recorded.BEGINNING.atOffset(ZoneOffset.UTC));
      insert.setObject(3, Recorded.FIRST);
      insert.executeUpdate();
    }
  }

  private void add(
      String hash,
      Function<List<Map.Entry<String, String>>, List<String>> candidate,
      List<Recorded> recorded)
      throws SQLException {
    try (var insert =
        database.prepareStatement(
            "insert into shadow_verdict (hash, assessment_id, live, candidate, changes) values (?, ?, ?, ?, ?) on conflict do nothing")) {
      for (var it : recorded) {
        var lines = candidate.apply(it.said());
        var changes =
            it.transcript().isEmpty()
                ? ""
                : String.join("\n", Disposition.changes(it.transcript(), lines));
        insert.setString(1, hash);
        insert.setObject(2, it.id());
        insert.setString(3, it.urgency());
        insert.setString(4, Disposition.urgency(lines));
        insert.setString(5, changes.substring(0, Math.min(changes.length(), LONGEST)));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void move(String hash, Recorded last) throws SQLException {
    try (var update =
        database.prepareStatement(
            "update shadow_cursor set recorded_at = ?, assessment_id = ? where hash = ?")) {
      update.setObject(1, last.recordedAt().atOffset(ZoneOffset.UTC));
      update.setObject(2, last.id());
      update.setString(3, hash);
      update.executeUpdate();
    }
  }
}
