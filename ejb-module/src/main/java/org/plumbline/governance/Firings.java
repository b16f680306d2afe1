package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.governance.FiringChart.Count;

/**
 * How often rules fired: each day and each hour is counted once, when it is over; of the last 24
 * hours only what came since the last full hour is looked at each time.
 */
final class Firings {
  private static final String ALL = "*";
  private static final int WEEKS = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HOURS = Duration.ofHours(24);

  /** Longer than a transaction may take to be seen after its assessment was dated. */
  private static final Duration SEEN = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofDays(2);

  private final Connection database;

  Firings(Connection database) {
    this.database = database;
  }

  /** Counts the days and hours that are over and were not counted, in the caller's transaction. */
  void count(Instant now) throws SQLException {
    countDays(now);
    countHours(now);
  }

  private void countDays(Instant now) throws SQLException {
    var today = now.minus(SEEN).atZone(ZoneOffset.UTC).toLocalDate();
    var from = today.minusWeeks(WEEKS);
    var counted =
        found(
            "select on_day from rule_day where rule = '*' and on_day >= ?", from, LocalDate.class);
    for (var day = from; day.isBefore(today); day = day.plusDays(1)) {
      if (!counted.contains(day)) {
        var start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        keep("rule_day (on_day", day, counts(start, start.plus(Duration.ofDays(1))));
      }
    }
  }

  private void countHours(Instant now) throws SQLException {
    var end = lastFull(now);
    var from = end.minus(HOURS);
    var counted =
        found(
                "select at_hour from rule_hour where rule = '*' and at_hour >= ?",
                utc(from),
                OffsetDateTime.class)
            .stream()
            .map(OffsetDateTime::toInstant)
            .collect(Collectors.toSet());
    for (var hour = from; hour.isBefore(end); hour = hour.plus(HOUR)) {
      if (!counted.contains(hour)) {
        keep("rule_hour (at_hour", utc(hour), counts(hour, hour.plus(HOUR)));
        forgetBefore(end.minus(KEPT));
      }
    }
  }

  /** The end of the last hour that can be counted. */
  private static Instant lastFull(Instant now) {
    return now.minus(SEEN).truncatedTo(ChronoUnit.HOURS);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private <T> Set<T> found(String sql, Object from, Class<T> type) throws SQLException {
    try (var query = database.prepareStatement(sql)) {
      query.setObject(1, from);
      try (var found = query.executeQuery()) {
        var all = new HashSet<T>();
        while (found.next()) {
          all.add(found.getObject(1, type));
        }
        return all;
      }
    }
  }

  private void keep(String where, Object when, Map<String, Long> counts) throws SQLException {
    counts.putIfAbsent(ALL, 0L);
    try (var insert =
        database.prepareStatement(
            "insert into %s, rule, fired) values (?, ?, ?) on conflict do nothing"
                .formatted(where))) {
      for (var it : counts.entrySet()) {
        insert.setObject(1, when);
        insert.setString(2, it.getKey());
        insert.setLong(3, it.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void forgetBefore(Instant hour) throws SQLException {
    try (var delete = database.prepareStatement("delete from rule_hour where at_hour < ?")) {
      delete.setObject(1, utc(hour));
      delete.executeUpdate();
    }
  }

  /** Firings by rule; the rule * counts the assessments. */
  private Map<String, Long> counts(Instant from, Instant before) throws SQLException {
    var counts =
        sum(
            "select rule, count(*) from assessment_conclusion where recorded_at >= ? and recorded_at < ? group by rule",
            utc(from),
            utc(before));
    counts.putAll(
        sum(
            "select '*', count(*) from assessment where recorded_at >= ? and recorded_at < ?",
            utc(from),
            utc(before)));
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
    var last = now.minus(HOURS).atZone(ZoneOffset.UTC).toLocalDate();
    var before =
        sum(
            "select rule, sum(fired) from rule_day where on_day >= ? and on_day < ? group by rule",
            last.minusWeeks(WEEKS),
            last);
    var lately = lately(now);
    var signals = new HashMap<String, FiringChart.Signal>();
    for (var rule : rules) {
      FiringChart.signal(count(before, rule), count(lately, rule))
          .ifPresent(it -> signals.put(rule, it));
    }
    return signals;
  }

  /** Firings of the last 24 full hours, and since. */
  Map<String, Long> lately(Instant now) throws SQLException {
    var end = lastFull(now);
    var lately =
        sum(
            "select rule, sum(fired) from rule_hour where at_hour >= ? and at_hour < ? group by rule",
            utc(end.minus(HOURS)),
            utc(end));
    counts(end, now).forEach((rule, fired) -> lately.merge(rule, fired, Long::sum));
    return lately;
  }

  private static Count count(Map<String, Long> counts, String rule) {
    return new Count(counts.getOrDefault(rule, 0L), counts.getOrDefault(ALL, 0L));
  }
}
