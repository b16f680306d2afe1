package org.plumbline.web.outbound;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.plumbline.metric.Counted;
import org.plumbline.outbox.Backlog;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Outbox;

/**
 * Sends the messages of each client in a lane of its own, one after the other: a client that is
 * slow or dead delays nobody but itself. One that does not answer is tried again after a pause,
 * with one message; when it answers, all of its messages are due.
 */
final class Deliveries {
  private static final Logger LOG = System.getLogger(Deliveries.class.getName());

  /** So many clients are sent to at once. */
  private static final int MOST_LANES = 256;

  /** After this a lane gives its thread to others, and goes on within a second. */
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** A client that is back gets its messages within this time, or the limit of one try. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Until then the messages are blamed, after that the client. */
  private static final int FAILURES_OF_A_CLIENT = 3;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0, MOST_LANES, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Deliveries::thread);
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Outbox outbox;
  private final Function<Message, Outcome> exchange;
  private final Clock clock;

  Deliveries(Outbox outbox, Function<Message, Outcome> exchange, Clock clock) {
    this.outbox = outbox;
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * What came of one try.
   *
   * @param answer for the operator
   */
  record Outcome(Result result, String answer) {
    Outcome {
      requireNonNull(result, "result");
      requireNonNull(answer, "answer");
    }
  }

  /** What a try comes to. */
  enum Result {
    SENT("sent"),
    /** The client may answer later. */
    LATER("failed"),
    /** The client answers, and does not want this message. */
    NEVER("refused");

    private final String counted;

    Result(String counted) {
      this.counted = counted;
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "plumbline-sender");
    thread.setDaemon(true);
    return thread;
  }

  void stop() {
    threads.shutdownNow();
  }

  /** Has everything sent that is due; called once a second. */
  void look() {
    var now = clock.instant();
    var waiting = outbox.backlogs();
    for (var client : lanes.keySet()) {
      if (waiting.stream().noneMatch(it -> it.client().equals(client))) {
        measure(client, 0, Duration.ZERO);
      }
    }
    for (var backlog : waiting) {
      measure(backlog.client(), backlog.waiting(), Duration.between(backlog.oldestAt(), now));
      lanes.computeIfAbsent(backlog.client(), Lane::new).offer(backlog, now);
    }
  }

  private static void measure(String client, long waiting, Duration oldest) {
    Counted.MESSAGES_WAITING.labelValues(client).set(waiting);
    Counted.OLDEST_MESSAGE.labelValues(client).set(oldest.toSeconds());
  }

  /** What is sent to one client. */
  private final class Lane implements Runnable {
    private final String client;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Instant pausedUntil = Instant.MIN;

    Lane(String client) {
      this.client = client;
    }

    void offer(Backlog backlog, Instant now) {
      var ready = !backlog.dueAt().isAfter(now) || failures.get() > 0;
      if (!ready || now.isBefore(pausedUntil) || !busy.compareAndSet(false, true)) {
        return;
      }
      try {
        threads.execute(this);
      } catch (RejectedExecutionException e) {
        // A thread is free again before the next look, as every lane has a budget.
        busy.set(false);
      }
    }

    @Override
    public void run() {
      try {
        var end = System.nanoTime() + BUDGET.toNanos();
        var more = true;
        while (more && System.nanoTime() < end) {
          more = sendNext();
        }
      } catch (RuntimeException e) {
        // The database is away, or a fault of ours; the message is due again by itself.
        LOG.log(Level.WARNING, "messages to {0}: {1}", client, e.getClass().getName());
      } finally {
        busy.set(false);
      }
    }

    /** Whether another one may be sent at once. */
    private boolean sendNext() {
      var next = outbox.take(client, failures.get() > 0);
      if (next.isEmpty()) {
        return false;
      }
      var message = next.get();
      var begun = clock.instant();
      var outcome = exchange.apply(message);
      Counted.MESSAGES.labelValues(client, outcome.result().counted).inc();
      if (outcome.result() == Result.SENT) {
        outbox.sent(message.id(), outcome.answer());
      } else {
        LOG.log(
            Level.WARNING,
            "message {0} to {1} not sent, try {2}: {3}",
            message.id(),
            client,
            message.attempts(),
            outcome.answer());
        outbox.notSent(message.id(), outcome.answer(), outcome.result() == Result.NEVER);
      }
      if (outcome.result() == Result.LATER) {
        pauseSince(begun);
        return false;
      }
      if (failures.getAndSet(0) >= FAILURES_OF_A_CLIENT) {
        var due = outbox.back(client);
        LOG.log(Level.INFO, "{0} answers again; {1} messages are due", client, due);
      }
      return true;
    }

    /** While a try hangs nothing is sent either: that is part of the pause. */
    private void pauseSince(Instant begun) {
      var pause = FIRST_PAUSE.multipliedBy(Math.min(failures.incrementAndGet(), 5));
      pausedUntil = begun.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
  }
}
