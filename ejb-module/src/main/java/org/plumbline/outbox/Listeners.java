package org.plumbline.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.plumbline.client.Client;
import org.plumbline.client.Clients;
import org.plumbline.client.Tenant;
import org.plumbline.outbox.Message.Kind;

/** The practice systems that want to be told, and what they are told. */
@ApplicationScoped
public class Listeners {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private Clients clients;
  private Outbox outbox;
  private Clock clock;
  private volatile List<Client> listening = List.of();
  private volatile Instant readAt = Instant.MIN;

  @SuppressWarnings("NullAway.Init")
  protected Listeners() {} // required by the container

  @Inject
  public Listeners(Clients clients, Outbox outbox, Clock clock) {
    this.clients = clients;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What happened.
   *
   * @param to what it happened to; what happens to one thing is told once to each client
   */
  public record Event(String name, UUID to) {}

  /**
   * Tells every client of the clinic that has a webhook, in the transaction of what happened.
   *
   * @param subject by which the messages are found again
   * @param body the body of a message, from its id
   */
  public void tell(Tenant tenant, Event event, String subject, Function<UUID, String> body) {
    var now = clock.instant();
    outbox.add(
        listening(tenant).stream()
            .map(
                client -> {
                  var name = client.name() + "|" + event.name() + "|" + event.to();
                  var id = UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
                  var target = client.webhook().orElseThrow();
                  return Message.pending(
                      id, client, Kind.WEBHOOK, subject, target, body.apply(id), now);
                })
            .toList());
  }

  private List<Client> listening(Tenant tenant) {
    var now = clock.instant();
    if (now.isAfter(readAt.plus(FRESH)) || now.isBefore(readAt)) {
      listening = clients.all().stream().filter(it -> it.webhook().isPresent()).toList();
      readAt = now;
    }
    return listening.stream().filter(it -> it.tenant().equals(tenant)).toList();
  }
}
