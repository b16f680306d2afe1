package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.audit.AuditChain;

/**
 * Whether the database still holds what it was given: every entry of the audit in its place, and,
 * where PostgreSQL lets us look, every row in the indexes of its table.
 */
final class StoreCheck {
  private static final String INDEXES =
      """
      select c.relname, c.oid from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
          join pg_am a on a.oid = c.relam where n.nspname = current_schema() and a.amname = 'btree' and i.indisvalid order by c.relname
      """;

  private final Connection database;

  /** A check by a connection that is in a transaction which sees one moment alone. */
  StoreCheck(Connection database) {
    this.database = database;
  }

  /** What is wrong, each with its place and nothing about a patient; empty when nothing is. */
  List<String> faults() throws SQLException {
    var faults = new ArrayList<>(new AuditChain(database).verify().faults());
    if (mayLookAtIndexes()) {
      faults.addAll(indexes());
    }
    return faults;
  }

  /** The database that comes with the server is ours; on another the operator decides. */
  private boolean mayLookAtIndexes() throws SQLException {
    return database.getMetaData().getDatabaseProductName().equals("PostgreSQL")
        && says("select count(*) from pg_extension where extname = 'amcheck'") > 0;
  }

  private long says(String sql) throws SQLException {
    try (var query = database.createStatement();
        var found = query.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  private List<String> indexes() throws SQLException {
    var faults = new ArrayList<String>();
    try (var query = database.createStatement();
        var found = query.executeQuery(INDEXES);
        var check = database.prepareStatement("select bt_index_check(cast(? as oid), true)")) {
      while (found.next()) {
        var before = database.setSavepoint();
        try {
          check.setLong(1, found.getLong(2));
          check.execute();
        } catch (SQLException damaged) {
          database.rollback(before);
          faults.add(
              "index %s does not fit its table (%s)"
                  .formatted(found.getString(1), damaged.getSQLState()));
        }
      }
    }
    return faults;
  }
}
