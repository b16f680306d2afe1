package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.plumbline.database.Unhurried;
import org.plumbline.governance.Alarms.Kind;

/** One step of a candidate behind the live traffic, in one transaction. */
@Stateless
public class ShadowRun {
  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  private Alarms alarms;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ShadowRun() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public ShadowRun(Alarms alarms, Clock clock) {
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Assesses what came since the last step; how many. */
  public int follow(Candidates.Loaded candidate) throws SQLException {
    try (var connection = Unhurried.connection(database)) {
      var followed =
          new Shadow(connection)
              .follow(candidate.hash().value(), candidate.edge(), clock.instant());
      if (followed > 0) {
        var subject = new Alarms.Subject(Kind.SHADOW, candidate.subject());
        if (Matrix.makesLessUrgent(connection, candidate.hash().value())) {
          alarms.raise(subject, "the candidate makes assessments less urgent; see the matrix");
        } else {
          alarms.clear(subject);
        }
      }
      return followed;
    }
  }
}
