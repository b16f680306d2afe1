package org.plumbline.database;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Looks at the database: once a second and at once when a call has a suspicion, and four times a
 * second while it does not answer. It asks for the locks that a recording needs and writes nothing.
 */
@ApplicationScoped
public class DatabaseProbe {
  private static final Logger LOG = System.getLogger(DatabaseProbe.class.getName());
  private static final Duration WELL = Duration.ofSeconds(1);
  private static final Duration ILL = Duration.ofMillis(250);

  /** How long a look waits for each answer at least. */
  private static final Duration ANSWER = Duration.ofMillis(400);

  /** A look that is not over by then has found out enough: it waits for a connection. */
  private static final Duration LOOK = Duration.ofMillis(700);

  /** How often a recording asks, about. */
  private static final int ASKED = 12;

  /** How often a look does, at most. */
  private static final int LOOKS = 6;

  private static final int ROUNDS = 3;

  /** What a recording writes. Nothing is inserted: it is the locks that are asked for. */
  private static final String LOCKS =
      List.of(
              "assessment",
              "assessment_conclusion",
              "audit_event",
              "audit_waiting",
              "pseudonym",
              "follow_up",
              "follow_up_event",
              "outbox",
              "card",
              "card_rule",
              "card_assessment")
          .stream()
          .map("insert into %1$s select * from %1$s where 1 = 0"::formatted)
          .collect(Collectors.joining("; "));

  @SuppressWarnings("NullAway.Init") // the container gives it
  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private final Duration prompt = prompt(Patience.hurried());
  private final Duration longest = longer(ANSWER, prompt);
  private final DatabaseWatch watch = DatabaseWatch.ofThisNode();
  private final Thread thread = new Thread(this::look, "plumbline-database");

  /** When each answer takes longer than this, a recording comes too late for its call. */
  static Duration prompt(Duration patience) {
    return patience.dividedBy(ASKED + 1);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  void start(@Observes Startup startup) {
    thread.setDaemon(true);
    thread.start();
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }

  private void look() {
    while (!Thread.currentThread().isInterrupted()) {
      var before = watch.condition();
      watch.looks(longer(LOOK, prompt.multipliedBy(LOOKS)));
      var now = condition();
      watch.found(now);
      if (now != before) {
        LOG.log(
            now == Condition.ANSWERS ? Level.INFO : Level.ERROR, "the database: {0}", now.code());
      }
      try {
        if (now == Condition.ANSWERS) {
          watch.awaitSuspicion(WELL);
        } else {
          // Each call that fails suspects what is known: the looks would follow without a pause.
          Thread.sleep(ILL.toMillis());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Condition condition() {
    try (var connection = database.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) longest.toMillis());
      return condition(connection);
    } catch (SQLException e) {
      return Condition.of(e).orElse(Condition.ANSWERS);
    } catch (RuntimeException | LinkageError e) {
      // Nobody else looks: if this thread ended, the node would take its database for dead.
      LOG.log(Level.ERROR, "the look at the database failed: {0}", e.getClass().getName());
      return Condition.REFUSES;
    }
  }

  private Condition condition(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      var quickest = Long.MAX_VALUE;
      for (var i = 0; i < ROUNDS && quickest > prompt.toNanos(); i++) {
        quickest = Math.min(quickest, round(statement));
      }
      statement.execute(LOCKS);
      return quickest > prompt.toNanos() ? Condition.SLOW : Condition.ANSWERS;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /**
   * Nanoseconds; the quickest of some, so that a busy machine does not count as a slow database.
   */
  private static long round(Statement statement) throws SQLException {
    var start = System.nanoTime();
    try (var rows = statement.executeQuery("select 1")) {
      rows.next();
    }
    return System.nanoTime() - start;
  }
}
