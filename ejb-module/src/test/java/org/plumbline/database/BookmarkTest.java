package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BookmarkTest {
  @Test
  void tokenIsReadBack() {
    var mark = new Bookmark(3, Instant.parse("2026-11-28T10:00:00.123456Z"), new UUID(1, 2));
    assertEquals(Optional.of(mark), Bookmark.parse(mark.token()));
  }

  @Test
  void whatIsNoTokenIsNone() {
    for (var it : new String[] {"", "1", "%%", "MSAy", "YSBiIGM", "a".repeat(201)}) {
      assertEquals(Optional.empty(), Bookmark.parse(it), it);
    }
  }
}
