package org.plumbline.client;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a registered client tells it from the others. Whoever calls or signs in must be of one
 * clinic, and never of the one that happens to be read first.
 *
 * @param fhirServers their base addresses, without a slash at the end
 */
record Registered(
    String name,
    String tenant,
    String issuer,
    Optional<String> issuerTenant,
    Set<String> fhirServers,
    Optional<String> smartClientId) {
  static Registered of(Client client) {
    return new Registered(
        client.name(),
        client.tenant().value(),
        client.issuer(),
        client.issuerTenant(),
        client.fhirServers().stream()
            .map(URI::toString)
            .map(Registered::base)
            .collect(Collectors.toSet()),
        client.smartClientId());
  }

  /** Those that count now. */
  static List<Registered> all(Connection database) throws SQLException {
    try (var query =
            database.prepareStatement(
                """
                select name, tenant, issuer, issuer_tenant, fhir_servers, smart_client_id from client c
                where version = (select max(version) from client where name = c.name) and not withdrawn order by name
                """);
        var found = query.executeQuery()) {
      var all = new ArrayList<Registered>();
      while (found.next()) {
        all.add(read(found));
      }
      return all;
    }
  }

  private static Registered read(ResultSet row) throws SQLException {
    return new Registered(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Optional.ofNullable(row.getString(4)),
        Stream.of(row.getString(5).split("\n"))
            .filter(it -> !it.isBlank())
            .map(Registered::base)
            .collect(Collectors.toSet()),
        Optional.ofNullable(row.getString(6)));
  }

  private static String base(String address) {
    return address.replaceFirst("/+$", "");
  }

  /** Why this one cannot be registered beside another, and what to do; empty when it can. */
  Optional<String> conflictWith(Registered other) {
    if (name.equals(other.name)) {
      return Optional.empty();
    }
    if (issuer.equals(other.issuer) && issuerTenant.equals(other.issuerTenant)) {
      return Optional.of(
          "%s has this issuer%s already, so that a token could be of either; give each its own --issuer-tenant, or remove the other"
              .formatted(other.name, issuerTenant.map(it -> " and tenant claim").orElse("")));
    }
    var shared =
        !tenant.equals(other.tenant) && fhirServers.stream().anyMatch(other.fhirServers::contains);
    if (shared && smartClientId.isPresent() && smartClientId.equals(other.smartClientId)) {
      return Optional.of(
          ("%s of clinic %s signs in at this FHIR server under the same client id, so that a clinician could be of either; register Plumbline"
                  + " a second time in the record system, for the users of this clinic, and give that --smart-client-id")
              .formatted(other.name, other.tenant));
    }
    return Optional.empty();
  }

  /**
   * Whether clinicians of several clinics sign in at the same server, so that the launch must say
   * for which.
   */
  boolean sharesSignInWith(Registered other) {
    return !tenant.equals(other.tenant)
        && smartClientId.isPresent()
        && other.smartClientId.isPresent()
        && fhirServers.stream().anyMatch(other.fhirServers::contains);
  }
}
