package org.plumbline.client;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The operator's command for the registry. It speaks to the database itself, so that no address of
 * the server can change who may call.
 */
@Command(name = "clients", description = "Who may call.", subcommands = AddClient.class)
public final class ClientTool {
  private final Console console;

  public ClientTool(Console console) {
    this.console = console;
  }

  @Command(description = "Lists the clients.")
  int list() throws SQLException, IOException {
    return console.inTransaction(
        it -> {
          list(it);
          return 0;
        });
  }

  @Command(description = "Takes a client's leave to call.")
  int remove(@Option(names = "--name", required = true, paramLabel = "<name>") String name)
      throws SQLException, IOException {
    return console.inTransaction(
        it -> {
          remove(it, name);
          return 0;
        });
  }

  /**
   * Registers a client.
   *
   * @throws IllegalArgumentException if another has its issuer or its sign-in
   */
  int add(Client client) throws SQLException, IOException {
    return console.inTransaction(
        it -> {
          add(it, client);
          return 0;
        });
  }

  private void add(Connection database, Client client) throws SQLException {
    var added = Registered.of(client);
    var others = Registered.all(database);
    var conflict = others.stream().map(added::conflictWith).flatMap(Optional::stream).findFirst();
    if (conflict.isPresent()) {
      throw new IllegalArgumentException(conflict.get());
    }
    insert(database, client, false);
    console.out().printf("registered %s%n", client.name());
    var sharing = others.stream().filter(added::sharesSignInWith).map(Registered::name).toList();
    if (!sharing.isEmpty()) {
      console.out().printf("its FHIR server is shared; the launch address must name the client:%n");
      Stream.concat(Stream.of(client.name()), sharing.stream())
          .forEach(it -> console.out().printf("  %s: <PLUMBLINE_URL>/launch?client=%s%n", it, it));
    }
  }

  private void insert(Connection database, Client client, boolean withdrawn) throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            insert into client (name, version, registered_at, withdrawn, tenant, kind, issuer, issuer_tenant, jwks, jwk_set,
                algorithms, audiences, scopes, fhir_servers, origins, private_addresses, webhook, smart_client_id)
            values (?, (select coalesce(max(version), 0) + 1 from client where name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, client.name());
      insert.setString(2, client.name());
      insert.setTimestamp(3, Timestamp.from(console.clock().instant()));
      insert.setBoolean(4, withdrawn);
      insert.setString(5, client.tenant().value());
      insert.setString(6, client.kind().code());
      insert.setString(7, client.issuer());
      insert.setString(8, client.issuerTenant().orElse(null));
      insert.setString(9, client.keys().address().map(URI::toString).orElse(null));
      insert.setString(10, client.keys().set().orElse(null));
      insert.setString(11, lines(client.algorithms()));
      insert.setString(12, lines(client.audiences()));
      insert.setString(13, lines(client.scopes()));
      insert.setString(14, lines(client.fhirServers()));
      insert.setString(15, lines(client.origins()));
      insert.setBoolean(16, client.privateAddresses());
      insert.setString(17, client.webhook().map(URI::toString).orElse(null));
      insert.setString(18, client.smartClientId().orElse(null));
      insert.executeUpdate();
    }
  }

  private static String lines(Set<?> values) {
    return values.stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
  }

  private void remove(Connection database, String name) throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            insert into client (name, version, registered_at, withdrawn, tenant, kind, issuer, issuer_tenant, jwks, jwk_set,
                algorithms, audiences, scopes, fhir_servers, origins, private_addresses, webhook, smart_client_id)
            select name, version + 1, ?, true, tenant, kind, issuer, issuer_tenant, jwks, jwk_set,
                algorithms, audiences, scopes, fhir_servers, origins, private_addresses, webhook, smart_client_id
            from client where name = ? and version = (select max(version) from client where name = ?) and not withdrawn
            """)) {
      insert.setTimestamp(1, Timestamp.from(console.clock().instant()));
      insert.setString(2, name);
      insert.setString(3, name);
      if (insert.executeUpdate() == 0) {
        throw new IllegalArgumentException("no client is called %s".formatted(name));
      }
    }
    console.out().printf("removed %s%n", name);
  }

  private void list(Connection database) throws SQLException {
    try (var query =
            database.prepareStatement(
                """
                select name, tenant, kind, issuer, issuer_tenant, scopes from client c
                where version = (select max(version) from client where name = c.name) and not withdrawn order by name
                """);
        var found = query.executeQuery()) {
      while (found.next()) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%s\ttenant %s\t%s\tissuer %s%s\tscopes %s%n",
                found.getString(1),
                found.getString(2),
                found.getString(3),
                found.getString(4),
                Optional.ofNullable(found.getString(5)).map(" tenant claim "::concat).orElse(""),
                found.getString(6).replace('\n', ' '));
      }
    }
  }
}
