package org.plumbline.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientToolTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Connection database;

  @BeforeEach
  void emptyRegistry() throws SQLException, IOException {
    database =
        DriverManager.getConnection(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    try (var script = ClientTool.class.getResourceAsStream("/db/migration/V2__clients.sql");
        var statement = database.createStatement()) {
      var text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      statement.execute(text.substring(0, text.indexOf("-- Tokens")));
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void add(String name, String tenant, String issuer, String... further) {
    var arguments =
        new ArrayList<>(
            List.of(
                "add",
                "--name",
                name,
                "--tenant",
                tenant,
                "--issuer",
                issuer,
                "--jwks",
                "https://ehr.example/jwks"));
    arguments.addAll(List.of(further));
    run(arguments);
  }

  private void run(List<String> arguments) {
    try {
      new ClientTool(Clock.systemUTC(), new PrintStream(said, true, StandardCharsets.UTF_8))
          .run(database, arguments);
    } catch (SQLException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private String refused(String name, String tenant, String issuer, String... further) {
    return assertThrows(IllegalArgumentException.class, () -> add(name, tenant, issuer, further))
        .getMessage();
  }

  @Test
  void oneSignInIsForOneClinic() {
    var server =
        new String[] {"--fhir-server", "https://ehr.example/fhir", "--smart-client-id", "p"};
    add("north", "clinic-n", "https://north.example", server);
    var why =
        refused(
            "south",
            "clinic-s",
            "https://south.example",
            "--fhir-server",
            "https://ehr.example/fhir/",
            "--smart-client-id",
            "p");
    assertTrue(why.contains("give that --smart-client-id"), why);
    add("north", "clinic-n", "https://north.example", server);
    add("north-too", "clinic-n", "https://north-too.example", server);
    run(List.of("remove", "--name", "north"));
    run(List.of("remove", "--name", "north-too"));
    add("south", "clinic-s", "https://south.example", server);
  }

  @Test
  void clinicsThatShareARecordSystemAreToldTheirAddresses() {
    add(
        "north",
        "clinic-n",
        "https://north.example",
        "--fhir-server",
        "https://ehr.example/fhir",
        "--smart-client-id",
        "p-north");
    add(
        "south",
        "clinic-s",
        "https://south.example",
        "--fhir-server",
        "https://ehr.example/fhir",
        "--smart-client-id",
        "p-south");
    var text = said.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("/launch?client=south"), text);
    assertTrue(text.contains("/launch?client=north"), text);
  }

  @Test
  void oneIssuerAndTenantClaimIsOneClient() {
    add("one", "clinic-1", "https://vendor.example", "--issuer-tenant", "1");
    add("two", "clinic-2", "https://vendor.example", "--issuer-tenant", "2");
    assertTrue(
        refused("three", "clinic-3", "https://vendor.example", "--issuer-tenant", "2")
            .contains("two has"));
    add("plain", "clinic-4", "https://vendor.example");
    assertTrue(refused("again", "clinic-4", "https://vendor.example").contains("plain has"));
    assertEquals(3, said.toString(StandardCharsets.UTF_8).lines().count());
  }
}
