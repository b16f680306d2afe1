package org.plumbline.web.registry;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.client.Client;
import org.plumbline.client.Clients;

/**
 * The registered clients, read again after a few seconds. While the database is away those that
 * were read last still count, so that an EHR gets its answers.
 */
@ApplicationScoped
public class Registry {
  private static final Logger LOG = System.getLogger(Registry.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(5);

  private Clients clients;
  private Clock clock;
  private volatile List<Client> known = List.of();
  private volatile Instant readAt = Instant.MIN;
  private volatile boolean read;

  @SuppressWarnings("NullAway.Init")
  protected Registry() {} // required by the container

  @Inject
  Registry(Clients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  /** Whether the clients are known at all: not while the database has been away since the start. */
  public boolean isRead() {
    all();
    return read;
  }

  /** Everybody who may call now. */
  public List<Client> all() {
    var now = clock.instant();
    if (now.isAfter(readAt.plus(FRESH))) {
      try {
        known = clients.all();
        read = true;
      } catch (EJBException e) {
        LOG.log(Level.ERROR, "registry not read: {0}; the last one counts", e.getClass().getName());
        if (!read) {
          return known; // there is no last one: who asks next reads again
        }
      }
      readAt = now;
    }
    return known;
  }

  /**
   * Whose token this is: that of the issuer and clinic, or of an issuer that serves one clinic
   * alone. Nobody's when two clients claim it: which clinic is meant would be chance.
   */
  public Optional<Client> issuer(String issuer, Optional<String> tenant) {
    var found =
        all().stream()
            .filter(it -> isIssuer(it, issuer) && it.issuerTenant().equals(tenant))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Of a client that signs for itself the issuer is what was registered, to the letter. */
  private static boolean isIssuer(Client client, String issuer) {
    return client.kind() == Client.Kind.AUTHORIZATION_SERVER
        ? plain(client.issuer()).equals(plain(issuer))
        : client.issuer().equals(issuer);
  }

  /** An issuer without the slash at its end, which is written or left out by chance. */
  public static String plain(String issuer) {
    return issuer.replaceFirst("/+$", "");
  }

  /** Whether any client may call from this browser origin; a preflight says not which. */
  public boolean knowsOrigin(String origin) {
    return all().stream().anyMatch(it -> it.origins().contains(origin));
  }

  /** The pages that may show ours in a frame: those of the registered EHRs, and none else. */
  public String frameAncestors() {
    var origins =
        all().stream()
            .flatMap(it -> it.origins().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return origins.isEmpty() ? "'none'" : origins;
  }

  /** The client of this name; empty when it is not registered any more. */
  public Optional<Client> named(String name) {
    return all().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The clients that are registered with a FHIR server, by name; several clinics can share one. */
  public List<Client> ofFhirServer(URI server) {
    return all().stream()
        .filter(it -> it.fhirServers().stream().anyMatch(known -> base(known).equals(base(server))))
        .sorted(Comparator.comparing(Client::name))
        .toList();
  }

  /** An address without the slash at its end. */
  public static String base(URI address) {
    return plain(address.toString());
  }
}
