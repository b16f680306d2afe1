package org.plumbline.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.plumbline.clinic.Channels;
import org.plumbline.clinic.Clinics;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUpCalled;
import org.plumbline.followup.Schedule;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Outbox;
import org.plumbline.outbox.Outbox.Reminder;
import org.plumbline.outbox.SendingHours;

/**
 * Reminds a patient, in the transaction that calls the look again: of what the patient alone
 * answers, by the way of the patient's choice.
 */
@ApplicationScoped
public class Reminders {
  private Contacts contacts;
  private Channels channels;
  private Clinics clinics;
  private Outbox outbox;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Reminders() {} // required by the container

  @Inject
  public Reminders(
      Contacts contacts, Channels channels, Clinics clinics, Outbox outbox, Clock clock) {
    this.contacts = contacts;
    this.channels = channels;
    this.clinics = clinics;
    this.outbox = outbox;
    this.clock = clock;
  }

  void remind(@Observes FollowUpCalled called) {
    var due = called.followUp();
    if (due.code().equals(Schedule.RE_SCREEN)) {
      contacts
          .of(due.tenant(), due.patient())
          .filter(it -> isSet(it.channel()))
          .ifPresent(it -> remind(due, it));
    }
  }

  /** Whether the clinic has such a way. */
  public boolean isSet(Channel channel) {
    return switch (channel) {
      case MAIL -> channels.mail().isPresent();
      case SMS -> channels.sms().isPresent();
    };
  }

  /** The address is not in it: it is looked up when it is sent, and is not there once erased. */
  private void remind(FollowUp due, Contact contact) {
    outbox.add(
        new Reminder(
            UUID.nameUUIDFromBytes(("reminder|" + due.id()).getBytes(UTF_8)),
            due.tenant(),
            contact.channel().lane(),
            contact.channel() == Channel.MAIL ? Kind.MAIL : Kind.SMS,
            due.id(),
            contact.link(),
            clock.instant()),
        new SendingHours(clinics.of(due.tenant()).zone()));
  }
}
