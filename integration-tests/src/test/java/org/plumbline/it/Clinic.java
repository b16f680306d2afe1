package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.it.Keys.Token;

/** The clients of the tests, registered once: two clinics, a vendor that serves two more. */
final class Clinic {
  static final FakeEhr EHR = new FakeEhr(0);
  static final String ISSUER = "https://ehr-a.example";
  static final String BASE = Ehr.BASE.toString();

  static {
    register();
  }

  private Clinic() {}

  /** Makes sure that the clients are registered. */
  static void open() {
    // The static initializer did it.
  }

  private static void register() {
    var keys = keys();
    EHR.on("/b/jwks", call -> FakeEhr.Reply.json(200, keysOfB));
    add(
        keys,
        "ehr-a",
        "clinic-a",
        ISSUER,
        "--scope",
        "cds-hooks",
        "--scope",
        "assessments.write",
        "--scope",
        "assessments.read",
        "--fhir-server",
        EHR.base() + "/fhir",
        "--private-addresses",
        "--audience",
        "https://alias.example/cds",
        "--origin",
        ISSUER,
        "--origin",
        EHR.base(),
        "--origin",
        "http://localhost:" + EHR.port(),
        "--webhook",
        EHR.base() + "/webhook",
        "--smart-client-id",
        "plumbline");
    add(
        keys,
        "ehr-c",
        "clinic-c",
        "https://ehr-c.example",
        "--scope",
        "cds-hooks",
        "--fhir-server",
        "https://127.0.0.1:18990/fhir");
    add(
        keys,
        "vendor-1",
        "clinic-v1",
        "https://vendor.example",
        "--issuer-tenant",
        "one",
        "--scope",
        "cds-hooks",
        "--scope",
        "assessments.write",
        "--scope",
        "assessments.read");
    add(
        keys,
        "vendor-2",
        "clinic-v2",
        "https://vendor.example",
        "--issuer-tenant",
        "two",
        "--scope",
        "cds-hooks");
    add(keys, "as-a", "clinic-a", "https://as-a.example", "--kind", "authorization-server");
    add(keys, "as-b", "clinic-b", "https://as-b.example", "--kind", "authorization-server");
    Registration.add(
        "--name",
        "ehr-b",
        "--tenant",
        "clinic-b",
        "--issuer",
        "https://ehr-b.example",
        "--jwks",
        EHR.base() + "/b/jwks",
        "--private-addresses",
        "--scope",
        "cds-hooks");
  }

  /** What the address of the keys of clinic b gives; it is changed by the test of rotation. */
  static volatile String keysOfB = Keys.publicSet();

  private static void add(
      String keys, String name, String tenant, String issuer, String... further) {
    var arguments =
        new java.util.ArrayList<>(
            java.util.List.of(
                "add", "--name", name, "--tenant", tenant, "--issuer", issuer, "--keys", keys));
    arguments.addAll(java.util.List.of(further));
    var ended = Registration.run(arguments.toArray(String[]::new));
    org.junit.jupiter.api.Assertions.assertEquals(0, ended.status(), ended.said());
  }

  private static String keys() {
    try {
      var file = Path.of("target", "client-keys.json");
      Files.writeString(file, Keys.publicSet());
      return file.toAbsolutePath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A good token of a client for a call of a path. */
  static Token token(String client, String path) {
    var issuer =
        client.startsWith("vendor") ? "https://vendor.example" : "https://" + client + ".example";
    var token = Token.of(issuer, BASE + path);
    if (client.startsWith("vendor")) {
      token.claim("tenant", client.endsWith("1") ? "one" : "two");
    }
    return token;
  }

  /** The header of a good call by the EHR of clinic a. */
  static String bearer(String path) {
    return "Bearer " + token("ehr-a", path).sign();
  }

  /** The header of a call of the FHIR endpoint. */
  static String access(String scope) {
    return "Bearer "
        + Token.of("https://as-a.example", BASE + "/fhir").claim("scope", scope).sign();
  }

  /** The same for one patient. */
  static String access(String scope, String patient) {
    return "Bearer "
        + Token.of("https://as-a.example", BASE + "/fhir")
            .claim("scope", scope)
            .claim("patient", patient)
            .sign();
  }
}
