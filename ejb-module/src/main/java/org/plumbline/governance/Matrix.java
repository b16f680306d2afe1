package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.Urgency;

/**
 * How often a candidate concludes which disposition where the live knowledge concluded which.
 *
 * @param cells how often, by live and then by candidate
 * @param lessUrgent every assessment that the candidate makes less urgent
 */
public record Matrix(Map<String, Map<String, Long>> cells, List<Less> lessUrgent) {
  /** The dispositions, and what is concluded when no rule concludes any. */
  private static final List<String> CODES =
      Stream.concat(Stream.of(Urgency.values()).map(Urgency::code), Stream.of("none")).toList();

  /** A case that became less urgent. */
  public record Less(UUID assessment, Code live, Code candidate) {}

  /** The code of a disposition; {@code none} when no rule concludes any. */
  public record Code(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  public Matrix {
    cells = Map.copyOf(cells);
    lessUrgent = List.copyOf(lessUrgent);
  }

  /** What a candidate has concluded in shadow so far. */
  public static Matrix of(Connection database, String hash) throws SQLException {
    var cells = new TreeMap<String, Map<String, Long>>();
    try (var query =
        database.prepareStatement(
            "select live, candidate, count(*) from shadow_verdict where hash = ? group by live, candidate")) {
      query.setString(1, hash);
      try (var found = query.executeQuery()) {
        while (found.next()) {
          cells
              .computeIfAbsent(found.getString(1), it -> new TreeMap<>())
              .put(found.getString(2), found.getLong(3));
        }
      }
    }
    return new Matrix(cells, lessUrgent(database, hash, cells));
  }

  private static List<Less> lessUrgent(
      Connection database, String hash, Map<String, Map<String, Long>> cells) throws SQLException {
    var all = new ArrayList<Less>();
    for (var live : cells.keySet()) {
      for (var candidate : cells.get(live).keySet()) {
        if (Disposition.isLessUrgent(candidate, live)) {
          all.addAll(cell(database, hash, live, candidate));
        }
      }
    }
    return all;
  }

  private static List<Less> cell(Connection database, String hash, String live, String candidate)
      throws SQLException {
    try (var query =
        database.prepareStatement(
            "select assessment_id from shadow_verdict where hash = ? and live = ? and candidate = ? order by assessment_id")) {
      query.setString(1, hash);
      query.setString(2, live);
      query.setString(3, candidate);
      try (var found = query.executeQuery()) {
        var cases = new ArrayList<Less>();
        while (found.next()) {
          cases.add(new Less(found.getObject(1, UUID.class), new Code(live), new Code(candidate)));
        }
        return cases;
      }
    }
  }

  /**
   * Whether the candidate makes anybody less urgent; asked of the index, however many there are.
   */
  static boolean makesLessUrgent(Connection database, String hash) throws SQLException {
    for (var live : CODES) {
      for (var candidate : CODES) {
        if (Disposition.isLessUrgent(candidate, live) && isThere(database, hash, live, candidate)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isThere(Connection database, String hash, String live, String candidate)
      throws SQLException {
    try (var query =
        database.prepareStatement(
            "select 1 from shadow_verdict where hash = ? and live = ? and candidate = ? limit 1")) {
      query.setString(1, hash);
      query.setString(2, live);
      query.setString(3, candidate);
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  /** How many assessments were compared. */
  public long compared() {
    return cells.values().stream()
        .flatMap(it -> it.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** The matrix as a table of text, live down and candidate across, and every less urgent case. */
  public String text() {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%-12s", "live \\ new"));
    CODES.forEach(it -> text.append(String.format(Locale.ROOT, "%12s", it)));
    for (var live : CODES) {
      text.append(String.format(Locale.ROOT, "%n%-12s", live));
      for (var candidate : CODES) {
        text.append(
            String.format(
                Locale.ROOT,
                "%12d",
                cells.getOrDefault(live, Map.of()).getOrDefault(candidate, 0L)));
      }
    }
    text.append(
        String.format(
            Locale.ROOT, "%n%d compared, %d less urgent%n", compared(), lessUrgent.size()));
    lessUrgent.forEach(
        it ->
            text.append(
                String.format(
                    Locale.ROOT, "%s %s -> %s%n", it.assessment(), it.live(), it.candidate())));
    return text.toString();
  }
}
