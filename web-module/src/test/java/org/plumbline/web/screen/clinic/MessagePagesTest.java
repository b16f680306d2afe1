package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Message.State;
import org.plumbline.outbox.Unsent;

class MessagePagesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static Unsent unsent(String subject, State state, Instant dueAt) {
    return new Unsent(
        new Message(
            new UUID(0, 1),
            new Tenant("clinic"),
            "ehr",
            Kind.WEBHOOK,
            subject,
            URI.create("https://ehr.example/hook"),
            "{\"patient\":\"Patient/1\"}",
            NOW,
            3,
            state,
            Optional.of("no answer in time")),
        dueAt);
  }

  @Test
  void lineSaysWhyAndWhenAndNothingOfThePayload() {
    var about = "Assessment/00000000-0000-0000-0000-000000000007";
    assertEquals(
        new MessagePages.Line(
            "00000000-0000-0000-0000-000000000001",
            "Webhook",
            Optional.of("/app/assessments/00000000-0000-0000-0000-000000000007"),
            "12:00",
            3,
            "no answer in time",
            Optional.of("now")),
        MessagePages.line(unsent(about, State.PENDING, NOW), "12:00", NOW));
  }

  @Test
  void messageThatWasGivenUpHasNoNextTry() {
    var line = MessagePages.line(unsent("FollowUp/1", State.FAILED, NOW), "12:00", NOW);
    assertEquals(Optional.empty(), line.next());
    assertEquals(Optional.empty(), line.about());
  }
}
