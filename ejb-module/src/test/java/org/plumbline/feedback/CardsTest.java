package org.plumbline.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class CardsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(clock));
  private final Cards cards = kept.give(new Cards(clock, followUps));

  @AfterEach
  void close() {
    kept.close();
  }

  private static ShownCard card(UUID id, List<UUID> assessments, String... rules) {
    return new ShownCard(
        Kept.TENANT,
        id,
        PATIENT,
        assessments.stream().map(AssessmentId::new).toList(),
        new ShownCard.Face("patient-view", List.of(rules), "critical", List.of()));
  }

  private static Feedback feedback(String card, Feedback.Outcome outcome) {
    return new Feedback(
        Kept.TENANT, card, outcome, NOW, List.of(), Optional.empty(), Optional.empty());
  }

  private UUID acknowledge(UUID assessment) {
    var planned =
        new FollowUp(
            UUID.randomUUID(),
            Kept.TENANT,
            PATIENT,
            Optional.of(new AssessmentId(assessment)),
            Optional.of("emergency"),
            "acknowledge",
            NOW,
            NOW,
            State.SCHEDULED,
            Optional.empty());
    followUps.add(planned, true);
    return planned.id();
  }

  @Test
  void aCardIsKeptOnceHoweverOftenItIsShown() {
    var assessment = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var card = card(UUID.randomUUID(), List.of(assessment), "saddle", "retention");
    assertTrue(cards.offer(card));
    assertTrue(cards.offer(card));
    assertEquals(1, kept.number("select count(*) from card"));
    assertEquals(2, kept.number("select count(*) from card_rule"));
    assertEquals(1, kept.number("select count(*) from card_assessment"));
  }

  @Test
  void aCardThatWasAnsweredIsNotShownAgain() {
    var card = card(UUID.randomUUID(), List.of(), "saddle");
    cards.offer(card);
    cards.add(List.of(feedback(card.id().toString(), Feedback.Outcome.OVERRIDDEN)));
    assertFalse(cards.offer(card));
  }

  @Test
  void aFurtherAssessmentOfTheSameCardIsAdded() {
    var id = UUID.randomUUID();
    var one = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var two = kept.assessment(PATIENT.value(), NOW.plusSeconds(1), "emergency", "saddle");
    cards.offer(card(id, List.of(one), "saddle"));
    cards.offer(card(id, List.of(one, two), "saddle"));
    assertEquals(2, kept.number("select count(*) from card_assessment"));
  }

  @Test
  void theSameFeedbackIsKeptOnce() {
    var card = UUID.randomUUID().toString();
    cards.add(List.of(feedback(card, Feedback.Outcome.ACCEPTED)));
    cards.add(List.of(feedback(card, Feedback.Outcome.ACCEPTED)));
    assertEquals(1, kept.number("select count(*) from feedback"));
    assertEquals(0, kept.number("select count(*) from feedback where known"));
  }

  @Test
  void whoAnswersACardHasAcknowledgedWhatItTells() {
    var assessment = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var waits = acknowledge(assessment);
    var card = card(UUID.randomUUID(), List.of(assessment), "saddle");
    cards.offer(card);
    cards.add(List.of(feedback(card.id().toString(), Feedback.Outcome.ACCEPTED)));
    kept.written();
    assertEquals(State.DONE, followUps.find(Kept.TENANT, waits).orElseThrow().followUp().state());
  }

  @Test
  void aCardThatIsNotOursIsAboutNobody() {
    assertEquals(Optional.empty(), cards.patientOf(Kept.TENANT, "no uuid"));
    assertEquals(Optional.empty(), cards.patientOf(Kept.TENANT, UUID.randomUUID().toString()));
    var card = card(UUID.randomUUID(), List.of());
    cards.offer(card);
    assertEquals(Optional.of(PATIENT), cards.patientOf(Kept.TENANT, card.id().toString()));
    assertEquals(Optional.empty(), cards.patientOf(new Tenant("other"), card.id().toString()));
  }
}
