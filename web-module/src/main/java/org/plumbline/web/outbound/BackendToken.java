package org.plumbline.web.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.plumbline.client.Client;
import org.plumbline.web.json.Build;

/**
 * Tokens by which we call an EHR on our own behalf. See <a
 * href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>.
 */
@ApplicationScoped
public class BackendToken {
  /** Source: SMART 2.2, an assertion lives five minutes at most. */
  private static final Duration LIFE_OF_ASSERTION = Duration.ofMinutes(4);

  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final int SHORTEST = 60;
  private static final String SCOPE =
      "system/ServiceRequest.cruds system/Task.cruds system/Communication.cruds system/QuestionnaireResponse.rs system/Patient.rs system/Condition.rs";

  private final Map<String, Held> held = new ConcurrentHashMap<>();
  private SmartServer servers;
  private Outbound outbound;
  private OwnKeys keys;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected BackendToken() {} // required by the container

  @Inject
  BackendToken(SmartServer servers, Outbound outbound, OwnKeys keys, Clock clock) {
    this.servers = servers;
    this.outbound = outbound;
    this.keys = keys;
    this.clock = clock;
  }

  private record Held(String token, Instant until) {}

  /**
   * A token for the client's FHIR server; empty when we are not registered there.
   *
   * @throws Refused if the server gives none
   */
  Optional<String> of(Client client) throws Refused {
    var server = client.fhirServers().stream().findFirst();
    if (client.smartClientId().isEmpty() || server.isEmpty()) {
      return Optional.empty();
    }
    var remembered = held.get(client.name());
    if (remembered != null && clock.instant().isBefore(remembered.until())) {
      return Optional.of(remembered.token());
    }
    var endpoint = servers.of(client, server.get()).token();
    var form =
        form(
            Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                SCOPE,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion(client.smartClientId().get(), endpoint)));
    var answer = SmartServer.json(post(endpoint, form, client));
    var token = answer.getString("access_token", "");
    if (token.isEmpty()) {
      throw Refused.because("the token endpoint gave no token");
    }
    var seconds = answer.get("expires_in") instanceof JsonNumber life ? life.intValue() : SHORTEST;
    held.put(client.name(), new Held(token, clock.instant().plusSeconds(seconds).minus(MARGIN)));
    return Optional.of(token);
  }

  /** Posts a form to a token endpoint. */
  public byte[] post(URI endpoint, String form, Client client) throws Refused {
    var request =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form))
            .build();
    var answer = outbound.send(request, client.privateAddresses());
    if (!answer.isSuccess()) {
      throw Refused.because("the token endpoint answered " + answer.status());
    }
    return answer.body();
  }

  /** By which we prove at a token endpoint who we are. */
  public String assertion(String clientId, URI endpoint) {
    var now = clock.instant();
    var claims =
        Build.object()
            .add("iss", clientId)
            .add("sub", clientId)
            .add("aud", endpoint.toString())
            .add("jti", UUID.randomUUID().toString())
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(LIFE_OF_ASSERTION).getEpochSecond())
            .build();
    return keys.sign(claims.toString(), "ES384", "JWT");
  }

  /** Encodes a form. */
  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
