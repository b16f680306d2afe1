package org.plumbline.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Chains the entries of the audit: each link hashes its entry and the link before. A changed,
 * removed or added entry is found, save one that was removed before it was chained, or the newest
 * ones removed with their links; against the latter the head is to be kept elsewhere.
 */
public final class AuditChain {
  private static final int AT_ONCE = 500;
  private static final String ENTRY =
      "e.id, e.at, e.tenant, e.action, e.what, e.outcome, e.agent, e.pseudonym, e.about";

  private final Connection database;

  public AuditChain(Connection database) {
    this.database = database;
  }

  /**
   * The end of the chain.
   *
   * @param seq how many links there are
   * @param hash the hash of the last one
   */
  public record Head(long seq, String hash) {
    @Override
    public String toString() {
      return seq + ":" + hash;
    }
  }

  /**
   * Links what waits, in the transaction of the caller; nothing while another node does. The head
   * is not locked when nothing waits: a lock is written.
   */
  public int link() throws SQLException {
    if (!hasWaiting()) {
      return 0;
    }
    var head = head(" for update skip locked");
    if (head.isEmpty()) {
      return 0;
    }
    var waiting = waiting();
    if (waiting.isEmpty()) {
      return 0;
    }
    var seq = head.get().seq();
    var hash = head.get().hash();
    try (var link =
            database.prepareStatement(
                "insert into audit_link (seq, event_id, hash) values (?, ?, ?)");
        var done = database.prepareStatement("delete from audit_waiting where event_id = ?")) {
      for (var entry : waiting) {
        seq++;
        hash = entry.hash(hash, seq);
        link.setLong(1, seq);
        link.setObject(2, entry.id());
        link.setString(3, hash);
        link.addBatch();
        done.setObject(1, entry.id());
        done.addBatch();
      }
      link.executeBatch();
      done.executeBatch();
    }
    try (var moved =
        database.prepareStatement("update audit_head set seq = ?, hash = ? where one = 1")) {
      moved.setLong(1, seq);
      moved.setString(2, hash);
      moved.executeUpdate();
    }
    return waiting.size();
  }

  /** The end of the chain. */
  public Head head() throws SQLException {
    return head("").orElseThrow(() -> new IllegalStateException("audit_head is empty"));
  }

  private Optional<Head> head(String lock) throws SQLException {
    try (var query =
            database.prepareStatement("select seq, hash from audit_head where one = 1" + lock);
        var found = query.executeQuery()) {
      return found.next()
          ? Optional.of(new Head(found.getLong(1), found.getString(2)))
          : Optional.empty();
    }
  }

  private boolean hasWaiting() throws SQLException {
    try (var query = database.prepareStatement("select 1 from audit_waiting limit 1");
        var found = query.executeQuery()) {
      return found.next();
    }
  }

  private List<Entry> waiting() throws SQLException {
    try (var query =
        database.prepareStatement(
            "select %s from audit_waiting w join audit_event e on e.id = w.event_id order by w.at, w.event_id limit %d"
                .formatted(ENTRY, AT_ONCE))) {
      return entries(query);
    }
  }

  private static List<Entry> entries(PreparedStatement query) throws SQLException {
    try (var found = query.executeQuery()) {
      var entries = new ArrayList<Entry>();
      while (found.next()) {
        entries.add(entry(found, 1));
      }
      return entries;
    }
  }

  static Entry entry(ResultSet row, int from) throws SQLException {
    return new Entry(
        row.getObject(from, UUID.class),
        row.getObject(from + 1, OffsetDateTime.class).toInstant(),
        row.getString(from + 2),
        new Entry.Deed(
            row.getString(from + 6),
            Entry.Action.of(row.getString(from + 3)),
            row.getString(from + 4),
            row.getInt(from + 5),
            row.getString(from + 8)),
        Optional.ofNullable(row.getObject(from + 7, UUID.class)));
  }

  /**
   * What a check found.
   *
   * @param links how many links were checked
   * @param waiting how many entries are not chained yet
   * @param faults what is wrong, each with the place; empty when nothing is
   */
  public record Verdict(long links, long waiting, Head head, List<String> faults) {
    public Verdict {
      faults = List.copyOf(faults);
    }
  }

  /** Checks the whole chain. */
  public Verdict verify() throws SQLException {
    return check(null);
  }

  /**
   * Checks the whole chain.
   *
   * @param known a head that was kept elsewhere; the chain must still contain it
   */
  public Verdict verify(Head known) throws SQLException {
    return check(known);
  }

  private Verdict check(@Nullable Head known) throws SQLException {
    var head = head();
    var walk = new ChainWalk(known);
    try (var query =
        database.prepareStatement(
            "select l.seq, l.hash, l.event_id, %s from audit_link l left join audit_event e on e.id = l.event_id order by l.seq"
                .formatted(ENTRY))) {
      query.setFetchSize(1000);
      try (var found = query.executeQuery()) {
        while (found.next()) {
          walk.step(found);
        }
      }
    }
    var faults = new ArrayList<>(walk.faults());
    if (!walk.end().equals(head)) {
      faults.add(
          "the chain ends at %d, but its head says %d".formatted(walk.end().seq(), head.seq()));
    }
    if (!walk.seen()) {
      faults.add("the known head %s is not in the chain".formatted(known));
    }
    var unlinked =
        count(
            "select count(*) from audit_event e where not exists (select 1 from audit_link l where l.event_id = e.id)");
    var waiting = count("select count(*) from audit_waiting");
    if (unlinked != waiting) {
      faults.add("%d entries were added past the chain".formatted(unlinked - waiting));
    }
    return new Verdict(walk.end().seq(), waiting, head, faults);
  }

  private long count(String sql) throws SQLException {
    try (var query = database.prepareStatement(sql);
        var found = query.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  /** Adds an entry of the operator, in the transaction of the caller. */
  public void add(Entry entry) throws SQLException {
    try (var insert =
            database.prepareStatement(
                "insert into audit_event (id, at, tenant, action, what, outcome, agent, pseudonym, about) values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        var waiting =
            database.prepareStatement("insert into audit_waiting (event_id, at) values (?, ?)")) {
      insert.setObject(1, entry.id());
      insert.setObject(2, utc(entry.at()));
      insert.setString(3, entry.tenant());
      insert.setString(4, entry.deed().action().code());
      insert.setString(5, entry.deed().what());
      insert.setInt(6, entry.deed().outcome());
      insert.setString(7, entry.deed().agent());
      insert.setObject(8, entry.pseudonym().orElse(null));
      insert.setString(9, entry.deed().about());
      insert.executeUpdate();
      waiting.setObject(1, entry.id());
      waiting.setObject(2, utc(entry.at()));
      waiting.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
