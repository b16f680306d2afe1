package org.plumbline.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what the server recorded, straight from its database. */
final class Records {
  private static final List<String> TABLES =
      List.of(
          "assessment",
          "assessment_conclusion",
          "decision",
          "outcome",
          "follow_up",
          "stored_resource",
          "card",
          "feedback",
          "outbox");

  private static Connection connection;

  private Records() {}

  /** How many rows all tables have together. */
  static long rows() {
    return TABLES.stream()
        .mapToLong(table -> Long.parseLong(query("select count(*) from " + table).get(0).get(0)))
        .sum();
  }

  /** How many rows there are once none has come for two seconds. */
  static long settled() {
    var rows = rows();
    for (var quiet = 0; quiet < 20; quiet++) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return rows;
      }
      var now = rows();
      quiet = now == rows ? quiet : 0;
      rows = now;
    }
    return rows;
  }

  /** Everything that was recorded of an assessment, save its id, the time and the way in. */
  static List<List<String>> of(String assessment) {
    var id = UUID.fromString(assessment);
    var all = new ArrayList<List<String>>();
    all.addAll(
        query(
            "select answered_at, patient, response, knowledge_version, urgency, provisional from assessment where id = '%s'"
                .formatted(id)));
    all.addAll(
        query(
            "select statements, transcript, knowledge_hash from assessment where id = '%s'"
                .formatted(id)));
    all.addAll(
        query(
            "select position, rule, kind, urgency, facts from assessment_conclusion where assessment_id = '%s' order by position"
                .formatted(id)));
    return all;
  }

  /** Rule and reason of the feedback on a card. */
  static List<List<String>> feedbackByRule(String card) {
    return query(
        "select r.rule, f.reason from feedback f join card_rule r on r.tenant = f.tenant and cast(r.card_id as varchar) = f.card_id where f.card_id = '%s'"
            .formatted(UUID.fromString(card)));
  }

  /** Opened once: the first connection to an H2 file that another process holds takes long. */
  private static synchronized Connection connection() throws SQLException {
    if (connection == null || connection.isClosed()) {
      connection =
          DriverManager.getConnection(
              System.getenv("PLUMBLINE_DB_URL"),
              System.getenv("PLUMBLINE_DB_USER"),
              System.getenv("PLUMBLINE_DB_PASSWORD"));
    }
    return connection;
  }

  private static List<List<String>> query(String sql) {
    try (var statement = connection().createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<List<String>>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(result.getObject(column)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
