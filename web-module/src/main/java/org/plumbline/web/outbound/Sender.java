package org.plumbline.web.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.plumbline.clinic.Client;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Outbox;
import org.plumbline.web.registry.Registry;

/**
 * Sends what the outbox holds, outside of any transaction, and reports back. A receiver that is
 * down gets it later; one that refuses for good does not get it again.
 */
@ApplicationScoped
public class Sender {
  private static final Logger LOG = System.getLogger(Sender.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int TOO_MANY = 429;
  private static final int TIMEOUT = 408;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "plumbline-sender");
            thread.setDaemon(true);
            return thread;
          });
  private Outbox outbox;
  private Outbound outbound;
  private OwnKeys keys;
  private Registry registry;
  private BackendToken tokens;

  @SuppressWarnings("NullAway.Init")
  protected Sender() {} // required by the container

  @Inject
  Sender(Outbox outbox, Outbound outbound, OwnKeys keys, Registry registry, BackendToken tokens) {
    this.outbox = outbox;
    this.outbound = outbound;
    this.keys = keys;
    this.registry = registry;
    this.tokens = tokens;
  }

  void start(@Observes Startup startup) {
    var unused = timer.scheduleWithFixedDelay(this::sendDue, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  private void sendDue() {
    try {
      for (var due = outbox.take(); !due.isEmpty(); due = outbox.take()) {
        due.forEach(this::send);
      }
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "outbox not read: {0}", e.getClass().getName());
    } catch (RuntimeException e) {
      // A timer that throws is never called again.
      LOG.log(Level.ERROR, "outbox: {0}", e.getClass().getName());
    }
  }

  private void send(Message message) {
    var client = registry.named(message.client());
    if (client.isEmpty()) {
      outbox.notSent(message.id(), "the client is not registered any more", true);
      return;
    }
    try {
      var answer = outbound.send(request(message, client.get()), client.get().privateAddresses());
      if (answer.isSuccess()) {
        outbox.sent(message.id(), "answered " + answer.status());
        return;
      }
      notSent(message, "answered " + answer.status(), isForGood(answer.status()));
    } catch (Refused e) {
      notSent(message, String.valueOf(e.getMessage()), false);
    }
  }

  private void notSent(Message message, String why, boolean forGood) {
    LOG.log(
        Level.WARNING,
        "message {0} to {1} not sent, try {2}: {3}",
        message.id(),
        message.client(),
        message.attempts(),
        why);
    outbox.notSent(message.id(), why, forGood);
  }

  private static boolean isForGood(int status) {
    return status >= 400
        && status < 500
        && status != TOO_MANY
        && status != TIMEOUT
        && status != 401;
  }

  private HttpRequest request(Message message, Client client) throws Refused {
    var request = HttpRequest.newBuilder(message.target()).timeout(LIMIT);
    if (message.kind() == Kind.WEBHOOK) {
      return request
          .header("Content-Type", "application/json")
          .header("Plumbline-Message", message.id().toString())
          .header("Plumbline-Signature", keys.sign(message.payload(), "ES384", "plumbline+json"))
          .POST(BodyPublishers.ofString(message.payload()))
          .build();
    }
    var token =
        tokens
            .of(client)
            .orElseThrow(() -> Refused.because("there is no token for the EHR's FHIR server"));
    return fhirCreate(request, message.id().toString(), message.payload(), Optional.of(token));
  }

  /** Creates a resource unless it was created before. */
  public static HttpRequest fhirCreate(
      HttpRequest.Builder request, String id, String payload, Optional<String> token) {
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return request
        .header("Content-Type", "application/fhir+json")
        .header("Accept", "application/fhir+json")
        .header("If-None-Exist", "identifier=urn:ietf:rfc:3986%7Curn:uuid:" + id)
        .POST(BodyPublishers.ofString(payload))
        .build();
  }
}
