package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The sandbox of CDS Hooks beside a demonstration, with nothing set up. */
class SandboxIT extends Deployed {
  @Test
  void everyHookIsKeptAndAnswersInTheBrowser() {
    var cards = Sandbox.callAll(Intake.of(Patients.of("S07")));
    assertEquals(10, cards.size());
    cards.forEach(
        (hook, answer) -> assertEquals("critical", answer.at("/cards/0/indicator").asText(), hook));
  }
}
