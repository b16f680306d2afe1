package org.plumbline.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between the server and its database, and hands on late what it is told to. */
final class SlowProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private volatile int millis;

  SlowProxy(int port, int target) throws IOException {
    this.listening = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    this.target = target;
    start(this::accept);
  }

  /** Whatever is sent from now on arrives so many milliseconds later. */
  void delay(int millis) {
    this.millis = millis;
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        start(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      var database = new Socket(InetAddress.getLoopbackAddress(), target);
      start(() -> copy(database, client, 0));
      copy(client, database, 1);
    } catch (IOException refused) {
      close(client);
    }
  }

  private void copy(Socket from, Socket to, int late) {
    try (from;
        to) {
      from.setTcpNoDelay(true);
      var buffer = new byte[65_536];
      for (var read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        Thread.sleep((long) millis * late);
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException | InterruptedException ended) {
      close(to);
    }
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
  }
}
