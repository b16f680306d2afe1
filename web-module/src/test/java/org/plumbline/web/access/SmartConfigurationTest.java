package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.web.Hand;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.SmartServer;
import org.plumbline.web.registry.Registry;

/** We issue no tokens: who does says itself where, and we say it on. */
class SmartConfigurationTest {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final AtomicInteger asked = new AtomicInteger();
  private final Hand clock = new Hand(Instant.parse("2026-11-20T12:00:00Z"));
  private final SmartConfiguration configuration =
      new SmartConfiguration(
          registry(), new ServerAddress(), new SmartServer(new Outbound(), clock));

  SmartConfigurationTest() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/auth/";
  }

  private Registry registry() {
    var client =
        new Client(
            "as",
            new Tenant("clinic"),
            Client.Kind.AUTHORIZATION_SERVER,
            issuer(),
            Optional.empty(),
            new Client.Keys(Optional.of(URI.create("https://as.example/jwks")), Optional.empty()),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            true,
            Optional.empty(),
            Optional.empty());
    return new Registry() {
      @Override
      public List<Client> all() {
        return List.of(client);
      }
    };
  }

  private void publishes(String path) {
    server.createContext(
        "/",
        call -> {
          asked.incrementAndGet();
          var found = call.getRequestURI().getPath().equals(path);
          var body =
              "{\"authorization_endpoint\":\"https://as.example/authorize\",\"token_endpoint\":\"https://as.example/token\",\"jwks_uri\":\"https://as.example/keys\",\"secret\":1}"
                  .getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(found ? 200 : 404, found ? body.length : -1);
          if (found) {
            call.getResponseBody().write(body);
          }
          call.close();
        });
  }

  @Test
  void endpointsAreThoseOfTheRegisteredAuthorizationServer() {
    publishes("/auth/.well-known/openid-configuration");
    var said = configuration.configuration("https://plumbline.example");
    assertEquals(issuer(), said.getString("issuer"));
    assertEquals("https://as.example/authorize", said.getString("authorization_endpoint"));
    assertEquals("https://as.example/token", said.getString("token_endpoint"));
    assertEquals("https://as.example/keys", said.getString("jwks_uri"));
    assertFalse(said.containsKey("secret"));
    assertEquals(said, configuration.configuration("https://plumbline.example"));
    assertEquals(2, asked.get(), "what was found is remembered");
  }

  @Test
  void serverThatCannotBeAskedIsNamedAndNotAskedAtEveryCall() {
    publishes("/nothing");
    for (var call = 0; call < 5; call++) {
      var said = configuration.configuration("https://plumbline.example");
      assertEquals(issuer(), said.getString("issuer"));
      assertEquals(
          Json.createValue("https://plumbline.example/.well-known/jwks.json"),
          said.get("jwks_uri"));
      assertFalse(said.containsKey("token_endpoint"));
    }
    assertEquals(3, asked.get());
    clock.passes(Duration.ofMinutes(2));
    var again = configuration.configuration("https://plumbline.example");
    assertFalse(again.isEmpty());
    assertEquals(6, asked.get());
  }
}
