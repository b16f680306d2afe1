package org.plumbline.web.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.outbox.Backlog;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Message.State;
import org.plumbline.outbox.Outbox;
import org.plumbline.web.Hand;
import org.plumbline.web.outbound.Deliveries.Outcome;
import org.plumbline.web.outbound.Deliveries.Result;

class DeliveriesTest {
  private static final Outcome SENT = new Outcome(Result.SENT, "answered 200");
  private static final Outcome LATER = new Outcome(Result.LATER, "no answer in time");

  /** What waits, without a database; nothing that was tried is due by itself. */
  private static final class Shelf extends Outbox {
    private final Map<UUID, Message> waiting = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<UUID, Boolean> tried = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Clock clock;

    Shelf(Clock clock) {
      super(clock);
      this.clock = clock;
    }

    void put(String client, int count) {
      for (var i = 0; i < count; i++) {
        var id = UUID.randomUUID();
        waiting.put(
            id,
            new Message(
                id,
                new Tenant("clinic"),
                client,
                Kind.WEBHOOK,
                "Assessment/1",
                URI.create("https://ehr.example/hook"),
                "{}",
                clock.instant(),
                0,
                State.PENDING,
                Optional.empty()));
      }
    }

    private List<Message> of(String client) {
      synchronized (waiting) {
        return waiting.values().stream().filter(it -> it.client().equals(client)).toList();
      }
    }

    @Override
    public List<Backlog> backlogs() {
      synchronized (waiting) {
        return waiting.values().stream()
            .map(Message::client)
            .distinct()
            .map(it -> new Backlog(it, of(it).size(), clock.instant(), clock.instant()))
            .toList();
      }
    }

    @Override
    public Optional<Message> take(String client, boolean probing) {
      return of(client).stream().filter(it -> probing || !tried.containsKey(it.id())).findFirst();
    }

    @Override
    public void sent(UUID id, String answer) {
      waiting.remove(id);
    }

    @Override
    public void notSent(UUID id, String answer, boolean forGood) {
      tried.put(id, true);
      if (forGood) {
        waiting.remove(id);
      }
    }

    @Override
    public int back(String client) {
      tried.clear();
      return of(client).size();
    }
  }

  private final Hand clock = new Hand(Instant.parse("2026-11-26T12:00:00Z"));
  private final Shelf shelf = new Shelf(clock);
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch hang = new CountDownLatch(1);
  private volatile boolean deadIsDead = true;
  private final Deliveries deliveries = new Deliveries(shelf, this::send, clock);

  private Outcome send(Message message) {
    calls.add(message.client());
    if (message.client().startsWith("hanging")) {
      try {
        var unused = hang.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return LATER;
    }
    if (message.client().equals("silent")) {
      clock.passes(Duration.ofSeconds(4));
      return LATER;
    }
    return message.client().equals("dead") && deadIsDead ? LATER : SENT;
  }

  @AfterEach
  void stop() {
    hang.countDown();
    deliveries.stop();
  }

  private static void until(BooleanSupplier done) throws InterruptedException {
    for (var wait = 0; wait < 500 && !done.getAsBoolean(); wait++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertTrue(done.getAsBoolean());
  }

  private long calls(String client) {
    synchronized (calls) {
      return calls.stream().filter(client::equals).count();
    }
  }

  @Test
  void receiversThatHangDelayNobodyElse() throws InterruptedException {
    for (var client = 0; client < 60; client++) {
      shelf.put("hanging" + client, 3);
    }
    shelf.put("alive", 50);
    deliveries.look();
    until(() -> shelf.of("alive").isEmpty());
    assertEquals(1, calls("hanging7"));
    deliveries.look();
    assertEquals(1, calls("hanging7"));
  }

  @Test
  void deadReceiverIsProbedWithOneMessageAndGetsAllWhenItIsBack() throws InterruptedException {
    shelf.put("dead", 100);
    for (var second = 0; second < 60; second++) {
      var before = calls("dead");
      deliveries.look();
      TimeUnit.MILLISECONDS.sleep(5);
      assertTrue(calls("dead") - before <= 1);
      clock.passes(Duration.ofSeconds(1));
    }
    assertTrue(calls("dead") >= 8 && calls("dead") <= 20, calls("dead") + " tries in a minute");
    deadIsDead = false;
    for (var second = 0; second < 10 && !shelf.of("dead").isEmpty(); second++) {
      clock.passes(Duration.ofSeconds(1));
      deliveries.look();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(List.of(), shelf.of("dead"));
  }

  /** It was asked 8 times in a minute: whoever was back waited for a try and a whole pause. */
  @Test
  void timeInWhichATryHangsIsPartOfThePause() throws InterruptedException {
    shelf.put("silent", 1);
    var end = clock.instant().plusSeconds(60);
    while (clock.instant().isBefore(end)) {
      deliveries.look();
      TimeUnit.MILLISECONDS.sleep(10);
      clock.passes(Duration.ofSeconds(1));
    }
    assertTrue(calls("silent") >= 10, calls("silent") + " tries in a minute");
  }
}
