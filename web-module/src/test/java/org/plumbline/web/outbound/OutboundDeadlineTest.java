package org.plumbline.web.outbound;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers that hang, drip or say too much, at each place of an exchange. */
class OutboundDeadlineTest {
  private static final Duration LIMIT = Duration.ofMillis(400);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Outbound outbound = new Outbound();
  private ServerSocket server;

  /** What a receiver does with a connection. */
  private interface Receiver {
    void answer(OutputStream output) throws IOException, InterruptedException;
  }

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    outbound.stop();
  }

  private void answers(Receiver receiver) {
    var thread = new Thread(() -> accept(receiver));
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Receiver receiver) {
    try (Socket socket = server.accept()) {
      var read = socket.getInputStream().read(new byte[4096]);
      assert read > 0;
      receiver.answer(socket.getOutputStream());
      TimeUnit.SECONDS.sleep(30);
    } catch (IOException | InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(US_ASCII));
    output.flush();
  }

  private Outbound.Answer call() throws Refused {
    var address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    return outbound.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), true);
  }

  private void isLate() {
    assertTimeoutPreemptively(
        SOON,
        () ->
            assertEquals(
                "no answer in time", assertThrows(Refused.class, this::call).getMessage()));
  }

  @Test
  void receiverThatSaysNothingIsGivenUp() {
    answers(output -> {});
    isLate();
  }

  @Test
  void receiverThatHangsInItsHeadersIsGivenUp() {
    answers(output -> write(output, "HTTP/1.1 200 OK\r\nContent-Le"));
    isLate();
  }

  @Test
  void receiverThatHangsInItsBodyIsGivenUp() {
    answers(output -> write(output, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx"));
    isLate();
  }

  @Test
  void receiverThatDripsItsBodyIsGivenUp() {
    answers(
        output -> {
          write(output, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          for (var byteOfIt = 0; byteOfIt < 1000; byteOfIt++) {
            write(output, "x");
            TimeUnit.MILLISECONDS.sleep(20);
          }
        });
    isLate();
  }

  @Test
  void answerThatNeverEndsIsGivenUp() {
    answers(
        output -> {
          write(output, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            write(output, "10000\r\n" + "x".repeat(0x10000) + "\r\n");
          }
        });
    var message =
        assertTimeoutPreemptively(SOON, () -> assertThrows(Refused.class, this::call).getMessage());
    assertEquals("the answer is larger than 2097152 bytes", message);
  }

  @Test
  void answerInTimeIsTaken() throws Refused {
    answers(output -> write(output, "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok"));
    var answer = call();
    assertEquals(201, answer.status());
    assertArrayEquals("ok".getBytes(US_ASCII), answer.body());
  }
}
