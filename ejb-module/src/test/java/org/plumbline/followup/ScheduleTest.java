package org.plumbline.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicRows;
import org.plumbline.clinic.Clinics;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps.Query;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Fired;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Trend;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(clock));
  private final Schedule schedule =
      new Schedule(followUps, new Clinics(kept.give(new ClinicRows() {}), clock), clock);
  private final Assessments assessments =
      kept.give(
          new Assessments(
              clock,
              new Fired<>(schedule::plan),
              new Fired<>(it -> {}),
              new LiveKnowledge("live")));

  @AfterEach
  void close() {
    kept.close();
  }

  private void assess(Visit visit, Fact... facts) {
    var intake = Known.yes(visit, facts);
    assessments.add(
        new AssessmentId(UUID.randomUUID()), visit, intake, Known.KNOWLEDGE.assess(intake));
    kept.written();
  }

  private Visit visit(String response) {
    return Known.visit(PATIENT.value(), "QuestionnaireResponse/" + response, clock.instant());
  }

  private Visit unfinished(String response) {
    return new Visit(
        Kept.TENANT,
        PATIENT,
        new ResponseReference("QuestionnaireResponse/" + response),
        clock.instant(),
        Route.PATIENT_LINK,
        false);
  }

  private List<String> codes(State... states) {
    kept.written();
    return followUps.find(Query.first(Kept.TENANT, 50).in(states)).stream()
        .map(FollowUp::code)
        .sorted()
        .toList();
  }

  @Test
  void anEmergencyIsLookedAfterAsTheTableSays() {
    assess(visit("1"), Fact.SADDLE_NUMBNESS);
    var planned =
        Instruction.of(Urgency.EMERGENCY).followUps().stream()
            .map(Instruction.FollowUp::code)
            .sorted()
            .toList();
    assertEquals(planned, codes(State.SCHEDULED));
    assertEquals(NOW, followUps.find(Query.first(Kept.TENANT, 1)).get(0).createdAt());
  }

  @Test
  void theSameAnswersAreNotPlannedForAgain() {
    var visit = visit("1");
    assess(visit, Fact.SADDLE_NUMBNESS);
    var before = codes();
    clock.move(Duration.ofMinutes(5));
    assess(visit, Fact.SADDLE_NUMBNESS);
    assertEquals(before, codes());
  }

  @Test
  void milderAnswersLeaveWhatAnEmergencyWaitsFor() {
    assess(visit("1"), Fact.SADDLE_NUMBNESS);
    var before = codes(State.SCHEDULED);
    clock.move(Duration.ofHours(1));
    assess(visit("2"));
    assertTrue(
        codes(State.SCHEDULED)
            .containsAll(before.stream().filter(it -> !it.equals("re-screen")).toList()));
    assertEquals(List.of(), codes(State.SUPERSEDED));
  }

  @Test
  void answersAtLeastAsUrgentTakeTheFormerPlace() {
    assess(visit("1"), Fact.SADDLE_NUMBNESS);
    var before = codes(State.SCHEDULED);
    clock.move(Duration.ofHours(1));
    assess(visit("2"), Fact.SADDLE_NUMBNESS);
    assertEquals(
        before.stream().filter(it -> !it.equals("re-screen")).toList(), codes(State.SUPERSEDED));
    assertEquals(before, codes(State.SCHEDULED));
  }

  @Test
  void whoStopsInAnEmergencyIsCalledOnceMore() {
    assess(unfinished("1"), Fact.SADDLE_NUMBNESS);
    assertTrue(codes(State.SCHEDULED).contains(Instruction.notFinished().code()));
    clock.move(Duration.ofMinutes(1));
    assess(visit("1"), Fact.SADDLE_NUMBNESS);
    assertTrue(codes(State.DONE).contains(Instruction.notFinished().code()));
  }

  @Test
  void whoGoesOnWithTheSameQuestionsDoesNotBeginTheWaitingAnew() {
    assess(unfinished("1"), Fact.SADDLE_NUMBNESS);
    var before = followUps.find(Query.first(Kept.TENANT, 50));
    clock.move(Duration.ofSeconds(30));
    assess(
        unfinished("1"),
        Fact.SADDLE_NUMBNESS,
        Fact.of("bladder-retention").orElse(Fact.SADDLE_NUMBNESS));
    kept.written();
    var kept30 =
        followUps.find(Query.first(Kept.TENANT, 50).in(State.SCHEDULED)).stream()
            .filter(it -> !it.code().equals(Instruction.notFinished().code()))
            .map(FollowUp::id)
            .toList();
    assertTrue(
        before.stream()
            .filter(it -> !it.code().equals(Instruction.notFinished().code()))
            .map(FollowUp::id)
            .allMatch(kept30::contains));
  }

  private void sore(Visit visit, Trend trend, Fact... facts) {
    var intake = Known.sore(visit, trend, facts);
    assessments.add(
        new AssessmentId(UUID.randomUUID()), visit, intake, Known.KNOWLEDGE.assess(intake));
    kept.written();
  }

  private Visit recheck(String response) {
    return new Visit(
        Kept.TENANT,
        PATIENT,
        new ResponseReference("QuestionnaireResponse/" + response),
        clock.instant(),
        Route.RECHECK,
        true);
  }

  @Test
  void aRecheckAnswersTheLookThatIsDueAndLeavesTheLaterOne() {
    sore(visit("1"), Trend.IMPROVING);
    assertEquals(List.of("re-screen", "re-screen"), codes(State.SCHEDULED));
    clock.move(Duration.ofHours(72));
    sore(recheck("2"), Trend.IMPROVING);
    assertEquals(List.of("re-screen"), codes(State.DONE));
    assertEquals(List.of("re-screen"), codes(State.SCHEDULED));
    clock.move(Duration.ofDays(4));
    sore(recheck("3"), Trend.IMPROVING);
    assertEquals(List.of("re-screen", "re-screen"), codes(State.DONE));
    assertEquals(List.of(), codes(State.SCHEDULED));
  }

  @Test
  void aRecheckThatIsWorseIsPlannedForAsTheTableSays() {
    sore(visit("1"), Trend.IMPROVING);
    clock.move(Duration.ofHours(72));
    sore(recheck("2"), Trend.WORSENING, Fact.SADDLE_NUMBNESS, Fact.PELVIC_SYMPTOMS_NEW);
    assertTrue(codes(State.SCHEDULED).contains("acknowledge"), codes(State.SCHEDULED)::toString);
    assertTrue(
        codes(State.SCHEDULED).stream().noneMatch("re-screen"::equals),
        codes(State.SCHEDULED)::toString);
  }
}
