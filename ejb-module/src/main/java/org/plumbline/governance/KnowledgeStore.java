package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.kb.edge.KnowledgeJar;

/** The files of every knowledge that has run, and the candidates that may run in shadow. */
public final class KnowledgeStore {
  private final Connection database;

  public KnowledgeStore(Connection database) {
    this.database = database;
  }

  /** Whether a knowledge is kept. */
  public boolean isKept(String hash) throws SQLException {
    try (var query = database.prepareStatement("select 1 from knowledge where hash = ?")) {
      query.setString(1, hash);
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Keeps a knowledge, unless it is there; nothing of it is ever changed. */
  public void add(KnowledgeJar jar, String version, Instant now) throws SQLException {
    try (var insert =
        database.prepareStatement(
            "insert into knowledge (hash, version, stored_at) values (?, ?, ?) on conflict do nothing")) {
      insert.setString(1, jar.hash());
      insert.setString(2, version);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      if (insert.executeUpdate() == 0) {
        return;
      }
    }
    try (var insert =
        database.prepareStatement(
            "insert into knowledge_file (hash, path, content) values (?, ?, ?)")) {
      for (var file : jar.allFiles().entrySet()) {
        insert.setString(1, jar.hash());
        insert.setString(2, file.getKey());
        insert.setBytes(3, file.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Whether the words of a knowledge are kept. */
  public boolean hasTexts(String hash) throws SQLException {
    try (var query =
        database.prepareStatement("select 1 from knowledge_text where hash = ? limit 1")) {
      query.setString(1, hash);
      try (var found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Keeps the words of a knowledge, by their names; nothing of them is ever changed. */
  public void add(LiveKnowledge knowledge, Map<String, String> texts) throws SQLException {
    try (var insert =
        database.prepareStatement(
            "insert into knowledge_text (hash, name, text) values (?, ?, ?) on conflict do nothing")) {
      for (var it : texts.entrySet()) {
        insert.setString(1, knowledge.hash());
        insert.setString(2, it.getKey());
        insert.setString(3, it.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * A knowledge that has run; empty when it is not kept.
   *
   * @throws IllegalArgumentException if a stored byte was changed
   */
  public Optional<KnowledgeJar> find(String hash) throws SQLException {
    try (var query =
        database.prepareStatement("select path, content from knowledge_file where hash = ?")) {
      query.setString(1, hash);
      try (var found = query.executeQuery()) {
        var files = new HashMap<String, byte[]>();
        while (found.next()) {
          files.put(found.getString(1), found.getBytes(2));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(KnowledgeJar.of(files));
      }
    }
  }

  /**
   * A jar that may run in shadow.
   *
   * @param label how the operator calls it
   */
  public record Candidate(KnowledgeHash hash, String label, Instant registeredAt) {}

  /** The candidates that are not withdrawn. */
  public List<Candidate> candidates() throws SQLException {
    try (var query =
            database.prepareStatement(
                """
                select hash, label, registered_at from knowledge_candidate c
                where version = (select max(version) from knowledge_candidate where hash = c.hash) and not withdrawn order by registered_at
                """);
        var found = query.executeQuery()) {
      var candidates = new ArrayList<Candidate>();
      while (found.next()) {
        candidates.add(
            new Candidate(
                new KnowledgeHash(found.getString(1)),
                found.getString(2),
                found.getObject(3, OffsetDateTime.class).toInstant()));
      }
      return candidates;
    }
  }

  /** Lets a jar run in shadow, or no longer. */
  public void register(KnowledgeHash hash, String label, boolean withdrawn, Instant now)
      throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            insert into knowledge_candidate (hash, version, label, registered_at, withdrawn)
            values (?, (select coalesce(max(version), 0) + 1 from knowledge_candidate where hash = ?), ?, ?, ?)
            """)) {
      insert.setString(1, hash.value());
      insert.setString(2, hash.value());
      insert.setString(3, label);
      insert.setObject(4, now.atOffset(ZoneOffset.UTC));
      insert.setBoolean(5, withdrawn);
      insert.executeUpdate();
    }
  }
}
