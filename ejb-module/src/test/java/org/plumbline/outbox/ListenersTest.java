package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Client;
import org.plumbline.client.Clients;
import org.plumbline.client.Clinicians;
import org.plumbline.client.Tenant;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class ListenersTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final UUID ASSESSMENT = new UUID(0, 1);
  private static final String SUBJECT = "Assessment/" + ASSESSMENT;

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final Outbox outbox = kept.give(new Outbox(clock));
  private final ArrayList<Client> registered = new ArrayList<>(List.of(Clinicians.ehr("one")));
  private final Listeners listeners =
      new Listeners(
          new Clients() {
            @Override
            public List<Client> all() {
              return List.copyOf(registered);
            }
          },
          outbox,
          clock);

  @AfterEach
  void close() {
    kept.close();
  }

  private List<String> tell(Tenant tenant, String event) {
    listeners.tell(
        tenant, new Listeners.Event(event, ASSESSMENT), SUBJECT, id -> "{\"id\":\"" + id + "\"}");
    kept.written();
    return outbox.about(Kept.TENANT, SUBJECT).stream().map(Message::client).sorted().toList();
  }

  @Test
  void whatHappensOnceIsToldOnceToEach() {
    assertEquals(List.of("one"), tell(Kept.TENANT, "disposition"));
    assertEquals(List.of("one"), tell(Kept.TENANT, "disposition"));
    assertEquals(List.of("one", "one"), tell(Kept.TENANT, "follow-up-due"));
  }

  @Test
  void aMessageHasItsIdInItsBody() {
    tell(Kept.TENANT, "disposition");
    var message = outbox.about(Kept.TENANT, SUBJECT).get(0);
    assertEquals("{\"id\":\"" + message.id() + "\"}", message.payload());
  }

  @Test
  void anotherClinicIsNotTold() {
    assertEquals(List.of(), tell(new Tenant("other"), "disposition"));
  }

  @Test
  void aNewListenerIsToldWithinSeconds() {
    tell(Kept.TENANT, "disposition");
    registered.add(Clinicians.ehr("two"));
    assertEquals(List.of("one"), tell(Kept.TENANT, "disposition"));
    clock.move(Duration.ofSeconds(6));
    assertEquals(List.of("one", "two"), tell(Kept.TENANT, "disposition"));
  }
}
