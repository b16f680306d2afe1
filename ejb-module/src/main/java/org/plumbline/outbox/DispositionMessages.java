package org.plumbline.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.plumbline.clinic.Client;
import org.plumbline.clinic.Clients;
import org.plumbline.clinic.Tenant;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.outbox.Message.Kind;

/** Tells practice systems of every disposition, in the transaction that records it. */
@ApplicationScoped
public class DispositionMessages {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private Clients clients;
  private Outbox outbox;
  private Clock clock;
  private volatile List<Client> listening = List.of();
  private volatile Instant readAt = Instant.MIN;

  @SuppressWarnings("NullAway.Init")
  protected DispositionMessages() {} // required by the container

  @Inject
  public DispositionMessages(Clients clients, Outbox outbox, Clock clock) {
    this.clients = clients;
    this.outbox = outbox;
    this.clock = clock;
  }

  void tell(@Observes AssessmentRecorded recorded) {
    for (var client : listening(recorded.visit().tenant())) {
      var id =
          UUID.nameUUIDFromBytes((client.name() + recorded.id()).getBytes(StandardCharsets.UTF_8));
      outbox.add(
          id,
          client,
          Kind.WEBHOOK,
          "Assessment/" + recorded.id(),
          client.webhook().orElseThrow(),
          body(id, recorded));
    }
  }

  /** Codes and ids alone, so that nothing in it needs quoting; no answer is told. */
  private static String body(UUID id, AssessmentRecorded recorded) {
    return """
        {"id":"%s","event":"disposition","assessment":"%s","patient":"%s","disposition":"%s","provisional":%s,"redFlags":%d,"answeredAt":"%s","knowledgeVersion":"%s"}"""
        .formatted(
            id,
            recorded.id(),
            recorded.visit().patient().value(),
            recorded.assessment().urgency().code(),
            recorded.assessment().provisional(),
            recorded.assessment().redFlags().size(),
            recorded.visit().answeredAt(),
            recorded.assessment().knowledgeVersion());
  }

  private List<Client> listening(Tenant tenant) {
    var now = clock.instant();
    if (now.isAfter(readAt.plus(FRESH))) {
      listening = clients.all().stream().filter(it -> it.webhook().isPresent()).toList();
      readAt = now;
    }
    return listening.stream().filter(it -> it.tenant().equals(tenant)).toList();
  }
}
