package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plumbline.web.screen.patient.FinishedLink.TOKEN;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.contact.Contact;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.diary.DiaryEntry.Trained;
import org.plumbline.web.screen.page.Answer;

/** What a patient does under the link after the result. */
class AfterPagesTest {
  private static final String HOME = "/intake/" + TOKEN;
  private static final String WRONG = HOME + "?reminders=wrong#reminders";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private FinishedLink patient;

  @BeforeEach
  void begin() {
    patient = new FinishedLink(folder);
  }

  private static String to(Answer answer) {
    assertEquals(303, answer.status(), answer.text());
    return String.valueOf(answer.headers().get("Location"));
  }

  private String note(String... form) {
    return to(patient.after().note(patient.sent(form), TOKEN));
  }

  private String remind(String... form) {
    return to(patient.after().contact(patient.sent(form), TOKEN));
  }

  @Test
  void aDayIsNotedByTheClinicsCalendarAndShown() {
    // In California it is still the day before.
    patient.clock.passes(
        Duration.between(patient.clock.instant(), instant("2026-11-24T05:00:00Z")));
    assertEquals(HOME + "#diary", note("pain", "4", "trained", "light"));
    assertEquals(
        List.of(new DiaryEntry(LocalDate.of(2026, 11, 23), 4, Trained.LIGHT)), patient.days);
    var page = patient.result();
    assertTrue(page.contains("<td>Mon 23 Nov</td><td>4</td><td>Light</td>"), page);
    assertTrue(page.contains("Nobody is told at once"), page);
  }

  @Test
  void whatIsNoDayIsNotNoted() {
    for (var wrong : List.of("11", "-1", "", "4.5", "<b>")) {
      assertEquals(HOME + "#diary", note("pain", wrong, "trained", "light"), wrong);
    }
    note("pain", "4");
    note("pain", "4", "trained", "a lot");
    assertEquals(List.of(), patient.days);
  }

  @Test
  void noPagePromisesAMessageWhereTheClinicHasNoWay() {
    assertFalse(patient.result().contains("id=\"reminders\""));
    assertEquals(WRONG, remind("channel", "mail", "address", "dana@example.org", "agree", "1"));
    assertEquals(Optional.empty(), patient.contact);
  }

  @Test
  void whoAgreesIsRemindedThereUntilTheyTakeItBack() {
    patient.ways.add(Channel.MAIL);
    assertEquals(
        HOME + "#reminders",
        remind("channel", "mail", "address", " dana@example.org ", "agree", "1", "language", "es"));
    assertEquals(
        "dana@example.org es",
        patient.contact.map(it -> it.address().value() + " " + it.language().code()).orElse(""));
    var page = patient.result();
    assertTrue(page.contains("We will send you an e-mail"), page);
    assertFalse(page.contains("dana"), page);
    assertEquals(HOME + "#reminders", remind("stop", "1"));
    assertEquals(Optional.empty(), patient.contact);
  }

  @Test
  void withoutTheTickOrAnAddressNothingIsKeptAndThePageSaysSo() {
    patient.ways.addAll(List.of(Channel.MAIL, Channel.SMS));
    assertEquals(WRONG, remind("channel", "mail", "address", "dana@example.org"));
    assertEquals(WRONG, remind("channel", "mail", "address", "+34600000000", "agree", "1"));
    assertEquals(WRONG, remind("channel", "sms", "address", "600 000 000", "agree", "1"));
    assertEquals(WRONG, remind("channel", "post", "address", "dana@example.org", "agree", "1"));
    assertEquals(Optional.<Contact>empty(), patient.contact);
    assertTrue(patient.result("reminders", "wrong").contains("That did not work"));
    assertFalse(patient.result().contains("That did not work"));
  }

  @Test
  void theDayGoesIntoACalendarWithoutAClinicalWordOrTheLink() {
    patient.isDue(instant("2026-11-25T11:00:00Z"));
    var file = patient.after().next(patient.sent(), TOKEN);
    assertEquals("text/calendar;charset=UTF-8", file.headers().get("Content-Type"));
    // Three in the morning at the clinic; nobody is woken.
    assertTrue(file.text().contains("DTSTART:20261125T160000Z\r\n"), file.text());
    assertTrue(file.text().contains("SUMMARY:The clinic: open your link\r\n"), file.text());
    for (var word : List.of("back", "pain", TOKEN, "http", "Patient/1")) {
      assertFalse(file.text().contains(word), word);
    }
    patient.look = Optional.empty();
    assertEquals(404, patient.after().next(patient.sent(), TOKEN).status());
  }

  @Test
  void theRecheckIsOfferedAsLongAsTheAnswersCount() {
    assertTrue(patient.result().contains(HOME + "/recheck"));
    patient.clock.passes(Duration.ofDays(11));
    assertFalse(patient.result().contains(HOME + "/recheck"));
  }

  @Test
  void whoAnswersAnewGoesOnByAFurtherLinkInTheirLanguage() {
    assertEquals(
        FinishedLink.NEWEST + "?lang=es",
        to(patient.after().anew(patient.sent("language", "es"), TOKEN)));
  }

  @Test
  void onASharedDeviceAndBeforeTheEndThereIsNoneOfIt() {
    patient.ways.add(Channel.MAIL);
    patient.isDue(patient.clock.instant());
    var shared = RecheckTest.sore();
    shared.onSharedDevice();
    for (var link :
        List.of(
            FinishedLink.link(new UUID(0, 1), shared, Optional.of(patient.clock.instant())),
            FinishedLink.link(new UUID(0, 1), RecheckTest.sore(), Optional.empty()))) {
      patient.link = link;
      note("pain", "4", "trained", "light");
      remind("channel", "mail", "address", "dana@example.org", "agree", "1");
      assertEquals(HOME, to(patient.after().anew(patient.sent(), TOKEN)));
      assertEquals(404, patient.after().next(patient.sent(), TOKEN).status());
    }
    assertEquals(List.of(), patient.days);
    assertEquals(Optional.empty(), patient.contact);
  }

  private static Instant instant(String text) {
    return Instant.parse(text);
  }
}
