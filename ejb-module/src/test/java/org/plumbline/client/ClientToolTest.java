package org.plumbline.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.plumbline.database.CommandLines;
import org.plumbline.database.Console;

class ClientToolTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final StringWriter wrong = new StringWriter();
  private String address =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
  private Connection database;

  @BeforeEach
  void emptyRegistry() throws SQLException, IOException {
    database = DriverManager.getConnection(address);
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
    run(added(name, tenant, issuer, further));
  }

  private static List<String> added(String name, String tenant, String issuer, String... further) {
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
    return arguments;
  }

  private void run(List<String> arguments) {
    assertEquals(0, execute(arguments), wrong::toString);
  }

  private int execute(List<String> arguments) {
    wrong.getBuffer().setLength(0);
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    var console = new Console(() -> DriverManager.getConnection(address), out, Clock.systemUTC());
    return CommandLines.of(new ClientTool(console))
        .setOut(new PrintWriter(Writer.nullWriter()))
        .setErr(new PrintWriter(wrong, true))
        .execute(arguments.toArray(String[]::new));
  }

  private String refused(String name, String tenant, String issuer, String... further) {
    assertEquals(2, execute(added(name, tenant, issuer, further)));
    return wrong.toString();
  }

  @Test
  void whatDoesNotFitIsSaidWithHowItIsCalled() {
    for (var it :
        Map.of(
                List.of("add", "--tenant", "x"),
                "--name is missing",
                List.of("add", "--name", "a", "--name", "b"),
                "--name is given twice",
                List.of("remove", "--name", "nobody"),
                "no client is called nobody",
                List.of("drop"),
                "expected add, list or remove",
                List.<String>of(),
                "expected add, list or remove",
                added("a", "b", "https://c.example", "--kind", "other"),
                "other; expected signer or authorization-server")
            .entrySet()) {
      assertEquals(2, execute(it.getKey()), it::toString);
      assertTrue(wrong.toString().startsWith("plumbline: "), wrong::toString);
      assertTrue(wrong.toString().contains(it.getValue()), wrong::toString);
      assertTrue(wrong.toString().contains("Usage: clients"), wrong::toString);
    }
  }

  @Test
  void helpSaysHowItIsCalledAndNeedsNoDatabase() {
    address = "jdbc:h2:none";
    assertEquals(0, execute(List.of("add", "--help")));
    assertEquals(0, execute(List.of("--help")));
    assertEquals(1, execute(List.of("list")));
    assertTrue(wrong.toString().contains("the database cannot be used"), wrong::toString);
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
