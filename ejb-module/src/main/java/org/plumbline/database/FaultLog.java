package org.plumbline.database;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Says in the log what a fault left undone: the first of a kind at once, the others together, once
 * in ten seconds. While a database is away each call leaves up to nine things undone; a line for
 * each pushed everything else out of the log, and the calls waited for their turn to write.
 */
public final class FaultLog {
  private static final Duration TOGETHER = Duration.ofSeconds(10);

  private final System.Logger log;
  private final LongSupplier nanos;

  /** By what was left undone; these are sentences of ours, so there are few. */
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  private static final class Kind {
    private long next;
    private long unsaid;
  }

  FaultLog(System.Logger log, LongSupplier nanos) {
    this.log = log;
    this.nanos = nanos;
  }

  /** The one of a class. */
  public static FaultLog of(Class<?> of) {
    return new FaultLog(System.getLogger(of.getName()), System::nanoTime);
  }

  /**
   * Says that something was left undone.
   *
   * @param what a sentence without anything of a patient in it
   * @param fault its class alone is said: a message can hold values of a row
   */
  public void undone(String what, Throwable fault) {
    var kind = kinds.computeIfAbsent(what, it -> new Kind());
    long before;
    synchronized (kind) {
      var now = nanos.getAsLong();
      if (kind.next != 0 && now - kind.next < 0) {
        kind.unsaid++;
        return;
      }
      before = kind.unsaid;
      kind.unsaid = 0;
      kind.next = now + TOGETHER.toNanos();
    }
    var name = fault.getClass().getName();
    if (before == 0) {
      log.log(Level.ERROR, "{0}: {1}", what, name);
    } else {
      log.log(Level.ERROR, "{0}: {1}, and {2} times since it was said last", what, name, before);
    }
  }
}
