package org.plumbline.web.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.client.Client;
import org.plumbline.client.Client.Keys;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;

/** The public keys of registered clients: as they were given, or fetched from their address. */
@ApplicationScoped
class ClientKeys {
  private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
  private static final Duration KEYS_USABLE = Duration.ofHours(4);
  private static final Duration FETCH = Duration.ofSeconds(2);

  /** An address that did not answer is not asked again for so long. */
  private static final Duration DEAD = Duration.ofSeconds(3);

  /** Where keys come from: one that may lie in a private network is another one. */
  private record From(Keys keys, boolean privateAddresses) {}

  private final Map<From, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();
  private final Map<URI, Instant> deadUntil = new ConcurrentHashMap<>();
  private Outbound outbound;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected ClientKeys() {} // required by the container

  @Inject
  ClientKeys(Outbound outbound, Clock clock) {
    this.outbound = outbound;
    this.clock = clock;
  }

  /**
   * Where the keys of a client come from.
   *
   * @throws IllegalStateException if keys that were given cannot be read
   */
  JWKSource<SecurityContext> of(Client client) {
    return sources.computeIfAbsent(
        new From(client.keys(), client.privateAddresses()), it -> source(it.keys(), client));
  }

  private JWKSource<SecurityContext> source(Keys keys, Client client) {
    try {
      if (keys.set().isPresent()) {
        return new ImmutableJWKSet<>(JWKSet.parse(keys.set().get()).toPublicJWKSet());
      }
      // Keys that are not fresh any more are fetched beside the calls, which wait for none.
      return new RememberingKeys(
          JWKSourceBuilder.<SecurityContext>create(
                  keys.address().orElseThrow().toURL(), it -> fetch(it, client))
              .cache(KEYS_USABLE.toMillis(), FETCH.multipliedBy(2).toMillis())
              .refreshAheadCache(KEYS_USABLE.minus(KEYS_FRESH).toMillis(), false)
              .rateLimited(FETCH.toMillis())
              .build());
    } catch (ParseException | IOException e) {
      throw new IllegalStateException("keys of %s cannot be read".formatted(client.name()), e);
    }
  }

  private Resource fetch(URL url, Client client) throws IOException {
    var address = URI.create(url.toString());
    if (clock.instant().isBefore(deadUntil.getOrDefault(address, Instant.MIN))) {
      throw new IOException("keys did not come a moment ago");
    }
    try {
      return fetchNow(address, client);
    } catch (IOException e) {
      // Bounded by the registered addresses.
      deadUntil.put(address, clock.instant().plus(DEAD));
      throw e;
    }
  }

  private Resource fetchNow(URI address, Client client) throws IOException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(FETCH)
            .header("Accept", "application/json")
            .GET()
            .build();
    try {
      var answer = outbound.send(request, client.privateAddresses());
      if (!answer.isSuccess()) {
        throw new IOException("keys answered " + answer.status());
      }
      return new Resource(new String(answer.body(), StandardCharsets.UTF_8), "application/json");
    } catch (Refused e) {
      throw new IOException(e);
    }
  }
}
