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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.plumbline.client.Client;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Outbox;
import org.plumbline.web.outbound.Deliveries.Outcome;
import org.plumbline.web.outbound.Deliveries.Result;
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
  private Deliveries deliveries;
  private Outbound outbound;
  private OwnKeys keys;
  private Registry registry;
  private BackendToken tokens;
  private PatientMessages patients;

  @SuppressWarnings("NullAway.Init")
  protected Sender() {} // required by the container

  @Inject
  Sender(
      Outbox outbox,
      Outbound outbound,
      OwnKeys keys,
      Registry registry,
      BackendToken tokens,
      PatientMessages patients,
      Clock clock) {
    this.deliveries = new Deliveries(outbox, this::send, clock);
    this.outbound = outbound;
    this.keys = keys;
    this.registry = registry;
    this.tokens = tokens;
    this.patients = patients;
  }

  void start(@Observes Startup startup) {
    var unused = timer.scheduleWithFixedDelay(this::sendDue, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
    deliveries.stop();
  }

  private void sendDue() {
    try {
      deliveries.look();
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "outbox not read: {0}", e.getClass().getName());
    } catch (RuntimeException e) {
      // A timer that throws is never called again.
      LOG.log(Level.ERROR, "outbox: {0}", e.getClass().getName());
    }
  }

  private Outcome send(Message message) {
    if (message.kind() == Kind.MAIL || message.kind() == Kind.SMS) {
      return patients.send(message);
    }
    var client = registry.named(message.client());
    if (client.isEmpty()) {
      return registry.isRead()
          ? new Outcome(Result.NEVER, "the client is not registered any more")
          : new Outcome(Result.LATER, "the clients are not known yet");
    }
    try {
      var answer = outbound.send(request(message, client.get()), client.get().privateAddresses());
      var said = "answered " + answer.status();
      if (answer.isSuccess()) {
        return new Outcome(Result.SENT, said);
      }
      return new Outcome(isForGood(answer.status()) ? Result.NEVER : Result.LATER, said);
    } catch (Refused e) {
      return new Outcome(Result.LATER, String.valueOf(e.getMessage()));
    }
  }

  static boolean isForGood(int status) {
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
