package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.plumbline.database.Unhurried;
import org.plumbline.governance.Alarms.Kind;
import org.plumbline.governance.Alarms.Subject;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.edge.Canary;
import org.plumbline.kb.edge.Edge;

/** Watches the knowledge that runs and its candidates, twice a minute. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Watch {
  private static final Logger LOG = System.getLogger(Watch.class.getName());
  private static final int SHOWN = 20;
  private static final int TURNS = 25;

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private KnowledgeBase knowledge;
  private Candidates candidates;
  private ShadowRun shadow;
  private Alarms alarms;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Watch() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Watch(
      KnowledgeBase knowledge,
      Candidates candidates,
      ShadowRun shadow,
      Alarms alarms,
      Clock clock) {
    this.knowledge = knowledge;
    this.candidates = candidates;
    this.shadow = shadow;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Runs the canaries through the live knowledge and every candidate. */
  @Schedule(hour = "*", minute = "*", second = "0,30", persistent = false)
  public void canaries() {
    whileTheDatabaseAnswers(
        () -> {
          var canaries = Canary.all();
          check(canaries, "live", new Edge(knowledge));
          var watched = new HashSet<>(candidates.subjects());
          watched.add("live");
          for (var candidate : candidates.loaded()) {
            check(canaries, candidate.subject(), candidate.edge());
          }
          clearOthers(Kind.CANARY, watched);
        });
  }

  private void check(
      List<Canary> canaries,
      String whose,
      Function<List<Map.Entry<String, String>>, List<String>> edge) {
    var subject = new Subject(Kind.CANARY, whose);
    difference(canaries, edge)
        .ifPresentOrElse(it -> alarms.raise(subject, it), () -> alarms.clear(subject));
  }

  private static Optional<String> difference(
      List<Canary> canaries, Function<List<Map.Entry<String, String>>, List<String>> edge) {
    var differing = new ArrayList<String>();
    var count = 0;
    for (var canary : canaries) {
      var difference = difference(canary, edge);
      if (difference.isPresent()) {
        count++;
        if (differing.size() < SHOWN) {
          differing.add(canary.name() + ": " + difference.get());
        }
      }
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "%d canaries are not concluded as approved\n%s"
                .formatted(count, String.join("\n", differing)));
  }

  private static Optional<String> difference(
      Canary canary, Function<List<Map.Entry<String, String>>, List<String>> edge) {
    try {
      return canary.difference(edge);
    } catch (IllegalStateException withoutDisposition) {
      return Optional.of("no disposition");
    }
  }

  /** What is no longer watched has nothing to alarm of. */
  private void clearOthers(Kind kind, HashSet<String> watched) {
    for (var subject : alarms.subjects(kind)) {
      if (!watched.contains(subject)) {
        alarms.clear(new Subject(kind, subject));
      }
    }
  }

  /** Looks at the firing rates of all rules. */
  @Schedule(hour = "*", minute = "*", second = "15,45", persistent = false)
  public void charts() {
    whileTheDatabaseAnswers(
        () -> {
          var rules = knowledge.ruleNames();
          var now = clock.instant();
          Map<String, FiringChart.Signal> signals;
          try (var connection = Unhurried.connection(database)) {
            var firings = new Firings(connection);
            firings.count(now);
            signals = firings.signals(rules, now);
          }
          set(Kind.SILENCE, FiringChart.Signal.SILENCE, signals);
          set(Kind.SURGE, FiringChart.Signal.SURGE, signals);
        });
  }

  private void set(Kind kind, FiringChart.Signal signal, Map<String, FiringChart.Signal> signals) {
    var wrong = new HashSet<String>();
    signals.forEach(
        (rule, it) -> {
          if (it == signal) {
            wrong.add(rule);
          }
        });
    var how = kind == Kind.SILENCE ? "less" : "more";
    for (var rule : wrong) {
      alarms.raise(
          new Subject(kind, rule), "fires far %s often than in the weeks before".formatted(how));
    }
    clearOthers(kind, wrong);
  }

  /** Lets the candidates follow the live traffic. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void shadow() {
    whileTheDatabaseAnswers(
        () -> {
          for (var candidate : candidates.loaded()) {
            var turns = 0;
            while (shadow.follow(candidate) > 0 && turns < TURNS) {
              turns++;
            }
          }
          clearOthers(Kind.SHADOW, new HashSet<>(candidates.subjects()));
        });
  }

  private interface Work {
    void run() throws SQLException;
  }

  /** Without a database there is nothing to look at; the readiness says so already. */
  private static void whileTheDatabaseAnswers(Work work) {
    try {
      work.run();
    } catch (SQLException | EJBException databaseAway) {
      LOG.log(Level.WARNING, "watch left out: {0}", databaseAway.getClass().getName());
    }
  }
}
