package org.plumbline.database;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the database answers; each but the first is a kind of not answering. */
public enum Condition {
  ANSWERS,
  /** It answers, too late for a call that somebody waits for. */
  SLOW,
  /** Somebody holds a lock on what is to be written. */
  LOCKED,
  /** It has no room for what is to be written, and can be read. */
  FULL,
  /** It takes no writes, as a standby does, and can be read. */
  READ_ONLY,
  /** It takes connections, or had taken them, and says nothing. */
  SILENT,
  /** It takes no connections, or ends them. */
  REFUSES;

  /** H2 says by a number of its own that the file could not be written. */
  private static final int H2_IO = 90_028;

  private static final int H2_IO_NAMED = 90_031;

  /** Broken connection, closed database, file in use. */
  private static final Set<String> H2_GONE = Set.of("90067", "90098", "90121", "90020");

  private static final String WRITTEN_BY_ANOTHER = "23505";

  /** As readiness writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether something can be read, and by those who have time also be written. */
  public boolean isAnswering() {
    return this != SILENT && this != REFUSES;
  }

  /** Whether a call that somebody waits for may ask. */
  boolean isPrompt() {
    return this == ANSWERS || this == FULL || this == READ_ONLY;
  }

  /** What a fault tells about the database; empty when it tells of what was asked. */
  public static Optional<Condition> of(Throwable thrown) {
    var causes = behind(thrown);
    if (causes.stream().anyMatch(SocketTimeoutException.class::isInstance)) {
      return Optional.of(SILENT);
    }
    if (causes.stream().anyMatch(OutOfPatience.class::isInstance)) {
      return Optional.of(SLOW);
    }
    // A database that refuses a connection says so; one that has not said anything in time is
    // silent.
    if (causes.stream().anyMatch(Condition::isUnanswered)
        && causes.stream().noneMatch(IOException.class::isInstance)) {
      return Optional.of(SILENT);
    }
    return causes.stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .reduce((first, last) -> last)
        .flatMap(Condition::of);
  }

  /** Whether what was written is at fault, so that it fails whenever it is tried again. */
  public static boolean isOfTheData(Throwable thrown) {
    return behind(thrown).stream()
        .filter(SQLException.class::isInstance)
        .map(it -> String.valueOf(((SQLException) it).getSQLState()))
        .anyMatch(
            it -> it.startsWith("22") || (it.startsWith("23") && !it.equals(WRITTEN_BY_ANOTHER)));
  }

  /** Causes, and what was suppressed: there a transaction names what failed as it was committed. */
  private static List<Throwable> behind(Throwable thrown) {
    var all = new LinkedHashSet<Throwable>();
    var open = new ArrayDeque<Throwable>(List.of(thrown));
    while (!open.isEmpty()) {
      var next = open.remove();
      if (all.add(next)) {
        Stream.concat(Stream.ofNullable(next.getCause()), Stream.of(next.getSuppressed()))
            .forEach(open::add);
      }
    }
    return List.copyOf(all);
  }

  private static boolean isUnanswered(Throwable cause) {
    return cause instanceof SQLException fault && "08001".equals(fault.getSQLState());
  }

  /** See <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">the codes</a>. */
  private static Optional<Condition> of(SQLException fault) {
    if (fault.getErrorCode() == H2_IO || fault.getErrorCode() == H2_IO_NAMED) {
      return Optional.of(FULL);
    }
    var state = fault.getSQLState();
    if (state == null) {
      // The pool has given up waiting for a connection.
      return Optional.of(SLOW);
    }
    return switch (state) {
      case "57014" -> Optional.of(SLOW);
      case "55P03", "HYT00" -> Optional.of(LOCKED);
      case "53100", "58030" -> Optional.of(FULL);
      case "25006" -> Optional.of(READ_ONLY);
      default -> connection(state);
    };
  }

  private static Optional<Condition> connection(String state) {
    return Stream.of("08", "53", "57P", "58").anyMatch(state::startsWith) || H2_GONE.contains(state)
        ? Optional.of(REFUSES)
        : Optional.empty();
  }
}
