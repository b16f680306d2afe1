package org.plumbline.governance;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.edge.Edge;
import org.plumbline.kb.edge.KnowledgeJar;

/** Assesses again what was recorded: with the knowledge of then, and with that of now. */
public final class Replay {
  private static final int AT_ONCE = 1000;

  private final Connection database;
  private final Map<String, Function<List<Map.Entry<String, String>>, List<String>>> loaded =
      new HashMap<>();

  public Replay(Connection database) {
    this.database = database;
  }

  /**
   * Adds the knowledge of this process, so that it is not loaded a second time.
   *
   * @param hash its hash
   */
  public Replay with(String hash, Edge edge) {
    loaded.put(hash, edge);
    return this;
  }

  /**
   * One assessment, replayed.
   *
   * @param sameAsRecorded whether the knowledge of then concludes the same, line by line; empty
   *     when the knowledge or the transcript was not kept
   * @param now the code of the disposition that today's knowledge concludes
   * @param changes the lines in which today's differs from what was recorded
   */
  public record Report(
      AssessmentId id,
      String recorded,
      Optional<Boolean> sameAsRecorded,
      String now,
      List<String> changes) {
    public Report {
      requireNonNull(id, "id");
      changes = List.copyOf(changes);
    }
  }

  /** Replays one; empty when the clinic has none of this id, or its patient was erased. */
  public Optional<Report> one(Tenant tenant, AssessmentId id, Edge now) throws SQLException {
    try (var query =
        database.prepareStatement(
            "select id, recorded_at, knowledge_hash, urgency, transcript, statements from assessment where tenant = ? and id = ? and patient <> 'erased'")) {
      query.setString(1, tenant.value());
      query.setObject(2, id.value());
      try (var found = query.executeQuery()) {
        return found.next() ? Optional.of(report(Recorded.of(found), now)) : Optional.empty();
      }
    }
  }

  private Report report(Recorded recorded, Edge now) throws SQLException {
    var today = now.apply(recorded.said());
    return new Report(
        new AssessmentId(recorded.id()),
        recorded.urgency(),
        same(recorded),
        Disposition.urgency(today),
        recorded.transcript().isEmpty()
            ? List.of()
            : Disposition.changes(recorded.transcript(), today));
  }

  private Optional<Boolean> same(Recorded recorded) throws SQLException {
    if (recorded.transcript().isEmpty()) {
      return Optional.empty();
    }
    return knowledge(recorded.hash())
        .map(it -> it.apply(recorded.said()).equals(recorded.transcript()));
  }

  private Optional<Function<List<Map.Entry<String, String>>, List<String>>> knowledge(String hash)
      throws SQLException {
    if (!loaded.containsKey(hash)) {
      var jar = new KnowledgeStore(database).find(hash).map(KnowledgeJar::open);
      if (jar.isEmpty()) {
        return Optional.empty();
      }
      loaded.put(hash, jar.get());
    }
    return Optional.of(requireNonNull(loaded.get(hash)));
  }

  /**
   * What a replay of everything found.
   *
   * @param equal how many the knowledge of then concludes again, line by line
   * @param different those that it does not
   * @param notKept how many have no transcript or no knowledge kept
   */
  public record Summary(long equal, List<AssessmentId> different, long notKept) {
    public Summary {
      different = List.copyOf(different);
    }
  }

  /** Replays every assessment with the knowledge of then. */
  public Summary all() throws SQLException {
    var equal = 0L;
    var notKept = 0L;
    var different = new ArrayList<AssessmentId>();
    var at = Recorded.BEGINNING;
    var id = Recorded.FIRST;
    while (true) {
      var next = Recorded.after(database, at, id, Instant.parse("9999-01-01T00:00:00Z"), AT_ONCE);
      if (next.isEmpty()) {
        return new Summary(equal, different, notKept);
      }
      for (var it : next) {
        var same = same(it);
        equal += same.filter(Boolean::booleanValue).isPresent() ? 1 : 0;
        notKept += same.isEmpty() ? 1 : 0;
        if (same.filter(no -> !no).isPresent()) {
          different.add(new AssessmentId(it.id()));
        }
      }
      at = next.get(next.size() - 1).recordedAt();
      id = next.get(next.size() - 1).id();
    }
  }
}
