package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.web.FakeRequest;
import org.plumbline.web.screen.page.Answer;

/** The questions as a patient meets them, without a server and with a store in memory. */
class IntakePagesTest {
  private static final String DEVICE = "KKKKKKKKKKKKKKKKKKKKKKKK";

  /** A list of which one sign interrupts an adult of 55 at once, and one that does not. */
  private static final String URGENT = "since-it-began-now:paralysis-sudden,chest-pain";

  private static final String LATER = "illness-this-week:fever,unwell,burning-urine";

  @TempDir Path folder;
  private Phone phone;

  @BeforeEach
  void open() {
    phone = new Phone(folder);
  }

  private static String to(Answer answer) {
    assertEquals(303, answer.status(), answer.text());
    return String.valueOf(answer.headers().get("Location")).replace(Phone.ADDRESS, "");
  }

  private String say(String linkId, String value) {
    return to(phone.send("asked", linkId, linkId, value));
  }

  private String tick(String list, String go, String... signs) {
    return to(phone.send(ticks(list, go, signs)));
  }

  private static String[] ticks(String list, String go, String... signs) {
    return Stream.concat(
            Stream.of("asked", list, "go", go),
            Stream.of(signs).flatMap(it -> Stream.of("tick", it)))
        .toArray(String[]::new);
  }

  private static boolean isTicked(Answer page, String sign) {
    return Pattern.compile("value=\"" + sign + "\"\\s+checked").matcher(page.text()).find();
  }

  private Answers answers() {
    return Answers.of(phone.link.answers());
  }

  @Test
  void eachAnswerIsKeptAndTheNextQuestionHasAnAddressOfItsOwn() {
    assertTrue(phone.get().text().contains("name=\"asked\" value=\"age\""));
    assertEquals("?at=1", say("age", "30"));
    assertEquals("?at=2", say("sex", "male"));
    assertTrue(phone.get().text().contains("name=\"asked\" value=\"since-it-began-now:"));
    assertTrue(phone.get("at", "0").text().contains("value=\"30\""), "back shows what was said");
    assertEquals("?at=2", say("age", "31"), "and goes on where the patient was");
    assertEquals("31", answers().number("age"));
  }

  @Test
  void whatDoesNotFitIsNamedAndNotKept() {
    for (var wrong : List.of("-1", "999", "<script>alert(1)</script>", "1e9", "")) {
      var answer = phone.send("asked", "age", "age", wrong);
      assertEquals(422, answer.status(), wrong);
      assertTrue(answer.text().contains("id=\"problem\""), wrong);
      assertFalse(answer.text().contains("<script>alert"), wrong);
    }
    assertTrue(answers().to("age").isEmpty());
    assertEquals("", to(phone.send("asked", "no-such-question", "age", "30")));
    assertEquals("", to(phone.send("asked", "fever:chest-pain", "go", "none")));
  }

  @Test
  void whoDoesNotKnowANumberIsNotAskedAgain() {
    to(phone.send("asked", "age", "go", "unknown"));
    assertTrue(phone.get().text().contains("name=\"asked\" value=\"sex\""));
  }

  @Test
  void noneOfAListIsOneTapAndSaysThatItWasAList() {
    say("age", "30");
    assertEquals("?at=2&none=3", tick(LATER, "none"));
    var read = intake();
    assertEquals(Presence.ABSENT, read.value(Fact.FEVER));
    assertTrue(read.statement(Fact.FEVER).orElseThrow().from().inAList());
    assertFalse(read.statement(Fact.AGE).orElseThrow().from().inAList());
  }

  private Intake intake() {
    return phone.submission().intake(phone.link, answers());
  }

  @Test
  void whatWasNotTickedIsReadOutBeforeItCounts() {
    say("age", "30");
    assertEquals("?at=1&then=1&today=1", tick(LATER, "next", "fever"));
    assertEquals(Presence.PRESENT, intake().value(Fact.FEVER), "a tick is kept at once");
    assertEquals(Presence.UNKNOWN, intake().value(Fact.UNWELL));
    var page = phone.get();
    assertTrue(page.text().contains("Is this right?"), "resumed on another device");
    assertTrue(isTicked(phone.get("at", "1"), "fever"), "ticks are kept");
    assertEquals("?at=2", to(phone.send(page, "go", "right")));
    assertEquals(Presence.ABSENT, intake().value(Fact.UNWELL));
    assertTrue(intake().statement(Fact.UNWELL).orElseThrow().from().inAList());
  }

  @Test
  void nothingTickedAndContinueIsNoAnswer() {
    assertEquals(422, phone.send("asked", LATER, "go", "next").status());
    assertTrue(answers().to("fever").isEmpty());
  }

  @Test
  void noneWhileSomethingIsTickedAsks() {
    var page = phone.send(ticks(LATER, "none", "fever", "unwell"));
    assertTrue(page.text().contains("You ticked 2. Clear them?"), page.text());
    assertTrue(answers().to("fever").isEmpty(), "nothing is answered yet");
    to(phone.send(page, "go", "keep", "tick", "fever", "tick", "unwell"));
    assertTrue(phone.get().text().contains("Is this right?"));
    assertTrue(isTicked(phone.get("at", "0"), "unwell"), "and can be changed");
  }

  @Test
  void whatIsClearedIsNotSo() {
    var page = phone.send(ticks(LATER, "none", "fever", "unwell"));
    to(phone.send(page, "go", "clear", "tick", "fever", "tick", "unwell"));
    assertEquals("N", answers().to("fever").orElseThrow());
  }

  @Test
  void whoIsNotSureIsAskedEachByItself() {
    say("age", "30");
    assertEquals("?at=1&then=1", tick(LATER, "unsure", "unwell"));
    var page = phone.get();
    assertTrue(page.text().contains("One at a time, then"));
    var part = phone.send(page, "go", "next", "unwell", "Y", "fever", "dont-know");
    assertEquals(422, part.status());
    assertEquals("dont-know", answers().to("fever").orElseThrow(), "what was said is kept");
    to(phone.send(part, "go", "next", "unwell", "Y", "fever", "dont-know", "burning-urine", "N"));
    assertFalse(intake().statement(Fact.BURNING_URINE).orElseThrow().from().inAList());
    assertFalse(phone.get().text().contains("One at a time, then"));
    tick(LATER, "none");
    assertEquals("dont-know", answers().to("fever").orElseThrow(), "stays as it was asked");
  }

  @Test
  void anEmergencyIsRecordedAtTheTickAndToldOnce() {
    say("age", "55");
    assertEquals("/emergency", tick(URGENT, "next", "chest-pain"));
    assertEquals(1, phone.recorded.size());
    assertEquals(Presence.UNKNOWN, phone.recorded.get(0).value(Fact.PARALYSIS_SUDDEN));
    var told = phone.follow(phone.send("asked", "age", "age", "55"));
    assertTrue(told.text().contains("id=\"sos\""), "the patient goes on, with the banner");
    assertEquals(1, phone.recorded.size(), "what was recorded is not recorded at every tap");
    say("chest-pain", "N");
    assertEquals("", to(phone.pages().emergency(phone.call(emergency()), Phone.TOKEN)));
    assertTrue(phone.get().text().contains("You changed an answer"));
  }

  private static FakeRequest emergency() {
    return FakeRequest.get(Phone.ADDRESS + "/emergency");
  }

  @Test
  void theQuestionThatDecidesIsTheNextPage() {
    say("age", "30");
    say("sex", "male");
    say("saddle-numbness", "Y");
    var page = phone.get().text();
    assertTrue(page.contains("name=\"asked\" value=\"pelvic-symptoms-new\""), page);
    assertTrue(page.contains("One more question, because you said yes"), page);
    assertEquals("/emergency", say("pelvic-symptoms-new", "Y"));
  }

  @Test
  void anOldPageNeverTakesAYesBackWithoutAsking() {
    say("age", "30");
    var old = phone.get("change", "saddle-numbness");
    say("saddle-numbness", "Y");
    var page = phone.follow(phone.send(old, "saddle-numbness", "N"));
    assertEquals("Y", answers().to("saddle-numbness").orElseThrow());
    assertTrue(page.text().contains("You answered this in another tab: yes"), page.text());
    phone.send(page, "saddle-numbness", "N");
    assertEquals("N", answers().to("saddle-numbness").orElseThrow());
  }

  @Test
  void anOldListNeverTakesAYesBackWithoutAsking() {
    say("age", "30");
    var hidden = new String[] {"asked", LATER, "go", "none", "turn", "1"};
    say("fever", "Y");
    var page = phone.follow(phone.send(hidden));
    assertEquals("Y", answers().to("fever").orElseThrow());
    assertEquals("N", answers().to("unwell").orElseThrow());
    assertTrue(page.text().contains("You answered this in another tab: yes"), page.text());
  }

  @Test
  void anotherAnswerOfAnotherTabIsReplacedAndSaid() {
    say("age", "30");
    assertEquals("?at=1&elsewhere=1", to(phone.send("asked", "age", "age", "31", "turn", "0")));
    assertTrue(
        phone.get("elsewhere", "1").text().contains("You gave another answer in another tab"));
  }

  @Test
  void clinicKnowsOnlyWhatTheServerHasRecorded() {
    phone.databaseAway = true;
    var alarm = phone.send("asked", "chest-pain", "go", "alarm", "chest-pain", "Y");
    assertEquals("{\"told\":false,\"turn\":1}", alarm.text());
    phone.databaseAway = false;
    alarm = phone.send(ticks(URGENT, "alarm", "chest-pain"));
    assertEquals("{\"told\":true,\"turn\":1}", alarm.text());
    assertEquals("Y", answers().to("chest-pain").orElseThrow());
  }

  @Test
  void aLinkThatWasHalfAnsweredOnTheOldPagesGoesOn() {
    phone.answered(
        "{\"said\":{\"age\":\"30\",\"sex\":\"male\",\"fever\":\"N\"},\"marks\":[],\"told\":[]}");
    assertTrue(phone.get().text().contains("name=\"asked\" value=\"since-it-began-now:"));
    assertFalse(intake().statement(Fact.FEVER).orElseThrow().from().inAList());
  }

  @Test
  void whatIsChangedOnTheReviewIsAskedAloneAndLeadsBack() {
    phone.walk(Patients.SORE);
    assertTrue(phone.follow(phone.get()).text().contains("Check your answers"));
    var page = phone.get("change", "fever");
    assertTrue(page.text().contains("?review=1"), page.text());
    assertTrue(phone.follow(phone.send(page, "fever", "N")).text().contains("Check your answers"));
    assertFalse(intake().statement(Fact.FEVER).orElseThrow().from().inAList());
  }

  @Test
  void resultIsShownAlsoWhenItCouldNotBeRecordedAndSaysSo() {
    phone.databaseAway = true;
    var result = phone.send("review", "1");
    assertEquals(200, result.status());
    assertTrue(phone.link.finishedAt().isEmpty());
    assertTrue(result.text().contains("The clinic"), result.text());
  }

  @Test
  void sharedDeviceShowsTheResultOnceAndNeverAgainByTheAddress() {
    var result = phone.send("review", "1", "kiosk", DEVICE);
    assertEquals(200, result.status());
    assertTrue(phone.link.finishedAt().isPresent());
    var again = phone.get().text();
    assertFalse(again.contains("id=\"result\""), again);
    assertTrue(phone.get("kiosk", DEVICE).text().contains("/kiosk/" + DEVICE));
    assertFalse(phone.get("plan", "1").text().contains("name=\"asked\""));
  }

  @Test
  void sentAnswersAreNotTakenTwice() {
    phone.send("review", "1", "kiosk", DEVICE);
    var before = phone.link.answers();
    assertEquals("", say("age", "30"));
    assertEquals(before, phone.link.answers());
  }

  @Test
  void languageIsThatOfTheAnswersThenOfTheBrowser() {
    var spanish =
        phone
            .pages()
            .show(
                phone.call(FakeRequest.get(Phone.ADDRESS).header("Accept-Language", "es")),
                Phone.TOKEN);
    assertTrue(spanish.text().contains("lang=\"es\""));
    assertTrue(phone.get("lang", "es").text().contains("lang=\"es\""));
    assertTrue(phone.get("lang", "xx").text().contains("lang=\"en\""));
    var ticked = phone.send("asked", LATER, "language", "es", "tick", "fever");
    assertTrue(isTicked(ticked, "fever"), "ticks outlive the language");
    assertTrue(ticked.text().contains("lang=\"es\""));
  }
}
