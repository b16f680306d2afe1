package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

class AssessmentsTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00.123456789Z");

  private final Kept kept = Kept.empty();
  private final Fired<AssessmentRecorded> recorded = new Fired<>();
  private final Fired<AssessmentShownAgain> shown = new Fired<>();
  private final Assessments assessments = assessments("one");

  @AfterEach
  void close() {
    kept.close();
  }

  private Assessments assessments(String knowledge) {
    var made = new Assessments(Clock.systemUTC(), recorded, shown, new LiveKnowledge(knowledge));
    kept.give(made);
    return made;
  }

  private static Visit visit(String patient, String response, Instant at, boolean finished) {
    return new Visit(
        Kept.TENANT,
        new PatientReference("Patient/" + patient),
        new ResponseReference("QuestionnaireResponse/" + response),
        at,
        Route.CDS_HOOKS,
        finished);
  }

  private static Intake intake(Presence numb) {
    return Intake.of(
        List.of(
            new Statement(
                Fact.SADDLE_NUMBNESS, numb, Provenance.of("QuestionnaireResponse/1", AT))));
  }

  private AssessmentId add(Assessments to, Visit visit, Presence numb) {
    var intake = intake(numb);
    return to.add(new AssessmentId(UUID.randomUUID()), visit, intake, KNOWLEDGE.assess(intake));
  }

  @Test
  void sameAnswersAreStoredOnceHoweverOftenTheyAreShown() {
    var visit = visit("1", "1", AT, true);
    var first = add(assessments, visit, Presence.PRESENT);
    assertEquals(first, add(assessments, visit, Presence.PRESENT));
    assertEquals(first, add(assessments, visit, Presence.PRESENT));
    assertEquals(1, recorded.all.size());
    assertEquals(
        List.of(new AssessmentShownAgain(first, visit), new AssessmentShownAgain(first, visit)),
        shown.all);
  }

  @Test
  void whateverDiffersIsStored() {
    var first = add(assessments, visit("1", "1", AT, true), Presence.PRESENT);
    var before = first;
    for (var next :
        List.of(
            visit("1", "1", AT, false),
            visit("1", "1", AT.plusSeconds(1), false),
            visit("1", "2", AT.plusSeconds(1), false),
            visit("2", "1", AT, true))) {
      var id = add(assessments, next, Presence.PRESENT);
      assertNotEquals(before, id, next.toString());
      before = id;
    }
    var last = visit("2", "1", AT, true);
    assertNotEquals(before, add(assessments, last, Presence.ABSENT));
    assertNotEquals(before, add(assessments("two"), last, Presence.PRESENT));
    assertEquals(7, recorded.all.size());
    assertEquals(List.of(), shown.all);
  }

  @Test
  void whatTheJournalKeptIsRecordedOnce() {
    var visit = visit("1", "1", AT, true);
    var intake = intake(Presence.PRESENT);
    var id = new AssessmentId(UUID.randomUUID());
    var late = new Journal.Kept(id, AT, "ehr", visit, intake);
    for (var i = 0; i < 2; i++) {
      assertEquals(id, assessments.addLate(late, KNOWLEDGE.assess(intake)));
    }
    assertEquals(1, recorded.all.size());
    assertEquals(Optional.of("ehr"), recorded.all.get(0).author());
  }
}
