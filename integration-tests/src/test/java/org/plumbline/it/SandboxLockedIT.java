package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox of CDS Hooks as a registered client: its keys given by file, its origin named. */
class SandboxLockedIT extends Deployed {
  @BeforeAll
  static void register() throws IOException {
    var keys = Files.writeString(Path.of("target", "sandbox-keys.json"), Sandbox.publicSet());
    Registration.add(
        "--name",
        "sandbox",
        "--tenant",
        "clinic-sandbox",
        "--issuer",
        Sandbox.ORIGIN,
        "--keys",
        keys.toAbsolutePath().toString(),
        "--algorithm",
        "ES256",
        "--origin",
        Sandbox.ORIGIN,
        "--scope",
        "cds-hooks");
  }

  @Test
  void everyHookIsKeptAndAnswersInTheBrowser() {
    var intake =
        Intake.of(
            "sandbox-" + UUID.randomUUID(),
            Patients.of("S07").given(),
            OffsetDateTime.now(ZoneOffset.UTC));
    var cards = Sandbox.callAll(intake);
    assertEquals(10, cards.size());
    cards.forEach(
        (hook, answer) -> assertEquals("critical", answer.at("/cards/0/indicator").asText(), hook));
  }
}
