package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;

class EntryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00.123456789Z");
  private static final Entry ENTRY =
      new Entry(
          new UUID(0, 1),
          NOW,
          "clinic",
          new Deed("ehr", Action.READ, "Task", 200, "Assessment/1"),
          Optional.empty());
  private static final String BEFORE = "0".repeat(64);

  private static Entry with(String tenant, Deed deed, Optional<UUID> pseudonym) {
    return new Entry(ENTRY.id(), NOW, tenant, deed, pseudonym);
  }

  @Test
  void theSameEntryHasTheSameHash() {
    assertEquals(64, ENTRY.hash(BEFORE, 1).length());
    assertEquals(
        ENTRY.hash(BEFORE, 1), with("clinic", ENTRY.deed(), Optional.empty()).hash(BEFORE, 1));
  }

  @Test
  void everyPartOfAnEntryIsInItsHash() {
    var deed = ENTRY.deed();
    var others =
        List.of(
            with("other", deed, Optional.empty()),
            with("clinic", deed, Optional.of(new UUID(0, 2))),
            with(
                "clinic",
                new Deed("x", deed.action(), "Task", 200, "Assessment/1"),
                Optional.empty()),
            with(
                "clinic",
                new Deed("ehr", Action.CREATE, "Task", 200, "Assessment/1"),
                Optional.empty()),
            with(
                "clinic",
                new Deed("ehr", deed.action(), "x", 200, "Assessment/1"),
                Optional.empty()),
            with(
                "clinic",
                new Deed("ehr", deed.action(), "Task", 404, "Assessment/1"),
                Optional.empty()),
            with("clinic", new Deed("ehr", deed.action(), "Task", 200, "x"), Optional.empty()));
    for (var other : others) {
      assertNotEquals(ENTRY.hash(BEFORE, 1), other.hash(BEFORE, 1), other.toString());
    }
    assertNotEquals(ENTRY.hash(BEFORE, 1), ENTRY.hash(BEFORE, 2));
    assertNotEquals(ENTRY.hash(BEFORE, 1), ENTRY.hash("1".repeat(64), 1));
  }

  @Test
  void aMomentIsKeptAsTheDatabaseKeepsIt() {
    assertEquals(Instant.parse("2026-11-26T12:00:00.123456Z"), ENTRY.at());
  }
}
