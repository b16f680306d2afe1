package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.VisitBefore;
import org.plumbline.history.VisitBefore.Flag;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Onset;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Language;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.OneVoice;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Beside;
import org.plumbline.web.document.Outcome.Gap;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Missed;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OrderCodes;
import org.plumbline.web.intake.ReadIntake;

class CardWriterTest {
  private Optional<VisitBefore> before = Optional.empty();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Place PLACE = place(Hook.PATIENT_VIEW, false);

  private final CardWriter writer =
      new CardWriter(CLOCK, ClinicSettings.DEFAULT, Drafts.of(ClinicSettings.DEFAULT, CLOCK));
  private final List<Statement> statements = new ArrayList<>();

  private void say(Fact fact, Value value) {
    statements.add(
        new Statement(
            fact, value, Provenance.of("QuestionnaireResponse/1", NOW).answering(fact.code())));
  }

  private void completeScreen() {
    for (var fact : Fact.GROUPS.get("core")) {
      say(fact, Presence.ABSENT);
    }
    say(Fact.AGE, new Reading(30));
  }

  private Optional<Answered> answered(Duration age) {
    var intake = Intake.of(statements);
    var read =
        new ReadIntake(
            new PatientReference("Patient/1"),
            new ResponseReference("QuestionnaireResponse/1"),
            NOW.minus(age),
            intake,
            0);
    return Optional.of(
        new Answered(
            read,
            new RecordedAssessment(Optional.empty(), intake, KNOWLEDGE.assess(intake)),
            before));
  }

  private static Place place(Hook hook, boolean forPatient) {
    return new Place(
        hook, new PatientReference("Patient/1"), forPatient, "http://127.0.0.1:8080", true);
  }

  private List<JsonObject> cards(Outcome outcome, Place place) {
    return writer.write(outcome, place).stream().map(Card::json).toList();
  }

  private List<JsonObject> cards(Outcome outcome) {
    return cards(outcome, PLACE);
  }

  /** Feedback names a card by its id, also after an upgrade and on another JDK. */
  @Test
  void idOfACardStaysWhatItWas() {
    completeScreen();
    statements.removeIf(it -> it.fact() == Fact.SADDLE_NUMBNESS);
    say(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    var order =
        new Order(
            EnumSet.allOf(OrderCodes.Kind.class),
            new Node(
                "order", JsonBody.parse("{\"priority\":\"stat\"}".getBytes(UTF_8)), new Faults()));
    var card = cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of(order))).get(0);
    assertEquals("da1d9257-e43d-357b-9d08-26cb4b002472", card.getString("uuid"));
  }

  @Test
  void noRedFlagAndNothingMissingGivesNoCard() {
    completeScreen();
    assertEquals(
        List.of(), cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of())));
  }

  @Test
  void partOfTheRecordThatIsMissingGivesACardThatSaysSo() {
    completeScreen();
    var cards =
        cards(
            new Outcome(
                answered(Duration.ZERO),
                List.of(new Gap(Hook.CONDITIONS, State.NOT_SENT)),
                false,
                List.of()));
    assertTrue(cards.get(0).getString("detail").contains("the problem list: not sent by the EHR"));
  }

  @Test
  void emergencyIsCriticalAndSaysRuleClaimSourceAndAnswer() {
    completeScreen();
    statements.removeIf(it -> it.fact() == Fact.SADDLE_NUMBNESS);
    say(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    var card = cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of())).get(0);
    assertEquals("critical", card.getString("indicator"));
    assertEquals("Emergency now: New or worse saddle numbness", card.getString("summary"));
    for (var part :
        List.of(
            "`saddle-sensory-change`",
            "GIRFT23",
            "saddle numbness: yes",
            "**Suspected cauda equina syndrome**. See: emergency department with MRI at any hour",
            "**Examine next**: reduced perianal sensation",
            "**Patient says**: I am numb or tingle where I sit. Please rule out cauda equina"
                + " syndrome.",
            "**Muscle or structure**: Cause not judged while a warning sign is open.",
            "compression of the cauda equina.",
            "not answered: pelvic symptom new or worse",
            "Not recorded")) {
      assertTrue(card.getString("detail").contains(part), part);
    }
  }

  @Test
  void sameFindingHasTheSameId() {
    var first = cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of())).get(0);
    assertEquals(
        first.getString("uuid"),
        cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of()))
            .get(0)
            .getString("uuid"));
  }

  @Test
  void sameAnswersOnALaterDayAreNews() {
    var today = cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of())).get(0);
    var hourBefore =
        cards(new Outcome(answered(Duration.ofHours(1)), List.of(), true, List.of())).get(0);
    var dayBefore =
        cards(new Outcome(answered(Duration.ofHours(24)), List.of(), true, List.of())).get(0);
    assertEquals(today.getString("uuid"), hourBefore.getString("uuid"));
    assertNotEquals(today.getString("uuid"), dayBefore.getString("uuid"));
  }

  private static Reason then(String rule, String title) {
    return new Reason(rule, "RF01", title, "", "", List.of(), List.of());
  }

  @Test
  void whatIsNewSinceTheVisitBeforeStandsBeforeTheRedFlags() {
    before =
        Optional.of(
            new VisitBefore(
                Instant.parse("2026-11-01T08:00:00Z"),
                List.of(
                    new Flag(then("red-flag-of-then", "Old enough then"), List.of("age")),
                    new Flag(
                        then("saddle-sensory-change", "Numb then"), List.of("saddle-numbness")))));
    say(Fact.AGE, new Reading(30));
    var detail =
        cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of()))
            .get(0)
            .getString("detail");
    var added = detail.indexOf("**New since 2026-11-01**: ");
    assertTrue(added > 0 && added < detail.indexOf("- Rule: "), detail);
    assertTrue(detail.contains("Not found any more since 2026-11-01: Old enough then."), detail);
    assertTrue(
        detail.contains(
            "**Reported on 2026-11-01 and not answered again**, so not excluded: Numb then."),
        detail);
  }

  /** Whatever was reported and is not known now is never told to be gone. */
  @Test
  void notAnsweredIsNeverNotFoundAnyMore() {
    var random = new Random(3);
    var open = 0;
    var gone = 0;
    for (var i = 0; i < 2000; i++) {
      var known =
          Stream.of(Fact.values()).filter(it -> random.nextInt(60) == 0).map(Fact::code).toList();
      statements.clear();
      for (var code : known) {
        if (random.nextInt(5) > 0 && Fact.of(code).orElseThrow().kind() == Fact.Kind.FINDING) {
          say(Fact.of(code).orElseThrow(), Presence.ABSENT);
        }
      }
      before =
          Optional.of(
              new VisitBefore(
                  NOW.minusSeconds(60), List.of(new Flag(then("rule-of-then", "Then"), known))));
      var intake = Intake.of(statements);
      var detail = since(intake, true);
      var isKnown =
          known.stream().allMatch(it -> !intake.value(Fact.of(it).orElseThrow()).isUnknown());
      assertEquals(isKnown, detail.contains("Not found any more"), detail);
      assertEquals(!isKnown, detail.contains("not answered again"), detail);
      assertFalse(
          since(intake, false).contains("Not found any more"), "a draft takes nothing away");
      open += isKnown ? 0 : 1;
      gone += isKnown ? 1 : 0;
    }
    assertTrue(open > 300 && gone > 300, open + " " + gone);
  }

  private String since(Intake intake, boolean finished) {
    var read =
        new ReadIntake(
            new PatientReference("Patient/1"),
            new ResponseReference("QuestionnaireResponse/1"),
            NOW,
            intake,
            finished,
            0);
    return new Detail().since(before.orElseThrow(), KNOWLEDGE.assess(intake), read).markdown();
  }

  @Test
  void anEarlierEmergencyIsTheCardAndTheMilderAnswersStandBesideIt() {
    completeScreen();
    statements.removeIf(it -> it.fact() == Fact.SADDLE_NUMBNESS);
    say(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    var draft =
        new Beside(
            new Standing.Line(
                Optional.empty(),
                new ResponseReference("QuestionnaireResponse/new"),
                NOW.minusSeconds(60),
                Urgency.URGENT,
                false,
                List.of(then("red-flag-screen-incomplete", "Red-flag screen incomplete"))),
            false);
    var card =
        cards(
                new Outcome(
                    answered(Duration.ofHours(3)), List.of(), true, List.of(), List.of(draft)))
            .get(0);
    assertEquals("critical", card.getString("indicator"));
    assertEquals(
        "Emergency now: New or worse saddle numbness (earlier answers, not decided)",
        card.getString("summary"));
    for (var part :
        List.of(
            "**Answered 3 hours ago. Later answers do not take this away",
            "2026-11-20T11:59:00Z, 1 minute ago, not finished: **Within 72 h**, Red-flag screen"
                + " incomplete. The newest answers")) {
      assertTrue(card.getString("detail").contains(part), card.getString("detail"));
    }
  }

  @Test
  void mildAnswersThatAreNotOfTodayAreShownWithTheirAge() {
    completeScreen();
    assertEquals(
        List.of(), cards(new Outcome(answered(Duration.ofHours(24)), List.of(), true, List.of())));
    var card =
        cards(new Outcome(answered(Duration.ofHours(30)), List.of(), true, List.of())).get(0);
    assertEquals("info", card.getString("indicator"));
    assertEquals(
        "Low-back intake is 30 hours old, no red flag reported then: repeat the questions",
        card.getString("summary"));
    assertTrue(invites(card));
    assertTrue(card.getString("detail").contains("What is not reported is not excluded."));
    var discharge =
        cards(
                new Outcome(answered(Duration.ofHours(30)), List.of(), true, List.of()),
                place(Hook.ENCOUNTER_DISCHARGE, false))
            .get(0);
    assertTrue(discharge.getString("detail").contains("The answers are 30 hours old"));
  }

  @Test
  void provisionalCardListsWhatNobodyAnswered() {
    var detail =
        cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of()))
            .get(0)
            .getString("detail");
    assertTrue(detail.contains("Provisional"));
    assertTrue(detail.contains("- Saddle numbness"));
  }

  @Test
  void withoutAnIntakeABackProblemGivesAnInvitationAndNothingElseGivesNone() {
    assertEquals(
        "info",
        cards(new Outcome(Optional.empty(), List.of(), true, List.of()))
            .get(0)
            .getString("indicator"));
    assertEquals(List.of(), cards(new Outcome(Optional.empty(), List.of(), false, List.of())));
  }

  @Test
  void cardHoldsMuscleAndStructureTogetherWithoutAPercentage() {
    completeScreen();
    say(Fact.BURNING_URINE, Presence.PRESENT);
    say(Fact.ONSET, Onset.DELAYED_12_72H);
    for (var fact :
        List.of(Fact.SORE_BOTH_SIDES_OF_SPINE, Fact.DEEP_HEAVY_ACHE, Fact.EASES_WITH_WALKING)) {
      say(fact, Presence.PRESENT);
    }
    for (var fact : List.of(Fact.COUGH_SNEEZE_WORSE, Fact.LEG_PAIN_BELOW_KNEE, Fact.LEG_TINGLING)) {
      say(fact, Presence.ABSENT);
    }
    var detail =
        cards(new Outcome(answered(Duration.ZERO), List.of(), true, List.of()))
            .get(0)
            .getString("detail");
    assertTrue(
        detail.contains(
            "**Muscle or structure**: delayed-onset muscle soreness (muscular), likely."),
        detail);
    assertTrue(detail.contains("- On the other side, "), detail);
    assertTrue(detail.contains("(structural). For: "), detail);
    assertTrue(
        detail.contains(
            "pain began: 12 to 72 h after the session (clinical consensus, not verified)"),
        detail);
  }

  @Test
  void noCardEverSaysThatAllIsClear() {
    completeScreen();
    for (var gaps : List.of(List.<Gap>of(), List.of(new Gap(Hook.PATIENT, State.FAILED)))) {
      for (var card : cards(new Outcome(answered(Duration.ZERO), gaps, true, List.of()))) {
        assertFalse(
            card.toString().contains("excluded.") && !card.toString().contains("not excluded."));
        assertFalse(card.toString().toLowerCase(Locale.ROOT).contains("all clear"));
      }
    }
  }

  @Test
  void noCardShowsTheCodeOfAFactOrOfAUnit() {
    for (var sign : Fact.values()) {
      if (sign.kind() == Fact.Kind.FINDING) {
        statements.clear();
        say(sign, Presence.PRESENT);
        say(Fact.AGE, new Reading(24));
        say(Fact.PAIN_NOW, new Reading(9));
        var gaps = List.of(new Gap(Hook.PATIENT, State.FAILED));
        for (var card : cards(new Outcome(answered(Duration.ZERO), gaps, true, List.of()))) {
          var detail = card.getString("detail").replaceAll("`[^`]*`", "");
          for (var fact : Fact.values()) {
            if (fact.code().contains("-")) {
              assertFalse(detail.contains(fact.code()), fact.code());
            }
          }
          assertFalse(detail.contains("{score}") || detail.contains(" 24 a"), detail);
        }
      }
    }
  }

  private static boolean invites(JsonObject card) {
    return card.containsKey("links")
        && card.getJsonArray("links").getJsonObject(0).getString("type").equals("absolute");
  }

  @Test
  void atTheLimitsOfAgeTheCardChanges() {
    assertFalse(
        cards(new Outcome(answered(Duration.ofHours(24)), List.of(), true, List.of()))
            .get(0)
            .getString("detail")
            .contains("hours old"));
    assertTrue(
        cards(
                new Outcome(
                    answered(Duration.ofHours(24).plusMinutes(1)), List.of(), true, List.of()))
            .get(0)
            .getString("detail")
            .contains("24 hours old"));
    assertFalse(
        invites(
            cards(new Outcome(answered(Duration.ofDays(14)), List.of(), true, List.of())).get(0)));
    assertTrue(
        invites(
            cards(
                    new Outcome(
                        answered(Duration.ofDays(14).plusMinutes(1)), List.of(), true, List.of()))
                .get(0)));
  }

  /** What is too old to be assessed takes nothing away from what could not be read beside it. */
  @Test
  void staleCardNamesWhatCouldNotBeRead() {
    var gap = new Gap(Hook.INTAKE, State.UNREADABLE);
    var card =
        cards(new Outcome(answered(Duration.ofDays(20)), List.of(gap), true, List.of())).get(0);
    assertTrue(card.getString("detail").contains("**Not assessed**"), card.getString("detail"));
    assertTrue(card.getString("detail").contains(gap.state().why()));
  }

  @Test
  void patientIsToldThatNotAllAnswersWereRead() {
    say(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    var intake = Intake.of(statements);
    var recorded = new RecordedAssessment(Optional.empty(), intake, KNOWLEDGE.assess(intake));
    var read = answered(Duration.ZERO).orElseThrow().read();
    var missed =
        new ReadIntake(
            read.patient(),
            read.response(),
            NOW,
            intake,
            true,
            0,
            List.of(new Missed(Missed.Part.ANSWERS, Optional.empty())),
            List.of());
    for (var it : List.of(read, missed)) {
      var card =
          cards(
                  new Outcome(
                      Optional.of(new Answered(it, recorded, Optional.empty())),
                      List.of(),
                      true,
                      List.of()),
                  place(Hook.PATIENT_VIEW, true))
              .get(0);
      assertEquals(
          it == missed,
          card.getString("detail").contains("We could not read all of your answers."));
    }
  }

  @Test
  void everyUrgencyHasAnIndicator() {
    assertEquals(
        List.of(
            Indicator.INFO,
            Indicator.INFO,
            Indicator.WARNING,
            Indicator.WARNING,
            Indicator.CRITICAL,
            Indicator.CRITICAL),
        Arrays.stream(Urgency.values()).map(Indicator::of).toList());
  }

  @Test
  void cardForAPatientSaysOneUrgencyOfEachSign() {
    var voice = new OneVoice(Language.ENGLISH);
    var shown = 0;
    for (var recorded : WrittenPatients.all()) {
      var read =
          new ReadIntake(
              new PatientReference("Patient/1"),
              new ResponseReference("QuestionnaireResponse/1"),
              NOW,
              recorded.intake(),
              0);
      var outcome =
          new Outcome(
              Optional.of(new Answered(read, recorded, Optional.empty())),
              List.of(),
              true,
              List.of());
      for (var card : cards(outcome, place(Hook.PATIENT_VIEW, true))) {
        voice.check(card.getString("detail"), recorded);
        shown++;
      }
    }
    assertTrue(shown > 100);
  }
}
