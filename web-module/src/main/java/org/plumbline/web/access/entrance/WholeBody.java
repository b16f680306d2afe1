package org.plumbline.web.access.entrance;

import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.ImmediatePooledByteBuffer;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Takes the whole body of a call before a thread is given to it, however slowly it comes: a
 * connection that drips holds nothing but its bytes, and those for a limited time. Undertow's own
 * buffering has no limit of time, counts in blocks of 16 kB and lets pass what is larger.
 */
final class WholeBody implements HttpHandler {
  /** Why a call is not to be handed on, decided before its body was read. */
  static final AttachmentKey<Refusal> REFUSED = AttachmentKey.create(Refusal.class);

  /** How long the rest of a body is thrown away, in milliseconds. */
  private static final int LINGER = 2_000;

  private final Limits limits;
  private final HttpHandler next;
  private final AtomicLong kept = new AtomicLong();

  /**
   * How much is taken.
   *
   * @param bytes the largest body, unzipped
   * @param allBytes the room for the bodies of all calls together that are not answered yet
   * @param millis until the body must have come
   */
  record Limits(int bytes, long allBytes, int millis) {}

  WholeBody(Limits limits, HttpHandler next) {
    this.limits = limits;
    this.next = next;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    var refused = exchange.getAttachment(REFUSED);
    if (exchange.isRequestComplete()) {
      if (refused == null) {
        next.handleRequest(exchange);
      } else {
        refused.answer(exchange);
      }
      return;
    }
    if (refused == null && exchange.getRequestContentLength() > limits.bytes()) {
      refused = Refusal.TOO_LARGE;
    }
    if (refused != null && HttpContinue.requiresContinueResponse(exchange)) {
      // The caller has asked first, and sends nothing.
      refused.answer(exchange);
      return;
    }
    var reading = new Reading(exchange, refused);
    exchange.dispatch(SameThreadExecutor.INSTANCE, reading::start);
  }

  /** One body on its way; all of it happens in the I/O thread of its connection. */
  private final class Reading {
    private final HttpServerExchange exchange;
    private byte[] bytes = new byte[0];
    private int size;
    private XnioExecutor.@Nullable Key deadline;
    private boolean over;
    private @Nullable Refusal refused;

    Reading(HttpServerExchange exchange, @Nullable Refusal refused) {
      this.exchange = exchange;
      this.refused = refused;
    }

    void start() {
      exchange.addExchangeCompleteListener(
          (ended, others) -> {
            kept.addAndGet(-bytes.length);
            others.proceed();
          });
      setDeadline(refused == null ? limits.millis() : LINGER);
      // The limits are ours: that of the listener closes the connection of a caller who still
      // sends.
      exchange.setMaxEntitySize(-1);
      var channel = exchange.getRequestChannel();
      channel.getReadSetter().set(this::read);
      read(channel);
      if (!over) {
        channel.resumeReads();
      }
    }

    private void read(StreamSourceChannel channel) {
      try (var pooled = exchange.getConnection().getByteBufferPool().allocate()) {
        var buffer = pooled.getBuffer();
        while (!over) {
          buffer.clear();
          var count = channel.read(buffer);
          if (count == 0) {
            return;
          }
          if (count < 0) {
            finish(channel);
          } else if (refused == null) {
            keep(buffer.flip());
          }
        }
      } catch (IOException | RuntimeException broken) {
        // The connection has ended, or what was to be unzipped is damaged.
        refuse(Refusal.DAMAGED);
      }
    }

    private void keep(ByteBuffer buffer) {
      var count = buffer.remaining();
      if (size + count > limits.bytes()) {
        refuse(Refusal.TOO_LARGE);
        return;
      }
      if (size + count > bytes.length && !grow(size + count)) {
        refuse(Refusal.FULL);
        return;
      }
      buffer.get(bytes, size, count);
      size += count;
    }

    /**
     * Makes room, once for a body of usual size, but never for much more than has come: what a
     * caller promises costs it nothing.
     */
    private boolean grow(int needed) {
      var promised = exchange.getRequestContentLength();
      var expected = promised < needed ? limits.bytes() : (int) promised;
      var capacity = Math.max(needed, Math.min(expected, 2 * needed));
      if (kept.addAndGet((long) capacity - bytes.length) > limits.allBytes()) {
        kept.addAndGet((long) bytes.length - capacity);
        return false;
      }
      bytes = Arrays.copyOf(bytes, capacity);
      return true;
    }

    private void finish(StreamSourceChannel channel) {
      if (refused != null) {
        answer();
        return;
      }
      end();
      channel.getReadSetter().set(null);
      channel.suspendReads();
      var headers = exchange.getRequestHeaders();
      headers.remove(Headers.TRANSFER_ENCODING);
      headers.put(Headers.CONTENT_LENGTH, size);
      if (size > 0) {
        Connectors.ungetRequestBytes(
            exchange, new ImmediatePooledByteBuffer(ByteBuffer.wrap(bytes, 0, size)));
      }
      Connectors.resetRequestChannel(exchange);
      Connectors.executeRootHandler(next, exchange);
    }

    /**
     * What is still to come is thrown away for a moment before the call is answered: a caller that
     * is sending does not see an answer, and would see a connection that was closed.
     */
    private void refuse(Refusal refusal) {
      if (over || refused != null) {
        answer();
        return;
      }
      refused = refusal;
      if (refusal == Refusal.LATE) {
        answer();
        return;
      }
      Unzipped.end(exchange);
      kept.addAndGet(-bytes.length);
      bytes = new byte[0];
      setDeadline(LINGER);
    }

    private void answer() {
      var refusal = refused;
      if (!over && refusal != null) {
        end();
        Unzipped.end(exchange);
        Connectors.executeRootHandler(refusal::answer, exchange);
      }
    }

    private void setDeadline(int millis) {
      if (deadline != null) {
        deadline.remove();
      }
      deadline =
          exchange
              .getIoThread()
              .executeAfter(() -> refuse(Refusal.LATE), millis, TimeUnit.MILLISECONDS);
    }

    private void end() {
      over = true;
      if (deadline != null) {
        deadline.remove();
      }
    }
  }
}
