package org.plumbline.web.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * The one way out. Whoever calls has looked the address up in the registry; here it is made sure
 * that it does not lead into a private network (server-side request forgery), that nobody redirects
 * us elsewhere, and that an answer is neither late nor large.
 */
@ApplicationScoped
public class Outbound {
  /** The largest answer that is read, in bytes. */
  private static final int MAX_BYTES = 2_097_152;

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int CARRIER_GRADE_FROM = 64;
  private static final int CARRIER_GRADE_TO = 127;

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(CONNECT).build();

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
   * @param request with a time limit
   * @param privateAddresses whether the registry allows private networks and plain HTTP for it
   * @throws Refused if the address is not allowed, or there was no usable answer in time
   */
  public Answer send(HttpRequest request, boolean privateAddresses) throws Refused {
    check(request.uri(), privateAddresses);
    if (request.timeout().isEmpty()) {
      throw new IllegalStateException("a call without a time limit");
    }
    try {
      var response = client.send(request, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        return new Answer(
            response.statusCode(),
            read(body),
            response.headers().firstValue("ETag"),
            response.headers().firstValue("Location"));
      }
    } catch (IOException e) {
      throw Refused.because("no answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refused.because("no answer in time");
    }
  }

  private static byte[] read(InputStream body) throws IOException, Refused {
    var bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Refused.because("the answer is larger than %d bytes".formatted(MAX_BYTES));
    }
    return bytes;
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
