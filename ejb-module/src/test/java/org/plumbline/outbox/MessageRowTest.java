package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class MessageRowTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final Outbox outbox = kept.give(new Outbox(clock));
  private final UUID id = new UUID(0, 1);

  @AfterEach
  void close() {
    kept.close();
  }

  private Instant dueAfterFailures(int failures) {
    kept.message(id, "ehr", clock.instant());
    for (var i = 0; i < failures; i++) {
      outbox.take("ehr", true);
      outbox.notSent(id, "503", false);
      kept.written();
    }
    return outbox.unsent(Kept.TENANT, 10).get(0).dueAt();
  }

  @Test
  void theFirstWaitIsFiveSecondsAndEachFurtherOneTwiceAsLong() {
    assertEquals(NOW.plusSeconds(5), dueAfterFailures(1));
    assertEquals(NOW.plusSeconds(5), outbox.unsent(Kept.TENANT, 1).get(0).dueAt());
  }

  @Test
  void theThirdWaitIsTwentySeconds() {
    assertEquals(NOW.plusSeconds(20), dueAfterFailures(3));
  }

  @Test
  void noWaitIsLongerThanAnHour() {
    assertEquals(NOW.plusSeconds(3600), dueAfterFailures(15));
  }

  @Test
  void afterThreeDaysItIsGivenUp() {
    kept.message(id, "ehr", clock.instant());
    clock.move(Duration.ofDays(3).plusSeconds(1));
    outbox.take("ehr", false);
    outbox.notSent(id, "503", false);
    kept.written();
    assertEquals(1, outbox.failed());
    assertTrue(outbox.tryAgain(Kept.TENANT, id));
    kept.written();
    assertEquals(0, outbox.failed());
    assertEquals(clock.instant(), outbox.unsent(Kept.TENANT, 10).get(0).dueAt());
  }

  @Test
  void whatAPersonHasGivenUpIsListedNoMore() {
    kept.message(id, "ehr", clock.instant());
    assertTrue(outbox.giveUp(Kept.TENANT, id, "Dr A"));
    kept.written();
    assertEquals(List.of(), outbox.unsent(Kept.TENANT, 10));
    assertEquals(0, outbox.failed());
  }
}
