package org.plumbline.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What this node knows of its database. Faults of calls make {@link DatabaseProbe} look at once; it
 * alone says how the database answers, and until it has, a few milliseconds when one row is locked,
 * no other call begins to wait.
 */
public final class DatabaseWatch {
  private static final long NOT_LOOKING = Long.MAX_VALUE;

  /** Nobody has tried to write for so long: then it may be writable again. */
  private static final Duration UNWRITABLE = Duration.ofSeconds(10);

  private static final DatabaseWatch OF_THIS_NODE = new DatabaseWatch();

  private final Semaphore suspected = new Semaphore(0);
  private volatile Condition found = Condition.ANSWERS;
  private volatile boolean doubted;
  private volatile long lookingUntil = NOT_LOOKING;
  private volatile Unwritable unwritable = new Unwritable(Condition.ANSWERS, System.nanoTime());

  /** What writing met with, which no look that writes nothing can tell, and when. */
  private record Unwritable(Condition condition, long nanos) {
    boolean isOver() {
      return System.nanoTime() - nanos > UNWRITABLE.toNanos();
    }
  }

  DatabaseWatch() {}

  /** The one of this node; Hibernate makes its connections before any bean is there. */
  public static DatabaseWatch ofThisNode() {
    return OF_THIS_NODE;
  }

  /** How the database answers. */
  public Condition condition() {
    var until = lookingUntil;
    if (until != NOT_LOOKING && System.nanoTime() - until > 0) {
      return Condition.SILENT;
    }
    var met = unwritable;
    return found != Condition.ANSWERS || met.isOver() ? found : met.condition();
  }

  /** Has the call of this thread wait no more, and the database looked at. */
  public void failed(Throwable fault) {
    Condition.of(fault)
        .ifPresent(
            it -> {
              Patience.giveUp();
              if (it == Condition.FULL || it == Condition.READ_ONLY) {
                unwritable = new Unwritable(it, System.nanoTime());
              } else if (it != Condition.SLOW) {
                // That one call took too long can be the machine; the look tells.
                doubted = true;
              }
              suspected.release();
            });
  }

  /** Something was written and kept. */
  public void wrote() {
    if (unwritable.condition() != Condition.ANSWERS) {
      unwritable = new Unwritable(Condition.ANSWERS, System.nanoTime());
    }
  }

  /** A look begins; until it says more, one that takes longer says that nothing answers. */
  void looks(Duration longest) {
    lookingUntil = System.nanoTime() + longest.toNanos();
  }

  void found(Condition now) {
    found = now;
    doubted = false;
    lookingUntil = NOT_LOOKING;
  }

  /** Waits until somebody has a suspicion, for a while at most. */
  boolean awaitSuspicion(Duration most) throws InterruptedException {
    var woken = suspected.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    suspected.drainPermits();
    return woken;
  }

  /** Whether the call of this thread asks the database at all. */
  boolean isAsked() {
    var now = condition();
    var hurried = Patience.current().filter(Patience::isHurried).isPresent();
    return now.isAnswering() && !(hurried && (doubted || !now.isPrompt()));
  }

  /**
   * Milliseconds that the call of this thread may wait for its next answer.
   *
   * @throws OutOfPatience if it need not ask
   */
  int millisToWait(int otherwise) throws OutOfPatience {
    var patience = Patience.current();
    if (!isAsked()) {
      throw new OutOfPatience("the database is " + (doubted ? "doubted" : condition().code()));
    }
    var left = patience.map(Patience::left).orElse(otherwise);
    if (left == 0) {
      throw new OutOfPatience("the database took too long");
    }
    return left;
  }
}
