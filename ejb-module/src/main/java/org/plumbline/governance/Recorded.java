package org.plumbline.governance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.plumbline.history.StatementLines;

/**
 * One assessment as it was recorded, in the terms of the stable edge.
 *
 * @param transcript empty for what was recorded before transcripts were kept
 * @param said what was answered, in the order of the record
 */
record Recorded(
    UUID id,
    Instant recordedAt,
    String hash,
    String urgency,
    List<String> transcript,
    List<Map.Entry<String, String>> said) {
  static final Instant BEGINNING = Instant.EPOCH;
  static final UUID FIRST = new UUID(0, 0);

  Recorded {
    transcript = List.copyOf(transcript);
    said = List.copyOf(said);
  }

  /** The next ones after a place, in the order in which they were recorded. */
  static List<Recorded> after(
      Connection database, Instant recordedAt, UUID id, Instant before, int most)
      throws SQLException {
    try (var query =
        database.prepareStatement(
            """
            select id, recorded_at, knowledge_hash, urgency, transcript, statements from assessment
            where patient <> 'erased' and recorded_at < ? and (recorded_at > ? or (recorded_at = ? and id > ?)) order by recorded_at, id limit ?
            """)) {
      query.setObject(1, before.atOffset(ZoneOffset.UTC));
      query.setObject(2, recordedAt.atOffset(ZoneOffset.UTC));
      query.setObject(3, recordedAt.atOffset(ZoneOffset.UTC));
      query.setObject(4, id);
      query.setInt(5, most);
      try (var found = query.executeQuery()) {
        var all = new ArrayList<Recorded>();
        while (found.next()) {
          all.add(of(found));
        }
        return all;
      }
    }
  }

  static Recorded of(ResultSet row) throws SQLException {
    var transcript = row.getString(5);
    return new Recorded(
        row.getObject(1, UUID.class),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        row.getString(4),
        transcript.isEmpty() ? List.of() : List.of(transcript.split("\n")),
        StatementLines.said(row.getString(6)));
  }
}
