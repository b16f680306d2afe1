package org.plumbline.web.access.entrance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.web.access.entrance.WholeBody.Limits;

/** The entrance in front of a handler that says how many bytes it read. */
class EntranceTest {
  private static final Limits LIMITS = new Limits(20_000, 40_000, 600);

  private final CountDownLatch hang = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(2);
  private final HttpHandler counting =
      new BlockingHandler(
          exchange -> {
            var body = exchange.getInputStream().readAllBytes();
            if (exchange.getRelativePath().equals("/hang")) {
              hanging.countDown();
              var unused = hang.await(20, TimeUnit.SECONDS);
            }
            if (exchange.getRelativePath().equals("/large")) {
              exchange.getOutputStream().write(new byte[50_000_000]);
              return;
            }
            exchange.getResponseSender().send("read " + body.length);
          });
  private final Undertow server =
      Undertow.builder()
          .addHttpListener(0, "127.0.0.1")
          .setIoThreads(2)
          .setWorkerThreads(2)
          .setHandler(
              Entrance.unzipped(
                  new WholeBody(LIMITS, new Lane("test", 2, 2, 400, 3_000, counting))))
          .build();
  private final ArrayList<Socket> sockets = new ArrayList<>();

  EntranceTest() {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    hang.countDown();
    for (var socket : sockets) {
      socket.close();
    }
    server.stop();
  }

  private Socket open() throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    socket.connect(
        server.getListenerInfo().get(0).getAddress() instanceof InetSocketAddress it ? it : null);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  private Socket send(String headers, byte[] body) throws IOException {
    var socket = open();
    var head = "POST /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
    write(socket, head.getBytes(ISO_8859_1));
    write(socket, body);
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (java.net.SocketException reset) {
      return "closed";
    }
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes + "\r\n";
  }

  private static byte[] zipped(int blanks) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(" ".repeat(blanks).getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  @Test
  void bodyIsReadWhole() throws IOException {
    assertTrue(answer(send(length(17_000), new byte[17_000])).endsWith("read 17000"));
  }

  @Test
  void bodyInPartsIsReadWhole() throws IOException {
    var body = ("3e8\r\n" + "x".repeat(1000) + "\r\n").repeat(3) + "0\r\n\r\n";
    assertTrue(
        answer(send("Transfer-Encoding: chunked\r\n", body.getBytes(ISO_8859_1)))
            .endsWith("read 3000"));
  }

  @Test
  void bodyThatWaitsToBeAskedForIsReadWhole() throws IOException {
    var answer = answer(send(length(5) + "Expect: 100-continue\r\n", new byte[5]));
    assertTrue(answer.startsWith("HTTP/1.1 100"), answer);
    assertTrue(answer.endsWith("read 5"), answer);
  }

  @Test
  void connectionIsUsedAgain() throws IOException {
    var socket = open();
    var head = "POST /x HTTP/1.1\r\nHost: x\r\n" + length(4);
    write(
        socket, (head + "\r\nabcd" + head + "Connection: close\r\n\r\nefgh").getBytes(ISO_8859_1));
    assertEquals(3, answer(socket).split("read 4", -1).length);
  }

  @Test
  void drippingBodiesHoldNoThreadAndEnd() throws IOException, InterruptedException {
    var dripping = new ArrayList<Socket>();
    for (var connection = 0; connection < 60; connection++) {
      dripping.add(send(length(500), new byte[1]));
      dripping.add(send("Transfer-Encoding: chunked\r\n", "1\r\na\r\n".getBytes(ISO_8859_1)));
      dripping.add(send(length(500) + "Expect: 100-continue\r\n", new byte[1]));
      dripping.add(send(length(500) + "Content-Encoding: gzip\r\n", new byte[] {0x1f}));
    }
    assertTrue(answer(send(length(4), new byte[4])).endsWith("read 4"));
    for (var drop = 0; drop < 10; drop++) {
      TimeUnit.MILLISECONDS.sleep(100);
      for (var socket : dripping) {
        try {
          write(socket, new byte[1]);
        } catch (IOException closed) {
          // as it should be
        }
      }
    }
    for (var socket : dripping) {
      var answer = answer(socket);
      assertTrue(
          answer.isEmpty()
              || answer.equals("closed")
              || answer.contains(" 408 ")
              || answer.contains(" 400 "),
          answer);
    }
  }

  @Test
  void bodyIsCountedAsItComesOut() throws IOException {
    var small = zipped(15_000);
    var header = "Content-Encoding: gzip\r\n";
    assertTrue(answer(send(header + length(small.length), small)).endsWith("read 15000"));
    var bomb = zipped(15_000_000);
    assertTrue(answer(send(header + length(bomb.length), bomb)).contains(" 413 "));
    // The answer is seen although the body is not kept.
    var large = new byte[2_000_000];
    assertTrue(answer(send(length(large.length), large)).contains(" 413 "));
    var inParts = zipped(50_000);
    var chunked =
        Integer.toHexString(inParts.length)
            + "\r\n"
            + new String(inParts, ISO_8859_1)
            + "\r\n0\r\n\r\n";
    assertTrue(
        answer(send(header + "Transfer-Encoding: chunked\r\n", chunked.getBytes(ISO_8859_1)))
            .contains(" 413 "));
  }

  @Test
  void bodyThatIsPackedOtherwiseIsRefused() throws IOException {
    for (var packed : new String[] {"deflate", "br", "gzip, gzip", "x-gzip"}) {
      assertTrue(
          answer(send("Content-Encoding: " + packed + "\r\n" + length(3), new byte[3]))
              .contains(" 415 "),
          packed);
    }
    assertTrue(
        answer(send("Content-Encoding: gzip\r\n" + length(30), new byte[30])).contains(" 400 "));
  }

  @Test
  void bodyThatIsTooLargeIsRefused() throws IOException {
    assertTrue(answer(send(length(20_001), new byte[0])).contains(" 413 "));
    var chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";
    assertTrue(
        answer(send("Transfer-Encoding: chunked\r\n", chunk.repeat(3).getBytes(ISO_8859_1)))
            .contains(" 413 "));
  }

  @Test
  void bodiesOfAllCallsTogetherAreBounded() throws IOException, InterruptedException {
    for (var half = 0; half < 3; half++) {
      send(length(19_000), new byte[13_000]);
    }
    TimeUnit.MILLISECONDS.sleep(100);
    assertTrue(answer(send(length(3_000), new byte[3_000])).contains(" 503 "));
    TimeUnit.MILLISECONDS.sleep(3_000);
    assertTrue(answer(send(length(3_000), new byte[3_000])).endsWith("read 3000"));
  }

  @Test
  void whoeverWaitsTooLongIsToldToComeAgain() throws IOException, InterruptedException {
    var calls = new ArrayList<Socket>();
    for (var call = 0; call < 2; call++) {
      var socket = open();
      write(
          socket,
          "GET /hang HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
      calls.add(socket);
    }
    assertTrue(hanging.await(10, TimeUnit.SECONDS));
    for (var call = 0; call < 4; call++) {
      var answer = answer(send(length(1), new byte[1]));
      assertTrue(answer.contains(" 503 "), answer);
      assertTrue(answer.contains("Retry-After: 2"), answer);
    }
    hang.countDown();
    for (var socket : calls) {
      assertTrue(answer(socket).endsWith("read 0"));
    }
    assertTrue(answer(send(length(1), new byte[1])).endsWith("read 1"));
  }

  @Test
  void whoeverDoesNotReadTheAnswerGivesTheThreadBack() throws IOException, InterruptedException {
    for (var call = 0; call < 2; call++) {
      write(open(), "GET /large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
    }
    TimeUnit.MILLISECONDS.sleep(500);
    assertTrue(answer(send(length(1), new byte[1])).contains(" 503 "));
    TimeUnit.MILLISECONDS.sleep(3_500);
    assertTrue(answer(send(length(1), new byte[1])).endsWith("read 1"));
  }
}
