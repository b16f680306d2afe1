package org.plumbline.web.access.entrance;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.plumbline.metric.Counted;
import org.xnio.IoUtils;

/** Why a call is answered before anybody looked at it. */
enum Refusal {
  /** Its body did not come in time. */
  LATE(StatusCodes.REQUEST_TIME_OUT, "timeout", "the body did not come in time", true),
  /** Its body is larger than is read, as it was sent or unzipped. */
  TOO_LARGE(StatusCodes.REQUEST_ENTITY_TOO_LARGE, "too-long", "the body is too large", true),
  /** Its body is damaged: it cannot be unzipped, or its parts are not counted right. */
  DAMAGED(StatusCodes.BAD_REQUEST, "invalid", "the body cannot be read", true),
  /** Its body is packed in a way that is not read. */
  UNREADABLE(
      StatusCodes.UNSUPPORTED_MEDIA_TYPE,
      "not-supported",
      "the body is packed in a way that is not read; expected no Content-Encoding, or gzip",
      true),
  /** More calls wait than can be answered. */
  BUSY(StatusCodes.SERVICE_UNAVAILABLE, "throttled", "too busy; try again later", false),
  /** The bodies of all calls together are larger than is kept. */
  FULL(StatusCodes.SERVICE_UNAVAILABLE, "throttled", "too busy; try again later", true);

  /** How long a caller waits whom there was no room for, in seconds. */
  private static final String WAIT = "2";

  /** Until the rest of a body is thrown away with its connection, in milliseconds. */
  private static final int LINGER = 2_000;

  private final int status;
  private final String code;
  private final String why;
  private final boolean closes;

  Refusal(int status, String code, String why, boolean closes) {
    this.status = status;
    this.code = code;
    this.why = why;
    this.closes = closes;
  }

  /** Answers; what is still to come of a body is not waited for. */
  void answer(HttpServerExchange exchange) {
    Counted.TURNED_AWAY.labelValues(name().toLowerCase(Locale.ROOT)).inc();
    if (exchange.isResponseStarted()) {
      exchange.endExchange();
      return;
    }
    if (closes && !exchange.isRequestComplete()) {
      closeSoon(exchange);
    }
    if (status == StatusCodes.SERVICE_UNAVAILABLE) {
      exchange.getResponseHeaders().put(Headers.RETRY_AFTER, WAIT);
    }
    send(
        exchange,
        status,
        """
        {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","diagnostics":"%s"}]}"""
            .formatted(code, why));
  }

  /**
   * The caller gets time to read the answer, but not to drip on: the server would read for ever.
   */
  private static void closeSoon(HttpServerExchange exchange) {
    var connection = exchange.getConnection();
    try {
      var unused =
          exchange
              .getIoThread()
              .executeAfter(
                  () -> {
                    if (!exchange.isComplete()) {
                      IoUtils.safeClose(connection);
                    }
                  },
                  LINGER,
                  TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      IoUtils.safeClose(connection);
    }
  }

  /** Sends JSON with the headers that every answer has. */
  static void send(HttpServerExchange exchange, int status, String json) {
    exchange.setStatusCode(status);
    var headers = exchange.getResponseHeaders();
    headers.put(Headers.CONTENT_TYPE, "application/json;charset=UTF-8");
    headers.put(Headers.CACHE_CONTROL, "no-store");
    headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
    headers.put(new HttpString("Referrer-Policy"), "no-referrer");
    headers.put(
        new HttpString("Content-Security-Policy"), "default-src 'self'; frame-ancestors 'none'");
    exchange.getResponseSender().send(json);
  }
}
