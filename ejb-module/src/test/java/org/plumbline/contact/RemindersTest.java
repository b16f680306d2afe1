package org.plumbline.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.Erasure;
import org.plumbline.clinic.Channels;
import org.plumbline.clinic.ClinicRows;
import org.plumbline.clinic.Clinics;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUpCalled;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.wording.Language;
import org.plumbline.key.Envelope;
import org.plumbline.key.KeyFile;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.outbox.Outbox;

class RemindersTest {
  /** Three in the morning by the clinic's clock, which is UTC. */
  private static final Instant NIGHT = Instant.parse("2026-11-29T03:00:00Z");

  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  @TempDir Path folder;

  private final Hand clock = new Hand(NIGHT);
  private final Kept kept = Kept.whole();
  private final Clinics clinics = new Clinics(kept.give(new ClinicRows() {}), clock);
  private final Outbox outbox = kept.give(new Outbox(clock));
  private final IntakeLinks links =
      kept.give(new IntakeLinks(clock, clinics, kept.give(new FollowUps(clock))));

  @SuppressWarnings("NullAway.Init")
  private Contacts contacts;

  @SuppressWarnings("NullAway.Init")
  private Reminders reminders;

  @SuppressWarnings("NullAway.Init")
  private IntakeLink link;

  @BeforeEach
  void begin() {
    contacts = kept.give(new Contacts(clock, new Envelope(KeyFile.in(folder))));
    var sms = Optional.of(URI.create("https://sms.example/send"));
    reminders =
        new Reminders(
            contacts,
            new Channels(Optional.of(URI.create("https://p.example")), Optional.empty(), sms),
            clinics,
            outbox,
            clock);
    link = links.add(Kept.TENANT, PATIENT, Duration.ofHours(72), "Dr A");
  }

  @AfterEach
  void close() {
    kept.close();
  }

  private void agree(Channel channel, String typed) {
    contacts.agree(
        link, channel, channel.address(typed).orElseThrow(), Language.of("es").orElseThrow());
    kept.written();
  }

  private static FollowUp due(String code) {
    return new FollowUp(
        new UUID(0, code.length()),
        Kept.TENANT,
        PATIENT,
        Optional.empty(),
        Optional.empty(),
        code,
        NIGHT,
        NIGHT,
        State.DUE,
        Optional.empty());
  }

  private void call(String code) {
    reminders.remind(new FollowUpCalled(due(code)));
    kept.written();
  }

  @Test
  void whoAgreedIsRemindedOnceAndNotBeforeTheMorning() {
    agree(Channel.SMS, "+34 600 000 000");
    call("re-screen");
    call("re-screen");
    assertEquals(1, outbox.unsent(Kept.TENANT, 10).size());
    assertEquals(List.of(), outbox.backlogs());
    assertEquals(Optional.empty(), outbox.take(Channel.SMS.lane(), true));
    clock.move(Duration.ofHours(5));
    var sent = outbox.take(Channel.SMS.lane(), false).orElseThrow();
    assertEquals("urn:uuid:" + link.id(), sent.target().toString());
    assertEquals("", sent.payload());
  }

  @Test
  void whatIsTriedInTheEveningAndFailsWaitsForTheMorning() {
    agree(Channel.SMS, "+34600000000");
    clock.move(Duration.ofHours(16).plusMinutes(59).plusSeconds(58));
    call("re-screen");
    var message = outbox.take(Channel.SMS.lane(), false).orElseThrow();
    outbox.notSent(message.id(), "answered 503", false);
    kept.written();
    clock.move(Duration.ofMinutes(10));
    assertEquals(Optional.empty(), outbox.take(Channel.SMS.lane(), true));
    clock.move(Duration.ofHours(11).plusMinutes(51));
    assertTrue(outbox.take(Channel.SMS.lane(), false).isPresent());
  }

  @Test
  void nobodyElseIsReminded() {
    call("re-screen");
    agree(Channel.MAIL, "a@example.org");
    call("re-screen");
    agree(Channel.SMS, "+34600000000");
    call("contact");
    assertEquals(List.of(), outbox.unsent(Kept.TENANT, 10));
  }

  @Test
  void theAddressIsSealedAndGoesWithTheConsentTheLinkAndThePatient() {
    agree(Channel.SMS, "+34 600 000 000");
    assertEquals(0, kept.number("select count(*) from patient_contact where address like '%600%'"));
    var contact = contacts.of(Kept.TENANT, PATIENT).orElseThrow();
    assertEquals("+34600000000", contact.address().value());
    assertFalse(contact.toString().contains("600"));
    assertFalse(contact.address().toString().contains("600"));
    contacts.withdraw(link);
    assertEquals(Optional.empty(), contacts.of(Kept.TENANT, PATIENT));
    agree(Channel.SMS, "+34600000000");
    kept.with(it -> new Erasure(it).erase(Kept.TENANT, PATIENT, "operator", clock.instant()));
    assertEquals(0, kept.number("select count(*) from patient_contact"));
    link = links.add(Kept.TENANT, PATIENT, Duration.ofHours(72), "Dr A");
    agree(Channel.SMS, "+34600000000");
    clock.move(Duration.ofDays(4));
    links.add(Kept.TENANT, PATIENT, Duration.ofHours(72), "Dr A");
    assertEquals(0, kept.number("select count(*) from patient_contact"));
  }

  @Test
  void whatIsNoAddressIsNone() {
    for (var wrong : List.of("a", "a@b", "a@b.c\r\nBcc: x@y.z", "a b@example.org", "<a@b.cd>")) {
      assertEquals(Optional.empty(), Channel.MAIL.address(wrong), wrong);
    }
    for (var wrong : List.of("600000000", "+0600", "+34 6x0", "")) {
      assertEquals(Optional.empty(), Channel.SMS.address(wrong), wrong);
    }
  }
}
