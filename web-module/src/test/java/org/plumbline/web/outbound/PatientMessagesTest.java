package org.plumbline.web.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Channels;
import org.plumbline.clinic.Channels.Smtp;
import org.plumbline.contact.Contact;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.contact.Contacts;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.wording.Language;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.web.Hand;
import org.plumbline.web.outbound.Deliveries.Outcome;
import org.plumbline.web.outbound.Deliveries.Result;

/** Messages to patients, to a mail server that is one. */
class PatientMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final Tenant CLINIC = new Tenant("clinic");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");
  private static final UUID LINK = new UUID(0, 1);
  private static final UUID LOOK = new UUID(0, 2);
  private static final UUID ID = new UUID(0, 3);
  private static final URI PAGE = URI.create("https://plumbline.example/intake/TOKEN");

  private final List<String> posted = new ArrayList<>();
  private Optional<GreenMail> server = Optional.empty();
  private Optional<Contact> contact = Optional.empty();
  private FollowUp.State state = FollowUp.State.DUE;

  @AfterEach
  void stop() {
    server.ifPresent(GreenMail::stop);
  }

  private int start(String host) {
    var started = new GreenMail(new ServerSetup(0, host, ServerSetup.PROTOCOL_SMTP));
    started.start();
    server = Optional.of(started);
    return started.getSmtp().getPort();
  }

  private void agreed(Channel channel, String typed) {
    contact =
        Optional.of(
            new Contact(
                LINK,
                CLINIC,
                PATIENT,
                channel,
                channel.address(typed).orElseThrow(),
                Language.ENGLISH));
  }

  private PatientMessages messages(Channels channels) {
    return new PatientMessages(
        channels,
        new Contacts() {
          @Override
          public Optional<Contact> of(UUID link) {
            return contact.filter(it -> it.link().equals(link));
          }
        },
        new FollowUps() {
          @Override
          public Optional<FollowUp.History> find(Tenant tenant, UUID id) {
            return Optional.of(new FollowUp.History(look(), List.of()));
          }
        },
        new PatientMessages.Links() {
          @Override
          Optional<URI> address(URI base, UUID link) {
            return Optional.of(PAGE);
          }
        },
        new ReminderWords() {
          @Override
          public String subject(Language language) {
            return "A message from your clinic";
          }

          @Override
          public String text(Language language, URI link) {
            return "Your clinic asks you to open your link: " + link;
          }
        },
        new PatientMessages.SignedPost() {
          @Override
          Outcome send(UUID id, URI target, String body) {
            posted.add(target + " " + body);
            return new Outcome(Result.SENT, "answered 200");
          }
        },
        new Hand(NOW));
  }

  private FollowUp look() {
    return new FollowUp(
        LOOK,
        CLINIC,
        PATIENT,
        Optional.empty(),
        Optional.empty(),
        "re-screen",
        NOW,
        NOW,
        state,
        Optional.empty());
  }

  private static Message message(Kind kind) {
    return new Message(
        ID,
        CLINIC,
        "patients/" + kind.name(),
        kind,
        "FollowUp/" + LOOK,
        URI.create("urn:uuid:" + LINK),
        "",
        NOW,
        1,
        Message.State.PENDING,
        Optional.empty());
  }

  private static Channels mail(String host, int port) {
    return new Channels(
        Optional.of(URI.create("https://plumbline.example")),
        Optional.of(new Smtp(host, port, "clinic@example.org", Optional.empty())),
        Optional.empty());
  }

  private GreenMail server() {
    return server.orElseThrow();
  }

  @Test
  void aReminderArrivesByMailOnceItIsTaken() throws Exception {
    agreed(Channel.MAIL, "dana@example.org");
    var port = start("127.0.0.1");
    var outcome = messages(mail("127.0.0.1", port)).send(message(Kind.MAIL));
    assertEquals(Result.SENT, outcome.result(), outcome.answer());
    assertFalse(outcome.answer().contains("dana"), outcome.answer());
    var arrived = server().getReceivedMessages();
    assertEquals(1, arrived.length);
    assertEquals("A message from your clinic", arrived[0].getSubject());
    assertEquals("<" + ID + "@example.org>", arrived[0].getMessageID());
    assertEquals("dana@example.org", arrived[0].getAllRecipients()[0].toString());
    assertTrue(GreenMailUtil.getBody(arrived[0]).contains(PAGE.toString()));
    assertEquals("auto-generated", arrived[0].getHeader("Auto-Submitted")[0]);
  }

  @Test
  void withoutTlsNothingLeavesThisMachine() {
    agreed(Channel.MAIL, "dana@example.org");
    // Not this machine by its name, so that TLS is asked for, which this server has not.
    var port = start("127.0.0.2");
    var outcome = messages(mail("127.0.0.2", port)).send(message(Kind.MAIL));
    assertEquals(Result.LATER, outcome.result(), outcome.answer());
    assertEquals(0, server().getReceivedMessages().length);
  }

  @Test
  void aServerThatIsAwayIsTriedLater() {
    agreed(Channel.MAIL, "dana@example.org");
    var outcome = messages(mail("127.0.0.1", 1)).send(message(Kind.MAIL));
    assertEquals(Result.LATER, outcome.result());
    assertFalse(outcome.answer().contains("dana"), outcome.answer());
  }

  @Test
  void aTextMessageIsPostedToTheClinicsWebhook() {
    agreed(Channel.SMS, "+34 600 000 000");
    var channels =
        new Channels(
            Optional.of(URI.create("https://plumbline.example")),
            Optional.empty(),
            Optional.of(URI.create("https://sms.example/send")));
    assertEquals(Result.SENT, messages(channels).send(message(Kind.SMS)).result());
    assertEquals(
        List.of(
            "https://sms.example/send {\"id\":\"%s\",\"to\":\"+34600000000\",\"text\":\"Your clinic asks you to open your link: %s\"}"
                .formatted(ID, PAGE)),
        posted);
  }

  @Test
  void whoHasAnsweredOrTakenTheAddressBackIsNotWrittenTo() {
    var port = start("127.0.0.1");
    assertEquals(
        "not needed any more", messages(mail("127.0.0.1", port)).send(message(Kind.MAIL)).answer());
    agreed(Channel.MAIL, "dana@example.org");
    state = FollowUp.State.DONE;
    assertEquals(Result.SENT, messages(mail("127.0.0.1", port)).send(message(Kind.MAIL)).result());
    assertEquals(0, server().getReceivedMessages().length);
  }
}
