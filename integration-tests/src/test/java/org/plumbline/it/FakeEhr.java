package org.plumbline.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * An EHR on this machine: keys, a FHIR server, an authorization server, a receiver of webhooks. It
 * notes what it was asked, and can be slow, wrong or down.
 */
final class FakeEhr implements AutoCloseable {
  /** What came in. */
  record Call(String method, String path, Map<String, String> headers, String body) {}

  /** How a path is answered. */
  interface Handler {
    Reply answer(Call call) throws IOException;
  }

  record Reply(int status, String type, String body, Map<String, String> headers) {
    static Reply json(int status, String body) {
      return new Reply(status, "application/json", body, Map.of());
    }
  }

  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile boolean noting = true;

  FakeEhr(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work, "fake-ehr");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::handle);
    server.start();
  }

  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Answers a path, and all below it that nothing else answers. */
  FakeEhr on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  FakeEhr json(String path, String body) {
    return on(path, call -> Reply.json(200, body));
  }

  /** Notes none of the calls that come: they are too many. */
  FakeEhr withoutNotes() {
    noting = false;
    return this;
  }

  List<Call> calls(String path) {
    return calls.stream().filter(it -> it.path().startsWith(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = new ConcurrentHashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
    var uri = exchange.getRequestURI();
    var call = new Call(exchange.getRequestMethod(), uri.toString(), headers, body);
    if (noting) {
      calls.add(call);
    }
    var reply = answer(uri, call);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    exchange.getResponseHeaders().add("Content-Type", reply.type());
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private Reply answer(URI uri, Call call) throws IOException {
    var path = uri.getPath();
    while (!path.isEmpty()) {
      var handler = handlers.get(path);
      if (handler != null) {
        return handler.answer(call);
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return Reply.json(404, "{}");
  }

  /** The fields of a form or a query. */
  static Map<String, String> fields(String form) {
    var fields = new ConcurrentHashMap<String, String>();
    for (var part : form.split("&")) {
      var at = part.indexOf('=');
      if (at > 0) {
        fields.put(
            part.substring(0, at),
            URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
