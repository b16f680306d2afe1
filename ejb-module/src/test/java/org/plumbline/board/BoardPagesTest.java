package org.plumbline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Part;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Kept;

class BoardPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final List<String> URGENCIES = List.of("routine", "emergency", "urgent");
  private static final int PAGE = 7;

  private static BoardQuery sought(Optional<Bookmark> after, int most) {
    var since = NOW.minus(Duration.ofDays(7));
    return new BoardQuery(
        Kept.TENANT, since, since, BoardQuery.Filter.NONE, true, new Part(after, 0, most));
  }

  @Test
  void whoAnswersBetweenPagesMovesNobody() {
    try (var kept = Kept.empty()) {
      for (var i = 0; i < 60; i++) {
        var at = NOW.minusSeconds(1000 + i / 5);
        kept.assessment("Patient/" + i, at, URGENCIES.get(i % 3), "saddle");
      }
      var board = kept.give(new Board(Clock.fixed(NOW, ZoneOffset.UTC), kept.conclusions()));
      var all = board.lines(sought(Optional.empty(), 100)).stream().map(BoardLine::id).toList();
      var seen = new ArrayList<AssessmentId>();
      var sought = sought(Optional.empty(), PAGE);
      for (var page = board.lines(sought); !page.isEmpty(); page = board.lines(sought)) {
        page.forEach(it -> seen.add(it.id()));
        sought = sought(Optional.of(sought.bookmark(page.get(page.size() - 1))), PAGE);
        kept.assessment("Patient/" + UUID.randomUUID(), NOW, "emergency", "saddle");
      }
      assertEquals(60, new HashSet<>(seen).size());
      assertEquals(all, seen);
    }
  }
}
