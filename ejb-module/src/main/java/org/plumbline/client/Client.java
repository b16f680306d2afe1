package org.plumbline.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A system that may call, and for which clinic.
 *
 * @param name how operators call it
 * @param tenant the clinic
 * @param kind whether it signs its own tokens or issues tokens for others
 * @param issuer the {@code iss} of its tokens
 * @param issuerTenant the {@code tenant} claim that selects this clinic; empty when the issuer
 *     serves one clinic alone
 * @param keys where its public keys are
 * @param algorithms the signing algorithms that it may use
 * @param audiences what it may send as {@code aud} besides the address that it calls
 * @param scopes what it may do, such as {@code cds-hooks}; for an authorization server the SMART
 *     scopes that its tokens may hold at most
 * @param fhirServers the FHIR servers of which we take records, by base address
 * @param origins the browser origins that may call, exactly
 * @param privateAddresses whether its addresses may be in private networks or plain HTTP
 * @param webhook where dispositions are sent
 * @param smartClientId under which client id we are registered at its authorization server
 */
public record Client(
    String name,
    Tenant tenant,
    Kind kind,
    String issuer,
    Optional<String> issuerTenant,
    Keys keys,
    Set<String> algorithms,
    Set<String> audiences,
    Set<String> scopes,
    Set<URI> fhirServers,
    Set<String> origins,
    boolean privateAddresses,
    Optional<URI> webhook,
    Optional<String> smartClientId) {

  /** The role of whoever has signed in as a client. */
  public static final String ROLE = "client";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");

  /** Whether a client speaks for itself. */
  public enum Kind {
    /** Signs a token for every call, as a CDS client or a practice system does. */
    SIGNER,
    /** Issues access tokens with which others call the FHIR endpoint. */
    AUTHORIZATION_SERVER;

    /** As operators write it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a signing algorithm may be; neither {@code none} nor one with a shared secret. */
  public static final Set<String> KNOWN_ALGORITHMS =
      Set.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

  /** What a client may use when nothing else is said. Source: CDS Hooks 2.0, JWT signing. */
  public static final Set<String> DEFAULT_ALGORITHMS = Set.of("ES384", "RS384");

  /**
   * Public keys: fetched from an address, or given once.
   *
   * @param address where a JSON Web Key Set is served
   * @param set a JSON Web Key Set
   */
  public record Keys(Optional<URI> address, Optional<String> set) {
    public Keys {
      if (address.isPresent() == set.isPresent()) {
        throw new IllegalArgumentException("keys need an address or a set, and not both");
      }
    }
  }

  public Client {
    requireNonNull(tenant, "tenant");
    requireNonNull(keys, "keys");
    algorithms = algorithms.isEmpty() ? DEFAULT_ALGORITHMS : Set.copyOf(algorithms);
    audiences = Set.copyOf(audiences);
    scopes = Set.copyOf(scopes);
    fhirServers = Set.copyOf(fhirServers);
    origins = Set.copyOf(origins);
    var faults = faults(name, issuer, algorithms, origins);
    keys.address().ifPresent(it -> check(it, "jwks", privateAddresses, faults));
    webhook.ifPresent(it -> check(it, "webhook", privateAddresses, faults));
    for (var server : fhirServers) {
      check(server, "fhir-server", privateAddresses, faults);
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
  }

  private static List<String> faults(
      String name, String issuer, Set<String> algorithms, Set<String> origins) {
    var faults = new ArrayList<String>();
    if (!NAME.matcher(name).matches()) {
      faults.add("name is %s; expected small letters, digits and hyphens".formatted(name));
    }
    if (issuer.isBlank() || issuer.length() > 255) {
      faults.add("issuer must have 1 to 255 characters");
    }
    algorithms.stream()
        .filter(it -> !KNOWN_ALGORITHMS.contains(it))
        .forEach(it -> faults.add("algorithm is %s; expected e.g. ES384".formatted(it)));
    origins.stream()
        .filter(it -> !ORIGIN.matcher(it).matches())
        .forEach(it -> faults.add("origin is %s; expected scheme and host".formatted(it)));
    return faults;
  }

  private static void check(URI address, String what, boolean plain, List<String> faults) {
    var scheme = String.valueOf(address.getScheme());
    var fits = scheme.equals("https") || (plain && scheme.equals("http"));
    if (!fits || address.getHost() == null || address.getUserInfo() != null) {
      faults.add(
          "%s is %s; expected an https address without user%s"
              .formatted(what, address, plain ? ", or http" : ""));
    }
  }
}
