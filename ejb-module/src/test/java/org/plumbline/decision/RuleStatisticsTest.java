package org.plumbline.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.feedback.Cards;
import org.plumbline.feedback.Feedback;
import org.plumbline.feedback.ShownCard;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class RuleStatisticsTest {
  /** Assessments of the test database are recorded from here on. */
  private static final Instant FROM = Instant.EPOCH;

  private static final Instant BEFORE = FROM.plusSeconds(3600);
  private static final Clock CLOCK = Clock.fixed(FROM.plusSeconds(60), ZoneOffset.UTC);

  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(CLOCK));
  private final Cards cards = kept.give(new Cards(CLOCK, followUps));
  private final ReportedOutcomes outcomes = kept.give(new ReportedOutcomes(followUps));
  private final RuleStatistics statistics = kept.give(new RuleStatistics());

  @AfterEach
  void close() {
    kept.close();
  }

  private Map<String, RuleStatistics.Counts> counts() {
    kept.written();
    return statistics.of(Kept.TENANT, FROM, BEFORE).stream()
        .collect(Collectors.toMap(RuleStatistics.Counts::rule, it -> it));
  }

  private UUID shown(UUID assessment, String... rules) {
    var id = UUID.randomUUID();
    cards.offer(
        new ShownCard(
            Kept.TENANT,
            id,
            new PatientReference("Patient/1"),
            List.of(new AssessmentId(assessment)),
            new ShownCard.Face("patient-view", List.of(rules), "critical", List.of())));
    return id;
  }

  private void answer(UUID card, Feedback.Outcome outcome, Optional<String> reason) {
    cards.add(
        List.of(
            new Feedback(
                Kept.TENANT,
                card.toString(),
                outcome,
                CLOCK.instant(),
                List.of(),
                reason,
                Optional.empty())));
  }

  private void tell(UUID assessment, Found found, String... explains) {
    outcomes.add(
        new Outcome(
            Kept.TENANT,
            new AssessmentId(assessment),
            CLOCK.instant(),
            Said.YES,
            Said.NO,
            found,
            List.of(explains),
            Optional.empty(),
            "Dr A"));
  }

  @Test
  void firingsCardsAndWhatBecameOfThemAreCountedByRule() {
    var one = kept.assessment("Patient/1", FROM, "emergency", "saddle", "retention");
    var two = kept.assessment("Patient/2", FROM, "emergency", "saddle");
    answer(shown(one, "saddle", "retention"), Feedback.Outcome.ACCEPTED, Optional.empty());
    answer(shown(two, "saddle"), Feedback.Outcome.OVERRIDDEN, Optional.of("already-referred"));
    var saddle = counts().get("saddle");
    assertEquals(2, saddle.fired());
    assertEquals(2, saddle.shown());
    assertEquals(1, saddle.accepted());
    assertEquals(Map.of("already-referred", 1L), saddle.overridden());
    assertEquals(1, counts().get("retention").shown());
    assertEquals(Map.of(), counts().get("retention").overridden());
  }

  @Test
  void aDecisionCountsForEveryRuleThatFired() {
    kept.decide(kept.assessment("Patient/1", FROM, "emergency", "saddle", "retention"));
    assertEquals(Map.of("examined-normal", 1L), counts().get("saddle").changed());
    assertEquals(Map.of("examined-normal", 1L), counts().get("retention").changed());
    assertEquals(0, counts().get("saddle").confirmed());
  }

  @Test
  void aRuleIsRightWhereTheSeriousCauseExplainsIt() {
    tell(
        kept.assessment("Patient/1", FROM, "emergency", "saddle", "night-pain"),
        Found.SERIOUS,
        "saddle");
    tell(kept.assessment("Patient/2", FROM, "emergency", "saddle"), Found.NOTHING_SERIOUS);
    tell(kept.assessment("Patient/3", FROM, "emergency", "saddle"), Found.UNKNOWN);
    var saddle = counts().get("saddle").ends();
    assertEquals(new RuleStatistics.Ends(3, 3, 0, 1, 0, 1), saddle);
    assertEquals(2, saddle.predictive().of());
    assertEquals(1, saddle.predictive().hits());
    assertEquals(new RuleStatistics.Ends(1, 1, 0, 0, 1, 0), counts().get("night-pain").ends());
  }

  @Test
  void theLastOutcomeOfAnAssessmentCountsAlone() {
    var one = kept.assessment("Patient/1", FROM, "emergency", "saddle");
    tell(one, Found.NOTHING_SERIOUS);
    tell(one, Found.SERIOUS, "saddle");
    assertEquals(new RuleStatistics.Ends(1, 1, 0, 1, 0, 0), counts().get("saddle").ends());
  }

  @Test
  void whatWasBeforeOrInAnotherClinicDoesNotCount() {
    kept.assessment("Patient/1", FROM, "emergency", "saddle");
    kept.written();
    assertEquals(List.of(), statistics.of(new Tenant("other"), FROM, BEFORE));
    assertEquals(List.of(), statistics.of(Kept.TENANT, BEFORE, BEFORE.plusSeconds(60)));
  }
}
