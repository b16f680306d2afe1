package org.plumbline.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a server and what it depends on, and breaks the answers as a network or a peer
 * would. A connection that has hung once stays silent, as behind a cut line, until the server ends
 * it.
 */
final class FaultProxy implements AutoCloseable {
  /** What happens to the answers; the head of one without a head is its first half. */
  enum Fault {
    NONE,
    REFUSES,
    HANGS_BEFORE_HEADERS,
    HANGS_IN_BODY,
    SLOW,
    GARBAGE,
    RESETS;

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Random random = new Random(7);
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final int port;
  private final int target;
  private final int late;
  private volatile Fault fault = Fault.NONE;
  private volatile ServerSocket listening;

  /**
   * Listens at a port of this machine.
   *
   * @param late milliseconds by which each part of an answer is late when it is slow
   */
  FaultProxy(int port, int target, int late) throws IOException {
    this.port = port;
    this.target = target;
    this.late = late;
    listen();
  }

  int port() {
    return port;
  }

  /** What happens from now on. */
  void set(Fault next) throws IOException {
    fault = next;
    if (next == Fault.REFUSES) {
      listening.close();
      clients.forEach(FaultProxy::close);
    } else if (listening.isClosed()) {
      listen();
    }
  }

  private void listen() throws IOException {
    var opened = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
    listening = opened;
    start(() -> accept(opened));
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        var client = from.accept();
        start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    clients.add(client);
    try (client;
        var peer = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setTcpNoDelay(true);
      peer.setTcpNoDelay(true);
      start(() -> answer(peer, client));
      client.getInputStream().transferTo(peer.getOutputStream());
    } catch (IOException ended) {
      // Both ends are closed.
    } finally {
      clients.remove(client);
    }
  }

  private void answer(Socket peer, Socket client) {
    try (peer;
        client) {
      var part = new byte[65_536];
      var silent = false;
      for (var length = peer.getInputStream().read(part);
          length >= 0;
          length = peer.getInputStream().read(part)) {
        silent = silent || !handOn(part, length, client);
      }
    } catch (IOException | InterruptedException ended) {
      // Both ends are closed.
    }
  }

  /** Whether more may follow on this connection. */
  private boolean handOn(byte[] part, int length, Socket client)
      throws IOException, InterruptedException {
    var out = client.getOutputStream();
    switch (fault) {
      case NONE -> out.write(part, 0, length);
      case SLOW -> {
        Thread.sleep(late);
        out.write(part, 0, length);
      }
      case GARBAGE -> garbage(part, length, out);
      case HANGS_IN_BODY -> {
        var head = head(part, length);
        out.write(part, 0, head + (length - head) / 2);
        return head == length;
      }
      case HANGS_BEFORE_HEADERS -> {
        return false;
      }
      case REFUSES, RESETS -> {
        client.setSoLinger(true, 0);
        client.close();
        return false;
      }
    }
    return true;
  }

  /** Every other answer keeps its head, so that a reader gets as far as the body. */
  private void garbage(byte[] part, int length, OutputStream out) throws IOException {
    var noise = new byte[length];
    random.nextBytes(noise);
    var kept = random.nextBoolean() ? head(part, length) : 0;
    System.arraycopy(part, 0, noise, 0, kept);
    out.write(noise);
  }

  /** How long the head of an answer over HTTP is; 0 for any other part. */
  private static int head(byte[] part, int length) {
    for (var at = 3; at < length; at++) {
      if (part[at] == '\n' && part[at - 1] == '\r' && part[at - 2] == '\n') {
        return at + 1;
      }
    }
    return 0;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // It is closed then.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    clients.forEach(FaultProxy::close);
  }
}
