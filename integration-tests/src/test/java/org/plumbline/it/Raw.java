package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A call as bytes: what no HTTP client would send. */
final class Raw {
  private static final int WAIT_MILLIS = 3_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  private Raw() {}

  /** Everything that comes back until the server closes, or for some seconds. */
  static String ask(String sent) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(Ehr.BASE.getHost(), Ehr.BASE.getPort()), WAIT_MILLIS);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var all = new StringBuilder();
      var part = new byte[65_536];
      try {
        for (var n = socket.getInputStream().read(part);
            n >= 0;
            n = socket.getInputStream().read(part)) {
          all.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketTimeoutException stillOpen) {
        // What has come is the answer.
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many answers there are. */
  static int answers(String received) {
    return (int) STATUS.matcher(received).results().count();
  }

  /** The status of the first answer; 0 when there is none. */
  static int status(String received) {
    var match = STATUS.matcher(received);
    return match.find() ? Integer.parseInt(match.group(1)) : 0;
  }

  /** A call of a path, after which the server closes. */
  static String call(String method, String path, String headers, String body) {
    return ask(
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(method, path, body.length(), headers, body));
  }
}
