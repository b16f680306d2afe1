package org.plumbline.web.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.clinic.Channels;
import org.plumbline.contact.Contact;
import org.plumbline.contact.Contacts;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.link.Renewals;
import org.plumbline.outbox.Message;
import org.plumbline.web.json.Build;
import org.plumbline.web.outbound.Deliveries.Outcome;
import org.plumbline.web.outbound.Deliveries.Result;

/**
 * Writes to patients. Whom and where is looked up when it is sent: who has answered meanwhile, has
 * taken the address back or was erased is not written to.
 */
@ApplicationScoped
public class PatientMessages {
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String NOT_NEEDED = "not needed any more";
  private static final String SUBJECT = "FollowUp/";

  private Channels channels;
  private Contacts contacts;
  private FollowUps followUps;
  private Links links;
  private ReminderWords words;
  private SignedPost post;
  private Optional<MailServer> mail = Optional.empty();

  @SuppressWarnings("NullAway.Init")
  protected PatientMessages() {} // required by the container

  @Inject
  PatientMessages(
      Channels channels,
      Contacts contacts,
      FollowUps followUps,
      Links links,
      ReminderWords words,
      SignedPost post,
      Clock clock) {
    this.channels = channels;
    this.contacts = contacts;
    this.followUps = followUps;
    this.links = links;
    this.words = words;
    this.post = post;
    this.mail = channels.mail().map(it -> new MailServer(it, clock));
  }

  /** The links of patients and their addresses. */
  @ApplicationScoped
  static class Links {
    private IntakeLinks rows;
    private Renewals renewals;
    private LinkTokens tokens;

    @SuppressWarnings("NullAway.Init")
    protected Links() {} // required by the container

    @Inject
    Links(IntakeLinks rows, Renewals renewals, LinkTokens tokens) {
      this.rows = rows;
      this.renewals = renewals;
      this.tokens = tokens;
    }

    /** The address of the newest link that this one leads to; empty when it has ended. */
    Optional<URI> address(URI base, UUID link) {
      return rows.find(link)
          .map(renewals::newest)
          .map(it -> URI.create(base + "/intake/" + tokens.of(it)));
    }
  }

  /** Posts a signed body. */
  @ApplicationScoped
  static class SignedPost {
    private Outbound outbound;
    private OwnKeys keys;

    @SuppressWarnings("NullAway.Init")
    protected SignedPost() {} // required by the container

    @Inject
    SignedPost(Outbound outbound, OwnKeys keys) {
      this.outbound = outbound;
      this.keys = keys;
    }

    /** What was answered. */
    Outcome send(UUID id, URI target, String body) {
      var request =
          HttpRequest.newBuilder(target)
              .timeout(LIMIT)
              .header("Content-Type", "application/json")
              .header("Plumbline-Message", id.toString())
              .header("Plumbline-Signature", keys.sign(body, "ES384", "plumbline+json"))
              .POST(BodyPublishers.ofString(body))
              .build();
      try {
        var answer = outbound.send(request, Channels.isLoopback(target));
        var said = "answered " + answer.status();
        if (answer.isSuccess()) {
          return new Outcome(Result.SENT, said);
        }
        return new Outcome(Sender.isForGood(answer.status()) ? Result.NEVER : Result.LATER, said);
      } catch (Refused e) {
        return new Outcome(Result.LATER, String.valueOf(e.getMessage()));
      }
    }
  }

  @PreDestroy
  void stop() {
    mail.ifPresent(MailServer::stop);
  }

  /** Tries one message. */
  Outcome send(Message message) {
    var contact =
        isWanted(message)
            ? contacts.of(UUID.fromString(message.target().getSchemeSpecificPart().substring(5)))
            : Optional.<Contact>empty();
    if (contact.isEmpty()) {
      return new Outcome(Result.SENT, NOT_NEEDED);
    }
    var link = channels.address().flatMap(it -> links.address(it, contact.get().link()));
    return link.map(it -> write(message, contact.get(), it))
        .orElseGet(() -> new Outcome(Result.SENT, NOT_NEEDED));
  }

  private boolean isWanted(Message message) {
    return followUps
        .find(message.tenant(), UUID.fromString(message.subject().substring(SUBJECT.length())))
        .map(FollowUp.History::followUp)
        .filter(it -> it.state().open())
        .isPresent();
  }

  private Outcome write(Message message, Contact contact, URI link) {
    var language = contact.language();
    return switch (contact.channel()) {
      case MAIL ->
          mail.map(
                  it ->
                      it.send(
                          new MailServer.Letter(
                              message.id(),
                              contact.address(),
                              new MailServer.Words(
                                  words.subject(language),
                                  new MailServer.Body(words.text(language, link))))))
              .orElseGet(PatientMessages::noWay);
      case SMS ->
          channels
              .sms()
              .map(
                  it ->
                      post.send(
                          message.id(),
                          it,
                          Build.object()
                              .add("id", message.id().toString())
                              .add("to", contact.address().value())
                              .add("text", words.text(language, link))
                              .build()
                              .toString()))
              .orElseGet(PatientMessages::noWay);
    };
  }

  private static Outcome noWay() {
    return new Outcome(Result.NEVER, "the clinic has no such way any more");
  }
}
