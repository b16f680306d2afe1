package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.history.Kept;
import org.plumbline.outbox.Message.State;

class OutboxTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /** A clock that the test moves. */
  private static final class Hand extends Clock {
    private Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Hand clock = new Hand();
  private final Kept kept = Kept.empty(MessageRow.class);
  private final Outbox outbox = new Outbox(clock);

  OutboxTest() {
    kept.give(outbox);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  private UUID add(String client) {
    var id = UUID.randomUUID();
    kept.message(id, client, clock.now);
    return id;
  }

  private Optional<UUID> take(boolean probing) {
    var taken = outbox.take("ehr", probing);
    kept.written();
    return taken.map(Message::id);
  }

  private void notSent(UUID id, String answer, boolean forGood) {
    outbox.notSent(id, answer, forGood);
    kept.written();
  }

  private void passes(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void eachClientHasItsBacklog() {
    add("dead");
    passes(Duration.ofSeconds(5));
    add("dead");
    add("alive");
    assertEquals(
        List.of(
            new Backlog("alive", 1, NOW.plusSeconds(5), NOW.plusSeconds(5)),
            new Backlog("dead", 2, NOW, NOW)),
        outbox.backlogs());
    assertEquals(Optional.empty(), outbox.take("other", true));
  }

  @Test
  void messageThatIsBeingSentIsTakenByNobodyElse() {
    var id = add("ehr");
    assertEquals(Optional.of(id), take(false));
    assertEquals(Optional.empty(), take(false));
    assertEquals(Optional.empty(), take(true));
    // The node that took it has died.
    passes(Duration.ofSeconds(31));
    assertEquals(2, outbox.take("ehr", false).orElseThrow().attempts());
  }

  @Test
  void clientThatIsProbedGetsWhatWasTriedBeforeItIsDue() {
    var id = add("ehr");
    for (var tries = 0; tries < 6; tries++) {
      assertTrue(take(true).isPresent());
      notSent(id, "no answer in time", false);
    }
    passes(Duration.ofSeconds(10));
    assertEquals(Optional.empty(), take(false));
    assertEquals(1, outbox.back("ehr"));
    assertEquals(Optional.of(id), take(false));
    outbox.sent(id, "answered 200");
    kept.written();
    assertEquals(List.of(), outbox.backlogs());
    assertEquals(List.of(), outbox.unsent(Kept.TENANT, 10));
  }

  @Test
  void operatorTriesAgainOrGivesUp() {
    var id = add("ehr");
    assertEquals(Optional.of(id), take(false));
    notSent(id, "answered 400", true);
    assertEquals(1, outbox.failed());
    assertEquals(State.FAILED, outbox.unsent(Kept.TENANT, 10).get(0).message().state());
    assertFalse(outbox.tryAgain(new Tenant("other"), id));
    assertFalse(outbox.giveUp(new Tenant("other"), id, "Dr B"));
    assertTrue(outbox.tryAgain(Kept.TENANT, id));
    assertEquals(0, outbox.failed());
    kept.written();
    assertEquals(Optional.of(id), take(false));
    notSent(id, "answered 400", true);
    assertTrue(outbox.giveUp(Kept.TENANT, id, "Dr A"));
    kept.written();
    assertEquals(0, outbox.failed());
    assertEquals(List.of(), outbox.unsent(Kept.TENANT, 10));
    assertEquals(Optional.empty(), take(true));
  }

  @Test
  void messageThatWasErasedWhileItWasSentIsNoFault() {
    outbox.sent(UUID.randomUUID(), "answered 200");
    outbox.notSent(UUID.randomUUID(), "answered 500", false);
  }

  @Test
  void alarmNamesWhoIsLate() {
    var late = new Backlog("dead", 3, NOW.minus(Duration.ofMinutes(16)), NOW);
    var fresh = new Backlog("alive", 1, NOW.minus(Duration.ofMinutes(1)), NOW);
    assertEquals(Optional.empty(), OutboxWatch.what(List.of(fresh), 0, NOW));
    assertEquals(
        Optional.of("3 wait for dead, the oldest since 2026-11-26T11:44:00Z"),
        OutboxWatch.what(List.of(late, fresh), 0, NOW));
    assertEquals(
        Optional.of("2 could not be sent; see /app/messages"), OutboxWatch.what(List.of(), 2, NOW));
  }
}
