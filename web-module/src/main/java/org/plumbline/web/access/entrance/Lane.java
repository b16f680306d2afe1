package org.plumbline.web.access.entrance;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Threads for one kind of call, and the calls that wait for them. One lane that is full, or whose
 * threads hang, keeps none of the others waiting; whoever waits too long is told to come again.
 */
final class Lane implements HttpHandler {
  private final ThreadPoolExecutor threads;
  private final int waitMillis;
  private final int holdMillis;
  private final HttpHandler next;

  /**
   * A lane.
   *
   * @param name of its threads
   * @param atOnce how many calls are answered at once
   * @param waiting how many calls wait beside
   * @param waitMillis how long one waits
   * @param holdMillis how long one may hold a thread; then its connection is closed, so that a
   *     caller who does not read the answer gives it back
   */
  Lane(String name, int atOnce, int waiting, int waitMillis, int holdMillis, HttpHandler next) {
    var number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            60,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            work -> {
              var thread = new Thread(work, "plumbline-" + name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    this.waitMillis = waitMillis;
    this.holdMillis = holdMillis;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new Waiting(exchange).start());
  }

  /** A call that waits for a thread. */
  private final class Waiting implements Runnable {
    private final HttpServerExchange exchange;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile XnioExecutor.@Nullable Key patience;

    Waiting(HttpServerExchange exchange) {
      this.exchange = exchange;
    }

    void start() {
      patience =
          exchange.getIoThread().executeAfter(this::giveUp, waitMillis, TimeUnit.MILLISECONDS);
      try {
        threads.execute(this);
      } catch (RejectedExecutionException e) {
        giveUp();
      }
    }

    @Override
    public void run() {
      if (decided.compareAndSet(false, true)) {
        forget();
        var connection = exchange.getConnection();
        var held =
            exchange
                .getIoThread()
                .executeAfter(
                    () -> IoUtils.safeClose(connection), holdMillis, TimeUnit.MILLISECONDS);
        Connectors.executeRootHandler(next, exchange);
        held.remove();
      }
    }

    private void giveUp() {
      if (decided.compareAndSet(false, true)) {
        forget();
        threads.remove(this);
        Connectors.executeRootHandler(Refusal.BUSY::answer, exchange);
      }
    }

    private void forget() {
      var key = patience;
      if (key != null) {
        key.remove();
      }
    }
  }
}
