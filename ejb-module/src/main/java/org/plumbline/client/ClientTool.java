package org.plumbline.client;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.database.ToolDatabase;

/**
 * The operator's command for the registry: {@code add}, {@code list} and {@code remove}. It speaks
 * to the database itself, so that no address of the server can change who may call.
 */
public final class ClientTool {
  private static final int WRONG = 2;
  private static final Set<String> SINGLE =
      Set.of(
          "name",
          "tenant",
          "kind",
          "issuer",
          "issuer-tenant",
          "jwks",
          "keys",
          "webhook",
          "smart-client-id");
  private static final Set<String> REPEATED =
      Set.of("algorithm", "audience", "scope", "fhir-server", "origin");
  private static final String USAGE =
      """
      plumbline.sh clients list
      plumbline.sh clients remove --name <name>
      plumbline.sh clients add --name <name> --tenant <clinic> --issuer <iss> (--jwks <https address> | --keys <file with a JWK set>)
          [--kind signer|authorization-server] [--issuer-tenant <tenant claim>] [--scope <scope>]... [--audience <aud>]...
          [--fhir-server <base address>]... [--origin <browser origin>]... [--algorithm <ES384>]... [--webhook <address>]
          [--smart-client-id <our client id there>] [--private-addresses]
      A signer's scopes: cds-hooks, assessments.write, assessments.read. A change is another add under the same name.""";

  private final Clock clock;
  private final PrintStream out;

  ClientTool(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs the command.
   *
   * @param arguments the address, user and password of the database are taken from
   *     PLUMBLINE_DB_URL, PLUMBLINE_DB_USER and PLUMBLINE_DB_PASSWORD
   */
  public static void main(String... arguments) {
    var tool = new ClientTool(Clock.systemUTC(), System.out);
    try (var database = ToolDatabase.open()) {
      tool.run(database, List.of(arguments));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("plumbline: " + e.getMessage());
      System.exit(WRONG);
    } catch (SQLException e) {
      System.err.println(
          "plumbline: the database cannot be read, or has no registry yet (start the server once): "
              + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Runs one command.
   *
   * @throws IllegalArgumentException if it does not fit; the message says why
   */
  void run(Connection database, List<String> arguments) throws SQLException, IOException {
    var command = arguments.isEmpty() ? "" : arguments.get(0);
    switch (command) {
      case "list" -> list(database);
      case "add" -> add(database, options(arguments));
      case "remove" -> remove(database, options(arguments).one("name"));
      default -> throw new IllegalArgumentException("expected add, list or remove\n" + USAGE);
    }
  }

  private record Options(Map<String, List<String>> given, boolean privateAddresses) {
    String one(String name) {
      return optional(name)
          .orElseThrow(() -> new IllegalArgumentException("--%s is missing".formatted(name)));
    }

    Optional<String> optional(String name) {
      return all(name).stream().findFirst();
    }

    Set<String> all(String name) {
      return new HashSet<>(given.getOrDefault(name, List.of()));
    }
  }

  private static Options options(List<String> arguments) {
    var given = new HashMap<String, List<String>>();
    var privateAddresses = false;
    for (var i = 1; i < arguments.size(); i++) {
      var name = arguments.get(i).replaceFirst("^--", "");
      if (name.equals("private-addresses")) {
        privateAddresses = true;
        continue;
      }
      if (!SINGLE.contains(name) && !REPEATED.contains(name)) {
        throw new IllegalArgumentException("unknown option %s%n%s".formatted(name, USAGE));
      }
      i++;
      if (i == arguments.size()) {
        throw new IllegalArgumentException("--%s needs a value".formatted(name));
      }
      var values = given.computeIfAbsent(name, it -> new ArrayList<>());
      values.add(arguments.get(i));
      if (SINGLE.contains(name) && values.size() > 1) {
        throw new IllegalArgumentException("--%s is given twice".formatted(name));
      }
    }
    return new Options(given, privateAddresses);
  }

  private void add(Connection database, Options options) throws SQLException, IOException {
    var client = client(options);
    var added = Registered.of(client);
    var others = Registered.all(database);
    var conflict = others.stream().map(added::conflictWith).flatMap(Optional::stream).findFirst();
    if (conflict.isPresent()) {
      throw new IllegalArgumentException(conflict.get());
    }
    insert(database, client, false);
    out.printf("registered %s%n", client.name());
    var sharing = others.stream().filter(added::sharesSignInWith).map(Registered::name).toList();
    if (!sharing.isEmpty()) {
      out.printf("its FHIR server is shared; the launch address must name the client:%n");
      Stream.concat(Stream.of(client.name()), sharing.stream())
          .forEach(it -> out.printf("  %s: <PLUMBLINE_URL>/launch?client=%s%n", it, it));
    }
  }

  private static Client client(Options options) throws IOException {
    var keys = options.optional("keys");
    var set =
        keys.isPresent()
            ? Optional.of(Files.readString(Path.of(keys.get()), StandardCharsets.UTF_8))
            : Optional.<String>empty();
    return new Client(
        options.one("name"),
        new Tenant(options.one("tenant")),
        kind(options.optional("kind").orElse("signer")),
        options.one("issuer"),
        options.optional("issuer-tenant"),
        new Client.Keys(options.optional("jwks").map(URI::create), set),
        options.all("algorithm"),
        options.all("audience"),
        options.all("scope"),
        options.all("fhir-server").stream().map(URI::create).collect(Collectors.toSet()),
        options.all("origin"),
        options.privateAddresses(),
        options.optional("webhook").map(URI::create),
        options.optional("smart-client-id"));
  }

  private static Client.Kind kind(String text) {
    for (var kind : Client.Kind.values()) {
      if (kind.code().equals(text)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "--kind is %s; expected signer or authorization-server".formatted(text));
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
      insert.setTimestamp(3, Timestamp.from(clock.instant()));
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
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setString(2, name);
      insert.setString(3, name);
      if (insert.executeUpdate() == 0) {
        throw new IllegalArgumentException("no client is called %s".formatted(name));
      }
    }
    out.printf("removed %s%n", name);
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
        out.printf(
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
