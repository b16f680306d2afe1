package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;
import org.plumbline.kb.edge.KnowledgeJar;

class KnowledgeStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final KnowledgeHash HASH = new KnowledgeHash("a".repeat(64));

  private final Kept kept = Kept.empty();

  @AfterEach
  void close() {
    kept.close();
  }

  private static List<String> labels(KnowledgeStore store) throws SQLException {
    return store.candidates().stream().map(KnowledgeStore.Candidate::label).toList();
  }

  @Test
  void aKnowledgeIsKeptWithEveryFile() {
    kept.with(
        database -> {
          var store = new KnowledgeStore(database);
          var jar = KnowledgeJar.live();
          assertFalse(store.isKept(jar.hash()));
          assertEquals(Optional.empty(), store.find(jar.hash()));
          store.add(jar, "1.0.0", NOW);
          store.add(jar, "2.0.0", NOW);
          assertTrue(store.isKept(jar.hash()));
          assertEquals(jar.hash(), store.find(jar.hash()).orElseThrow().hash());
          assertEquals(
              jar.allFiles().keySet(), store.find(jar.hash()).orElseThrow().allFiles().keySet());
        });
    assertEquals(1, kept.number("select count(*) from knowledge where version = '1.0.0'"));
  }

  @Test
  void aByteThatWasChangedIsFound() {
    var hash = KnowledgeJar.live().hash();
    kept.with(
        database -> {
          new KnowledgeStore(database).add(KnowledgeJar.live(), "1.0.0", NOW);
          try (var statement = database.createStatement()) {
            statement.executeUpdate(
                "update knowledge_file set content = X'00' where path = (select min(path) from knowledge_file)");
          }
          assertThrows(
              IllegalArgumentException.class, () -> new KnowledgeStore(database).find(hash));
        });
  }

  @Test
  void aCandidateRunsUntilItIsWithdrawn() {
    kept.with(
        database -> {
          var store = new KnowledgeStore(database);
          store.register(HASH, "spring", false, NOW);
          store.register(new KnowledgeHash("b".repeat(64)), "autumn", false, NOW.plusSeconds(1));
          assertEquals(List.of("spring", "autumn"), labels(store));
          store.register(HASH, "withdrawn", true, NOW.plusSeconds(2));
          assertEquals(List.of("autumn"), labels(store));
          store.register(HASH, "spring again", false, NOW.plusSeconds(3));
          assertEquals(List.of("autumn", "spring again"), labels(store));
        });
  }
}
