package org.plumbline.governance;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.plumbline.database.Unhurried;

/** Which knowledge has run here, and how candidates compare with the live one. */
@Stateless
@PermitAll
public class KnowledgeHistory {
  private static final int MOST = 50;

  @Resource(lookup = "java:jboss/datasources/PlumblineDS")
  private DataSource database;

  @SuppressWarnings("NullAway.Init")
  public KnowledgeHistory() {} // required by the container

  /** A knowledge that has run here. */
  public record Version(String version, KnowledgeHash hash, Instant since) {}

  /** A candidate in shadow, and what it concluded so far beside the live one. */
  public record Draft(String label, KnowledgeHash hash, Matrix matrix) {}

  /** Every knowledge that has run here, the newest first. */
  public List<Version> versions() {
    try (var connection = Unhurried.connection(database);
        var query =
            connection.prepareStatement(
                "select version, hash, stored_at from knowledge order by stored_at desc limit "
                    + MOST);
        var rows = query.executeQuery()) {
      var versions = new ArrayList<Version>();
      while (rows.next()) {
        versions.add(
            new Version(
                rows.getString(1),
                new KnowledgeHash(rows.getString(2)),
                rows.getObject(3, OffsetDateTime.class).toInstant()));
      }
      return versions;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  /** The candidates that are registered now. */
  public List<Draft> drafts() {
    try (var connection = Unhurried.connection(database)) {
      var drafts = new ArrayList<Draft>();
      for (var it : new KnowledgeStore(connection).candidates()) {
        drafts.add(new Draft(it.label(), it.hash(), Matrix.of(connection, it.hash().value())));
      }
      return drafts;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }
}
