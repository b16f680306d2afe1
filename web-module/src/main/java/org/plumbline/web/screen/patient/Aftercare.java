package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.contact.Contacts;
import org.plumbline.contact.Reminders;
import org.plumbline.diary.Diary;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.followup.Schedule;
import org.plumbline.kb.wording.Language;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.LinkTokens;
import org.plumbline.link.Renewals;
import org.plumbline.outbox.SendingHours;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** What a patient finds under the link after the result, until the looks again are over. */
@ApplicationScoped
class Aftercare {
  private static final int MOST = 50;

  private Submission submission;
  private Links links;
  private FollowUps followUps;
  private Diary diary;
  private Contacts contacts;
  private Reminders reminders;

  @SuppressWarnings("NullAway.Init")
  protected Aftercare() {} // required by the container

  @Inject
  Aftercare(
      Submission submission,
      Links links,
      FollowUps followUps,
      Diary diary,
      Contacts contacts,
      Reminders reminders) {
    this.submission = submission;
    this.links = links;
    this.followUps = followUps;
    this.diary = diary;
    this.contacts = contacts;
    this.reminders = reminders;
  }

  /** The links and their addresses. */
  @ApplicationScoped
  static class Links {
    private Renewals rows;
    private LinkTokens tokens;

    @SuppressWarnings("NullAway.Init")
    protected Links() {} // required by the container

    @Inject
    Links(Renewals rows, LinkTokens tokens) {
      this.rows = rows;
      this.tokens = tokens;
    }

    String address(IntakeLink link) {
      return "/intake/" + tokens.of(link);
    }

    IntakeLink newest(IntakeLink link) {
      return rows.newest(link);
    }

    IntakeLink renew(IntakeLink link) {
      return rows.renew(link, "patient link " + link.id());
    }
  }

  /** Where the newest result is, when this link is not the newest that was finished. */
  Optional<Answer> elsewhere(IntakeLink link) {
    return Optional.of(links.newest(link))
        .filter(it -> !it.id().equals(link.id()) && it.finishedAt().isPresent())
        .map(it -> Answer.to(links.address(it)));
  }

  /** The questions without an answer; those of before stay in force. */
  Answer anew(Place place) {
    var next = links.renew(place.link());
    return Answer.to(links.address(next) + "?lang=" + place.language().code());
  }

  /** What stands below the result. */
  AfterPage page(Place place, boolean wrong) {
    var link = place.link();
    var look = look(link);
    var now = submission.now();
    return new AfterPage(
        place.address(),
        new AfterPage.Look(
            link.finishedAt().filter(it -> RecheckPages.isCounted(it, now)).isPresent(),
            look.isPresent(),
            look.filter(it -> !it.dueAt().isAfter(now)).isPresent()),
        diary.of(link.tenant(), link.patient()).stream()
            .map(it -> day(it, place.language()))
            .toList(),
        new AfterPage.Reminding(
            Stream.of(Channel.values()).filter(reminders::isSet).map(Channel::code).toList(),
            contacts.of(link.tenant(), link.patient()).map(it -> it.channel().code()),
            wrong));
  }

  private static AfterPage.Day day(DiaryEntry entry, Language language) {
    return new AfterPage.Day(
        form("EEE d MMM", language).format(entry.day()),
        entry.pain(),
        new AfterPage.Trained(entry.trained().code()));
  }

  private static DateTimeFormatter form(String pattern, Language language) {
    return DateTimeFormatter.ofPattern(pattern, language.dates());
  }

  /** The next look again that the patient alone answers. */
  Optional<FollowUp> look(IntakeLink link) {
    return followUps
        .find(
            FollowUps.Query.first(link.tenant(), MOST)
                .about(link.patient())
                .in(State.SCHEDULED, State.DUE, State.ESCALATED))
        .stream()
        .filter(it -> it.code().equals(Schedule.RE_SCREEN))
        .min(Comparator.comparing(FollowUp::dueAt));
  }

  /** When a person is asked to look: by day. */
  Instant byDay(FollowUp look, IntakeLink link) {
    return new SendingHours(submission.zone(link)).next(look.dueAt());
  }

  /** Notes today. */
  void note(IntakeLink link, int pain, DiaryEntry.Trained trained) {
    var today = LocalDate.ofInstant(submission.now(), submission.zone(link));
    diary.note(link.tenant(), link.patient(), new DiaryEntry(today, pain, trained));
  }

  /** Whether the patient is reminded there from now on. */
  boolean remind(Place place, Channel channel, String typed) {
    var address = channel.address(typed).filter(it -> reminders.isSet(channel));
    address.ifPresent(it -> contacts.agree(place.link(), channel, it, place.language()));
    return address.isPresent();
  }

  /** The patient is reminded no more. */
  void remindNoMore(IntakeLink link) {
    contacts.withdraw(link);
  }
}
