package org.plumbline.outbox;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;

/**
 * A message to another system.
 *
 * @param id by which a receiver knows a message that comes twice
 * @param client the registered client whom it goes to
 * @param subject what it is about, such as an assessment
 * @param attempts how often it was tried
 * @param lastAnswer what came of the last try; empty before the first
 */
public record Message(
    UUID id,
    Tenant tenant,
    String client,
    Kind kind,
    String subject,
    URI target,
    String payload,
    Instant createdAt,
    int attempts,
    State state,
    Optional<String> lastAnswer) {
  public Message {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(kind, "kind");
    requireNonNull(target, "target");
    requireNonNull(payload, "payload");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(state, "state");
    requireNonNull(lastAnswer, "lastAnswer");
  }

  /** One that is to be sent. */
  static Message pending(
      UUID id,
      Client client,
      Kind kind,
      String subject,
      URI target,
      String payload,
      Instant createdAt) {
    return new Message(
        id,
        client.tenant(),
        client.name(),
        kind,
        subject,
        target,
        payload,
        createdAt,
        0,
        State.PENDING,
        Optional.empty());
  }

  /** How it is sent. */
  public enum Kind {
    /** A signed body to a practice system. */
    WEBHOOK,
    /** A FHIR resource, created in the EHR unless it is there. */
    FHIR_CREATE,
    /** An e-mail to a patient. */
    MAIL,
    /** A text message to a patient. */
    SMS
  }

  /** Where it stands. */
  public enum State {
    PENDING,
    SENT,
    /** Given up; an operator must look. */
    FAILED;

    /** As it is shown. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
