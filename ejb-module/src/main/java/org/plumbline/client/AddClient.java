package org.plumbline.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** Registers a client; a change is another add under the same name. */
@Command(
    name = "add",
    description = "Registers a client; a change is another add under the same name.")
final class AddClient implements Callable<Integer> {
  @ParentCommand private @Nullable ClientTool tool;

  @Option(names = "--name", required = true, paramLabel = "<name>")
  private String name = "";

  @Option(names = "--tenant", required = true, paramLabel = "<clinic>")
  private String tenant = "";

  @Option(
      names = "--kind",
      paramLabel = "<signer|authorization-server>",
      converter = KindOfText.class)
  private Client.Kind kind = Client.Kind.SIGNER;

  @Option(names = "--issuer", required = true, paramLabel = "<iss>")
  private String issuer = "";

  @Option(names = "--issuer-tenant", paramLabel = "<tenant claim>")
  private Optional<String> issuerTenant = Optional.empty();

  @Option(names = "--jwks", paramLabel = "<https address>", description = "or --keys")
  private Optional<URI> jwks = Optional.empty();

  @Option(names = "--keys", paramLabel = "<file with a JWK set>", description = "or --jwks")
  private Optional<Path> keys = Optional.empty();

  @Option(names = "--algorithm", paramLabel = "<ES384>")
  private Set<String> algorithms = new HashSet<>();

  @Option(names = "--audience", paramLabel = "<aud>")
  private Set<String> audiences = new HashSet<>();

  @Option(
      names = "--scope",
      paramLabel = "<scope>",
      description = "of a signer: cds-hooks, assessments.write, assessments.read")
  private Set<String> scopes = new HashSet<>();

  @Option(names = "--fhir-server", paramLabel = "<base address>")
  private Set<URI> servers = new HashSet<>();

  @Option(names = "--origin", paramLabel = "<browser origin>")
  private Set<String> origins = new HashSet<>();

  @Option(names = "--private-addresses")
  private boolean privateAddresses;

  @Option(names = "--webhook", paramLabel = "<address>")
  private Optional<URI> webhook = Optional.empty();

  @Option(names = "--smart-client-id", paramLabel = "<our client id there>")
  private Optional<String> smartClientId = Optional.empty();

  @Override
  public Integer call() throws SQLException, IOException {
    return requireNonNull(tool).add(client());
  }

  private Client client() throws IOException {
    var set =
        keys.isPresent()
            ? Optional.of(Files.readString(keys.get(), StandardCharsets.UTF_8))
            : Optional.<String>empty();
    return new Client(
        name,
        new Tenant(tenant),
        kind,
        issuer,
        issuerTenant,
        new Client.Keys(jwks, set),
        algorithms,
        audiences,
        scopes,
        servers,
        origins,
        privateAddresses,
        webhook,
        smartClientId);
  }

  /** Reads the kind of a client. */
  static final class KindOfText implements ITypeConverter<Client.Kind> {
    @Override
    public Client.Kind convert(String text) {
      for (var kind : Client.Kind.values()) {
        if (kind.code().equals(text)) {
          return kind;
        }
      }
      throw new TypeConversionException(
          "%s; expected signer or authorization-server".formatted(text));
    }
  }
}
