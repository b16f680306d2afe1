package org.plumbline.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client as it is kept; lists are kept one entry to a line. */
@Entity
@Table(name = "client")
@IdClass(ClientRow.Version.class)
class ClientRow {
  @Id private String name;
  @Id private int version;

  @Column(name = "registered_at")
  private Instant registeredAt;

  private boolean withdrawn;
  private String tenant;
  private String kind;
  private String issuer;

  @Column(name = "issuer_tenant")
  private @Nullable String issuerTenant;

  private @Nullable String jwks;

  @Column(name = "jwk_set", length = 20_000)
  private @Nullable String jwkSet;

  private String algorithms;
  private String audiences;
  private String scopes;

  @Column(name = "fhir_servers")
  private String fhirServers;

  private String origins;

  @Column(name = "private_addresses")
  private boolean privateAddresses;

  private @Nullable String webhook;

  @Column(name = "smart_client_id")
  private @Nullable String smartClientId;

  protected ClientRow() {} // required by Hibernate

  boolean isWithdrawn() {
    return withdrawn;
  }

  String name() {
    return name;
  }

  Client client() {
    return new Client(
        name,
        new Tenant(tenant),
        Client.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')),
        issuer,
        Optional.ofNullable(issuerTenant),
        new Client.Keys(Optional.ofNullable(jwks).map(URI::create), Optional.ofNullable(jwkSet)),
        lines(algorithms),
        lines(audiences),
        lines(scopes),
        lines(fhirServers).stream().map(URI::create).collect(Collectors.toSet()),
        lines(origins),
        privateAddresses,
        Optional.ofNullable(webhook).map(URI::create),
        Optional.ofNullable(smartClientId));
  }

  private static Set<String> lines(String text) {
    return Stream.of(text.split("\n")).filter(it -> !it.isBlank()).collect(Collectors.toSet());
  }

  /** The primary key. */
  record Version(String name, int version) implements Serializable {}
}
