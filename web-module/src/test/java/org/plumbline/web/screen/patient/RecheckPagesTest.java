package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.plumbline.web.screen.patient.FinishedLink.TOKEN;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.page.Answer;

/** How it goes on is asked of a patient who has answered before. */
class RecheckPagesTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final String HOME = "/intake/" + TOKEN;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private FinishedLink patient;

  @BeforeEach
  void begin() {
    patient = new FinishedLink(folder);
  }

  private Answer show() {
    return patient.recheck().show(patient.sent(), TOKEN);
  }

  private Answer send(String... form) {
    return patient.recheck().take(patient.sent(form), TOKEN);
  }

  private Answer fares(String pain, String trend, String... more) {
    var all = new ArrayList<>(List.of("pain-now", pain, "trend", trend));
    all.addAll(List.of(more));
    return send(all.toArray(String[]::new));
  }

  private Answer fares(String pain, String trend) {
    return fares(
        pain, trend, "rest.ambulance", "none", "rest.emergency", "none", "rest.same-day", "none");
  }

  private static String to(Answer answer) {
    assertEquals(303, answer.status(), answer.text());
    return String.valueOf(answer.headers().get("Location"));
  }

  private Urgency told() {
    return KNOWLEDGE.verdict(patient.recorded.get(0)).urgency();
  }

  @Test
  void fiveQuestionsAreAskedAndNothingIsChosen() {
    var page = show();
    assertEquals(200, page.status());
    assertEquals(5, page.text().split("<fieldset", -1).length - 1, page.text());
    assertFalse(page.text().contains(" checked"), page.text());
    assertFalse(page.text().contains("role=\"alert\""), page.text());
  }

  @Test
  void whatIsLeftOpenIsMarkedWhatWasSaidIsKeptOnThePageAndNothingIsRecorded() {
    var page = send("pain-now", "7", "rest.emergency", "none");
    assertEquals(422, page.status());
    assertTrue(page.text().contains("class=\"q wrong\" id=\"trend\""), page.text());
    assertFalse(page.text().contains("class=\"q wrong\" id=\"pain-now\""), page.text());
    assertTrue(
        page.text().replaceAll("\\s+", " ").contains("name=\"pain-now\" value=\"7\" checked"),
        page.text());
    assertEquals(List.of(), patient.recorded);
  }

  @Test
  void whoIsWorseIsRecordedAsARecheckAndIsToldTheNewResult() {
    assertEquals(HOME, to(fares("7", "worsening")));
    assertEquals(List.of(Route.RECHECK), patient.routes);
    assertEquals(Urgency.ROUTINE, told());
    assertEquals("7", Answers.of(patient.link.answers()).to("pain-now").orElseThrow());
  }

  @Test
  void aSignIsAnsweredWhateverIsLeftOpen() {
    assertEquals(HOME, to(send("sign", "saddle-numbness")));
    assertEquals(Urgency.EMERGENCY, told());
  }

  @Test
  void whatCouldNotBeRecordedIsToldAndIsNoPartOfTheAnswers() {
    patient.databaseAway = true;
    var before = patient.link.answers();
    var page = send("sign", "saddle-numbness");
    assertEquals(200, page.status());
    assertTrue(page.text().contains("We could not send your answers"), page.text());
    assertFalse(page.text().contains("id=\"after\""), page.text());
    assertEquals(before, patient.link.answers());
  }

  @Test
  void whoHasNotFinishedIsLedToTheQuestions() {
    patient.link = FinishedLink.link(new UUID(0, 1), RecheckTest.sore(), Optional.empty());
    assertNothingIsAsked();
  }

  @Test
  void afterTwoWeeksTheAnswersBeforeDoNotCountAndNothingIsPutOnTop() {
    patient.clock.passes(Duration.ofDays(11));
    assertNothingIsAsked();
  }

  @Test
  void onASharedDeviceNothingIsAsked() {
    var shared = RecheckTest.sore();
    shared.onSharedDevice();
    patient.link = FinishedLink.link(new UUID(0, 1), shared, Optional.of(patient.clock.instant()));
    assertNothingIsAsked();
  }

  /** The answers of an old link would be put in the place of newer ones. */
  @Test
  void aLinkThatWasAnsweredAnewPutsNothingOnTopOfItsOldAnswers() {
    patient.newest =
        Optional.of(
            FinishedLink.link(
                new UUID(0, 2), RecheckTest.sore(), Optional.of(patient.clock.instant())));
    assertNothingIsAsked();
  }

  private void assertNothingIsAsked() {
    assertEquals(HOME, to(show()));
    assertEquals(HOME, to(fares("9", "worsening")));
    assertEquals(List.of(), patient.recorded);
  }
}
