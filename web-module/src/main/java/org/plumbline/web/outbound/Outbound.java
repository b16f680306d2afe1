package org.plumbline.web.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way out. Whoever calls has looked the address up in the registry; here it is made sure
 * that it does not lead into a private network (server-side request forgery), that nobody redirects
 * us elsewhere, and that an answer is neither late nor large.
 */
@ApplicationScoped
public class Outbound {
  /** The largest answer that is read, in bytes. */
  private static final int MAX_BYTES = 2_097_152;

  /** So many calls run at once; a name server that hangs holds no more threads than these. */
  private static final int MOST_CALLS = 256;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int CARRIER_GRADE_FROM = 64;
  private static final int CARRIER_GRADE_TO = 127;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(CONNECT).build();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MOST_CALLS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Outbound::thread);

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "plumbline-outbound");
    thread.setDaemon(true);
    return thread;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param version the entity tag, such as {@code W/"3"}
   * @param location where a created resource is
   */
  public record Answer(
      int status, byte[] body, Optional<String> version, Optional<String> location) {
    /** Whether the status is one of success. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Sends a request.
   *
   * @param request with a time limit for all of it, the answer's body included
   * @param privateAddresses whether the registry allows private networks and plain HTTP for it
   * @throws Refused if the address is not allowed, or there was no usable answer in time
   */
  public Answer send(HttpRequest request, boolean privateAddresses) throws Refused {
    var limit =
        request
            .timeout()
            .orElseThrow(() -> new IllegalStateException("a call without a time limit"));
    var exchange = start(request, privateAddresses, System.nanoTime() + limit.toNanos());
    try {
      return exchange.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw Refused.because("no answer in time");
    } catch (ExecutionException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.because("no answer in time");
    } finally {
      exchange.cancel(true);
    }
  }

  /**
   * The limit of the request counts for the whole exchange: looking the name up, connecting,
   * headers and body. The limit of the HTTP client itself ends with the headers.
   */
  private Future<Answer> start(HttpRequest request, boolean privateAddresses, long deadline)
      throws Refused {
    try {
      return threads.submit(
          () -> {
            check(request.uri(), privateAddresses);
            return exchange(request, deadline);
          });
    } catch (RejectedExecutionException e) {
      throw Refused.because("too many calls wait for an answer");
    }
  }

  private Answer exchange(HttpRequest request, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    var sending = client.sendAsync(request, it -> new BoundedAnswer(MAX_BYTES));
    try {
      var response = sending.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("ETag"),
          response.headers().firstValue("Location"));
    } finally {
      // Closes the connection of an exchange that is not over.
      sending.cancel(true);
    }
  }

  private static Refused refused(ExecutionException failed) {
    Throwable cause = failed;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof Refused refused) {
      return refused;
    }
    if (cause instanceof BoundedAnswer.TooLarge) {
      return Refused.because("the answer is larger than %d bytes".formatted(MAX_BYTES));
    }
    return cause instanceof TimeoutException || cause instanceof HttpTimeoutException
        ? Refused.because("no answer in time")
        : Refused.because("no answer: " + cause.getClass().getSimpleName());
  }

  /**
   * Whether an address may be called.
   *
   * @throws Refused if it may not
   */
  public static void check(URI address, boolean privateAddresses) throws Refused {
    var scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null || address.getUserInfo() != null) {
      throw Refused.because("the address names no host");
    }
    if (privateAddresses) {
      if (!scheme.equals("https") && !scheme.equals("http")) {
        throw Refused.because("the scheme is neither https nor http");
      }
      return;
    }
    if (!scheme.equals("https")) {
      throw Refused.because("the scheme is not https");
    }
    try {
      for (var resolved : InetAddress.getAllByName(address.getHost())) {
        if (isPrivate(resolved)) {
          throw Refused.because("the host is in a private network");
        }
      }
    } catch (UnknownHostException e) {
      throw Refused.because("the host is not known");
    }
  }

  private static boolean isPrivate(InetAddress address) {
    var bytes = address.getAddress();
    var first = bytes[0] & 0xff;
    var second = bytes[1] & 0xff;
    var uniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
    var carrierGrade =
        bytes.length == 4
            && first == 100
            && second >= CARRIER_GRADE_FROM
            && second <= CARRIER_GRADE_TO;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || first == 0
        || uniqueLocal
        || carrierGrade;
  }
}
