package org.plumbline.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * Headless Chromium, steered by its driver over the WebDriver protocol. Third-party cookies and
 * storage are blocked, as in the strictest profile.
 */
final class Browser implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final URI base;
  private final String session;

  private Browser(Process driver, URI base) throws Exception {
    this.driver = driver;
    this.base = base;
    this.session = begin();
  }

  static Browser start(String chromedriver) throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var process =
        new ProcessBuilder(chromedriver, "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "chromedriver.log").toFile())
            .start();
    return new Browser(process, URI.create("http://127.0.0.1:" + port + "/"));
  }

  private String begin() throws Exception {
    var capabilities = Json.object();
    var options =
        capabilities
            .putObject("capabilities")
            .putObject("alwaysMatch")
            .putObject("goog:chromeOptions");
    var arguments = options.putArray("args");
    List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--test-third-party-cookie-phaseout")
        .forEach(arguments::add);
    options
        .putObject("prefs")
        .put("profile.cookie_controls_mode", 1)
        .put("profile.block_third_party_cookies", true);
    for (var tries = 0; ; tries++) {
      try {
        return send("POST", "session", capabilities).text("/value/sessionId").orElseThrow();
      } catch (IOException e) {
        if (tries == 50) {
          throw e;
        }
        Thread.sleep(200);
      }
    }
  }

  private Json send(String method, String path, ObjectNode body) throws Exception {
    var request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                method.equals("GET") || method.equals("DELETE")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body.toString()))
            .build();
    return Json.parse(client.send(request, BodyHandlers.ofString()).body());
  }

  private Json command(String path, ObjectNode body) throws Exception {
    return send("POST", "session/" + session + "/" + path, body);
  }

  void open(String address) throws Exception {
    command("url", Json.object().put("url", address));
  }

  /** Goes into the only frame of the page. */
  void enterFrame() throws Exception {
    command("frame", Json.object().put("id", 0));
  }

  void leaveFrame() throws Exception {
    command("frame", Json.object().putNull("id"));
  }

  /** The value of a script in the page or frame. */
  String run(String script) throws Exception {
    var body = Json.object().put("script", script);
    body.putArray("args");
    return command("execute/sync", body).text("/value").orElse("");
  }

  /** The text of the page or frame, once it holds something. */
  String textWith(String part) throws Exception {
    var text = "";
    for (var tries = 0; tries < 100; tries++) {
      text = run("return document.body ? document.body.innerText : ''");
      if (text.contains(part)) {
        return text;
      }
      Thread.sleep(100);
    }
    return text;
  }

  void picture(String name) throws Exception {
    var picture = send("GET", "session/" + session + "/screenshot", Json.object());
    Files.write(
        Path.of("target", name), Base64.getDecoder().decode(picture.text("/value").orElseThrow()));
  }

  @Override
  public void close() throws Exception {
    send("DELETE", "session/" + session, Json.object());
    driver.destroy();
  }
}
