package org.plumbline.audit;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.plumbline.database.DatabaseWatch;
import org.plumbline.database.Unhurried;

/** Chains new entries each second, on whichever node comes first, and logs the head each hour. */
@Stateless
public class ChainTimer {
  private static final Logger LOG = System.getLogger(ChainTimer.class.getName());
  private static final int TURNS = 20;

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  @Resource private SessionContext context;

  @SuppressWarnings("NullAway.Init")
  protected ChainTimer() {} // required by the container

  /** Links what waits. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void link() {
    if (!DatabaseWatch.ofThisNode().condition().isAnswering()) {
      // A timer that rolls back is logged with its stack and begun again at once.
      return;
    }
    try (var connection = Unhurried.connection(database)) {
      var chain = new AuditChain(connection);
      var turns = 0;
      while (chain.link() > 0 && turns < TURNS) {
        turns++;
      }
    } catch (SQLException databaseAway) {
      context.setRollbackOnly();
      LOG.log(Level.DEBUG, "audit not chained: {0}", databaseAway.getSQLState());
    }
  }

  /** The head in the log is what shows that the end of the chain was cut off. */
  @Schedule(hour = "*", persistent = false)
  public void tellHead() {
    try (var connection = Unhurried.connection(database)) {
      LOG.log(Level.INFO, "audit head {0}", new AuditChain(connection).head());
    } catch (SQLException databaseAway) {
      LOG.log(Level.WARNING, "audit head not read: {0}", databaseAway.getSQLState());
    }
  }
}
