package org.plumbline.web.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.client.Client;
import org.plumbline.web.json.Build;
import org.plumbline.web.registry.Registry;

/** Where a registered FHIR server says that tokens are to be had; remembered for some minutes. */
@ApplicationScoped
public class SmartServer {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** Where what is published lies, the richest first. Source: SMART App Launch, RFC 8414, OIDC. */
  private static final List<String> WELL_KNOWN =
      List.of(
          "/.well-known/smart-configuration",
          "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server");

  private static final Duration ABSENT = Duration.ofMinutes(1);

  private record Published(Optional<JsonObject> json, Instant until) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Published> published = new ConcurrentHashMap<>();
  private Outbound outbound;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected SmartServer() {} // required by the container

  @Inject
  public SmartServer(Outbound outbound, Clock clock) {
    this.outbound = outbound;
    this.clock = clock;
  }

  private record Known(Endpoints endpoints, Instant until) {}

  /**
   * The endpoints of an authorization server.
   *
   * @param keys where the keys of its id tokens are
   */
  public record Endpoints(URI authorize, URI token, Optional<URI> keys, Optional<String> issuer) {}

  /**
   * What the server says of itself.
   *
   * @throws Refused if it says nothing that can be used
   */
  public Endpoints of(Client client, URI fhirServer) throws Refused {
    var base = Registry.base(fhirServer);
    var remembered = known.get(base);
    if (remembered != null && clock.instant().isBefore(remembered.until())) {
      return remembered.endpoints();
    }
    var request =
        HttpRequest.newBuilder(URI.create(base + "/.well-known/smart-configuration"))
            .timeout(LIMIT)
            .header("Accept", "application/json")
            .GET()
            .build();
    var answer = outbound.send(request, client.privateAddresses());
    if (!answer.isSuccess()) {
      throw Refused.because("the SMART configuration answered " + answer.status());
    }
    var endpoints = read(answer.body());
    Outbound.check(endpoints.authorize(), client.privateAddresses());
    Outbound.check(endpoints.token(), client.privateAddresses());
    known.put(base, new Known(endpoints, clock.instant().plus(FRESH)));
    return endpoints;
  }

  /**
   * What an authorization server publishes of itself, as SMART or OAuth has it; empty when it
   * cannot be had, which is remembered for a minute: nobody is to wait for it at every call.
   */
  public Optional<JsonObject> published(Client server) {
    var remembered = published.get(server.issuer());
    if (remembered != null && clock.instant().isBefore(remembered.until())) {
      return remembered.json();
    }
    published.put(server.issuer(), new Published(Optional.empty(), clock.instant().plus(ABSENT)));
    var found = asked(server);
    if (found.isPresent()) {
      published.put(server.issuer(), new Published(found, clock.instant().plus(FRESH)));
    }
    return found;
  }

  /** Asks at one address after the other; a server that does not answer at all is not asked on. */
  private Optional<JsonObject> asked(Client server) {
    try {
      for (var path : WELL_KNOWN) {
        var request =
            HttpRequest.newBuilder(URI.create(Registry.plain(server.issuer()) + path))
                .timeout(LIMIT)
                .header("Accept", "application/json")
                .GET()
                .build();
        var answer = outbound.send(request, server.privateAddresses());
        if (answer.isSuccess()) {
          return Optional.of(json(answer.body()));
        }
      }
      return Optional.empty();
    } catch (Refused | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Endpoints read(byte[] body) throws Refused {
    var json = json(body);
    try {
      return new Endpoints(
          URI.create(json.getString("authorization_endpoint")),
          URI.create(json.getString("token_endpoint")),
          Optional.ofNullable(json.getString("jwks_uri", null)).map(URI::create),
          Optional.ofNullable(json.getString("issuer", null)));
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      throw Refused.because("the SMART configuration names no endpoints");
    }
  }

  /**
   * An answer as an object.
   *
   * @throws Refused if it is none
   */
  public static JsonObject json(byte[] body) throws Refused {
    try (var reader = Build.reader(new ByteArrayInputStream(body))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException e) {
      throw Refused.because("the answer is no JSON object");
    }
  }
}
