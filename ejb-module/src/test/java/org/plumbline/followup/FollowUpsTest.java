package org.plumbline.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.database.Part;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps.Asked;
import org.plumbline.followup.FollowUps.Move;
import org.plumbline.followup.FollowUps.Query;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class FollowUpsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");
  private static final Tenant OTHER = new Tenant("other");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(clock));

  @AfterEach
  void close() {
    kept.close();
  }

  private FollowUp planned(String code, Optional<UUID> assessment, Duration in) {
    return new FollowUp(
        UUID.randomUUID(),
        Kept.TENANT,
        PATIENT,
        assessment.map(AssessmentId::new),
        Optional.of("emergency"),
        code,
        clock.instant(),
        clock.instant().plus(in),
        State.SCHEDULED,
        Optional.empty());
  }

  private FollowUp add(String code, Optional<UUID> assessment, Duration in, boolean escalates) {
    var planned = planned(code, assessment, in);
    followUps.add(planned, escalates);
    kept.written();
    return planned;
  }

  private State state(FollowUp of) {
    kept.written();
    return followUps.find(Kept.TENANT, of.id()).orElseThrow().followUp().state();
  }

  private List<State> steps(FollowUp of) {
    kept.written();
    return followUps.find(Kept.TENANT, of.id()).orElseThrow().steps().stream()
        .map(FollowUp.Step::state)
        .toList();
  }

  @Test
  void whatIsAddedTwiceIsThereOnceWithOneStep() {
    var planned = add("re-screen", Optional.empty(), Duration.ofHours(1), false);
    followUps.add(planned, false);
    assertEquals(List.of(State.SCHEDULED), steps(planned));
    assertEquals(1, followUps.find(Query.first(Kept.TENANT, 10)).size());
  }

  @Test
  void nothingIsTakenBeforeItIsDue() {
    var planned = add("re-screen", Optional.empty(), Duration.ofHours(1), false);
    assertEquals(List.of(), followUps.takeDue());
    clock.move(Duration.ofHours(1));
    assertEquals(List.of(planned.id()), followUps.takeDue().stream().map(FollowUp::id).toList());
    kept.written();
    assertEquals(List.of(), followUps.takeDue());
    assertEquals(State.DUE, state(planned));
  }

  @Test
  void whatEscalatesGoesPastDue() {
    var call = add("acknowledge", Optional.empty(), Duration.ofMinutes(15), true);
    clock.move(Duration.ofMinutes(15));
    assertEquals(State.ESCALATED, followUps.takeDue().get(0).state());
    assertEquals(List.of(State.SCHEDULED, State.ESCALATED), steps(call));
  }

  @Test
  void aMoveIsAStepWithItsAuthorAndRemark() {
    var call = add("call", Optional.empty(), Duration.ZERO, false);
    var move = new Move(State.DONE, "Dr A", Optional.of("reached by telephone"));
    assertEquals(State.DONE, followUps.move(Kept.TENANT, call.id(), move).orElseThrow().state());
    kept.written();
    var last = followUps.find(Kept.TENANT, call.id()).orElseThrow().steps().get(1);
    assertEquals(new FollowUp.Step(NOW, State.DONE, "Dr A", move.remark()), last);
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    var call = add("call", Optional.empty(), Duration.ZERO, false);
    followUps.move(Kept.TENANT, call.id(), new Move(State.CANCELLED, "Dr A", Optional.empty()));
    var after =
        followUps.move(Kept.TENANT, call.id(), new Move(State.DONE, "Dr B", Optional.empty()));
    assertEquals(State.CANCELLED, after.orElseThrow().state());
    assertEquals(List.of(State.SCHEDULED, State.CANCELLED), steps(call));
  }

  @Test
  void anotherClinicNeitherSeesNorMovesOne() {
    var call = add("call", Optional.empty(), Duration.ZERO, false);
    assertEquals(Optional.empty(), followUps.find(OTHER, call.id()));
    assertEquals(
        Optional.empty(),
        followUps.move(OTHER, call.id(), new Move(State.DONE, "Dr A", Optional.empty())));
    assertEquals(State.SCHEDULED, state(call));
  }

  @Test
  void anAcknowledgementEndsWhatEscalatesAndNothingElse() {
    var assessment = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var acknowledge = add("acknowledge", Optional.of(assessment), Duration.ofHours(1), true);
    var arrival = add("arrival", Optional.of(assessment), Duration.ofHours(2), false);
    followUps.acknowledge(Kept.TENANT, new AssessmentId(assessment), "Dr A");
    assertEquals(State.DONE, state(acknowledge));
    assertEquals(State.SCHEDULED, state(arrival));
  }

  @Test
  void whoAcknowledgesTheWorseHasAcknowledgedWhatItCovers() {
    var earlier = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var later = kept.assessment(PATIENT.value(), NOW.plusSeconds(60), "emergency", "saddle");
    var acknowledge = add("acknowledge", Optional.of(earlier), Duration.ofHours(1), true);
    followUps.acknowledge(Kept.TENANT, new AssessmentId(later), "Dr A");
    assertEquals(State.DONE, state(acknowledge));
  }

  @Test
  void milderAnswersDoNotAcknowledgeTheEmergency() {
    var earlier = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var later = kept.assessment(PATIENT.value(), NOW.plusSeconds(60), "routine");
    var acknowledge = add("acknowledge", Optional.of(earlier), Duration.ofHours(1), true);
    followUps.acknowledge(Kept.TENANT, new AssessmentId(later), "Dr A");
    assertEquals(State.SCHEDULED, state(acknowledge));
  }

  @Test
  void onlyWhatWasAskedForIsAnswered() {
    var assessment = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var outcome = add("outcome", Optional.of(assessment), Duration.ofHours(1), false);
    var arrival = add("arrival", Optional.of(assessment), Duration.ofHours(1), false);
    followUps.answer(Kept.TENANT, new Asked(new AssessmentId(assessment), "outcome"), "Dr A");
    assertEquals(State.DONE, state(outcome));
    assertEquals(State.SCHEDULED, state(arrival));
  }

  @Test
  void theGravestStandFirstAndEscalatedBeforeAll() {
    var routine = planned("re-screen", Optional.empty(), Duration.ofHours(1));
    followUps.add(
        new FollowUp(
            routine.id(),
            routine.tenant(),
            routine.patient(),
            routine.assessment(),
            Optional.of("routine"),
            routine.code(),
            routine.createdAt(),
            routine.dueAt(),
            State.SCHEDULED,
            Optional.empty()),
        false);
    var emergency = add("arrival", Optional.empty(), Duration.ofHours(9), false);
    var escalated = add("acknowledge", Optional.empty(), Duration.ZERO, true);
    followUps.takeDue();
    kept.written();
    assertEquals(
        List.of(escalated.id(), emergency.id(), routine.id()),
        followUps.gravest(Query.first(Kept.TENANT, 10)).stream().map(FollowUp::id).toList());
  }

  @Test
  void aPageBeginsWhereTheOneBeforeEnded() {
    for (var i = 0; i < 5; i++) {
      add("call " + i, Optional.empty(), Duration.ofHours(1 + i / 2), false);
    }
    var all = followUps.find(Query.first(Kept.TENANT, 10));
    var part = new Part(Optional.of(all.get(1).bookmark()), 0, 10);
    var rest =
        followUps.find(
            new Query(
                Kept.TENANT,
                Optional.of(PATIENT),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                part));
    assertEquals(all.subList(2, 5), rest);
  }

  @Test
  void aQueryNarrowsByPatientAssessmentStateAndTime() {
    var assessment = kept.assessment(PATIENT.value(), NOW, "emergency", "saddle");
    var mine = add("call", Optional.of(assessment), Duration.ofHours(1), false);
    add("call", Optional.empty(), Duration.ofHours(5), false);
    var first = Query.first(Kept.TENANT, 10);
    assertEquals(2, followUps.find(first.about(PATIENT)).size());
    assertEquals(0, followUps.find(first.about(new PatientReference("Patient/2"))).size());
    assertEquals(
        List.of(mine.id()),
        followUps.find(first.calledForBy(new AssessmentId(assessment))).stream()
            .map(FollowUp::id)
            .toList());
    assertEquals(0, followUps.find(first.in(State.DUE, State.ESCALATED)).size());
    var soon =
        new Query(
            Kept.TENANT,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(NOW),
            Optional.of(NOW.plus(Duration.ofHours(2))),
            Part.first(10));
    assertEquals(1, followUps.find(soon).size());
  }

  @Test
  void theBacklogCountsWhatIsOpenAndLate() {
    add("call", Optional.empty(), Duration.ofHours(1), false);
    add("acknowledge", Optional.empty(), Duration.ZERO, true);
    followUps.takeDue();
    kept.written();
    assertEquals(
        new FollowUps.Backlog(1, 0, 1, 1), followUps.backlog(NOW.plus(Duration.ofMinutes(1))));
  }

  @Test
  void oneIsOpenUntilItIsDone() {
    var call = add("call", Optional.empty(), Duration.ofHours(1), false);
    assertTrue(followUps.isOpen(Kept.TENANT, PATIENT, "call"));
    followUps.move(Kept.TENANT, call.id(), new Move(State.DONE, "Dr A", Optional.empty()));
    kept.written();
    assertFalse(followUps.isOpen(Kept.TENANT, PATIENT, "call"));
  }

  @Test
  void totalIsOfAllPages() {
    var first = add("re-screen", Optional.empty(), Duration.ofHours(1), false);
    add("call", Optional.empty(), Duration.ofHours(2), false);
    var after =
        new Query(
            Kept.TENANT,
            Optional.of(PATIENT),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new Part(Optional.of(first.bookmark()), 0, 1));
    assertEquals(1, followUps.find(after).size());
    assertEquals(2, followUps.count(after));
    assertEquals(0, followUps.count(after.in(State.DONE)));
  }
}
