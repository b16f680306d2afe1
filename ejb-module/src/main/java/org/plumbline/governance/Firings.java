package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.plumbline.governance.FiringChart.Count;

/** How often rules fired: each day is counted once, when it is over; the last 24 hours are live. */
final class Firings {
  private static final String ALL = "*";
  private static final int WEEKS = 4;

  private final Connection database;

  Firings(Connection database) {
    this.database = database;
  }

  /** Counts the days that are over and were not counted, in the transaction of the caller. */
  void countDays(Instant now) throws SQLException {
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    for (var day = today.minusWeeks(WEEKS); day.isBefore(today); day = day.plusDays(1)) {
      if (!isCounted(day)) {
        count(day);
      }
    }
  }

  private boolean isCounted(LocalDate day) throws SQLException {
    try (var query =
        database.prepareStatement("select 1 from rule_day where on_day = ? and rule = '*'")) {
      query.setObject(1, day);
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private void count(LocalDate day) throws SQLException {
    var from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    var counts = counts(from, from.plus(Duration.ofDays(1)));
    try (var insert =
        database.prepareStatement(
            "insert into rule_day (on_day, rule, fired) values (?, ?, ?) on conflict do nothing")) {
      counts.putIfAbsent(ALL, 0L);
      for (var it : counts.entrySet()) {
        insert.setObject(1, day);
        insert.setString(2, it.getKey());
        insert.setLong(3, it.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Firings by rule; the rule * counts the assessments. */
  private Map<String, Long> counts(Instant from, Instant before) throws SQLException {
    var counts =
        sum(
            "select rule, count(*) from assessment_conclusion where recorded_at >= ? and recorded_at < ? group by rule",
            from.atOffset(ZoneOffset.UTC),
            before.atOffset(ZoneOffset.UTC));
    counts.putAll(
        sum(
            "select '*', count(*) from assessment where recorded_at >= ? and recorded_at < ?",
            from.atOffset(ZoneOffset.UTC),
            before.atOffset(ZoneOffset.UTC)));
    return counts;
  }

  private Map<String, Long> sum(String sql, Object from, Object before) throws SQLException {
    try (var query = database.prepareStatement(sql)) {
      query.setObject(1, from);
      query.setObject(2, before);
      try (var found = query.executeQuery()) {
        var counts = new HashMap<String, Long>();
        while (found.next()) {
          counts.put(found.getString(1), found.getLong(2));
        }
        return counts;
      }
    }
  }

  /**
   * What each rule of the chart shows now; rules without a signal are left out.
   *
   * @param rules the rules to look at, beside those that fired
   */
  Map<String, FiringChart.Signal> signals(Set<String> rules, Instant now) throws SQLException {
    var dayAgo = now.minus(Duration.ofDays(1));
    var last = dayAgo.atZone(ZoneOffset.UTC).toLocalDate();
    var before =
        sum(
            "select rule, sum(fired) from rule_day where on_day >= ? and on_day < ? group by rule",
            last.minusWeeks(WEEKS),
            last);
    var lately = counts(dayAgo, now);
    var signals = new HashMap<String, FiringChart.Signal>();
    for (var rule : rules) {
      FiringChart.signal(count(before, rule), count(lately, rule))
          .ifPresent(it -> signals.put(rule, it));
    }
    return signals;
  }

  private static Count count(Map<String, Long> counts, String rule) {
    return new Count(counts.getOrDefault(rule, 0L), counts.getOrDefault(ALL, 0L));
  }
}
