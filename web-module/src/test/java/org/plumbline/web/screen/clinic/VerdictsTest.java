package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Recorded;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.web.Milder;
import org.plumbline.web.screen.clinic.AssessmentPage.Check;
import org.plumbline.web.screen.clinic.AssessmentPage.Verdict;

/** What stands at the head of a clinician's page. */
class VerdictsTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private final Verdicts verdicts =
      new Verdicts(KNOWLEDGE, new RuleSheets(), ClinicSettings.DEFAULT);

  private Verdict verdict(Presence others, Fact... present) {
    var from = Provenance.of("QuestionnaireResponse/1", Instant.EPOCH);
    var statements = new ArrayList<Statement>();
    for (var fact : Fact.values()) {
      if (List.of(present).contains(fact)) {
        statements.add(new Statement(fact, Presence.PRESENT, from));
      } else if (fact.kind() == Fact.Kind.FINDING
          && fact.askedOf() != Fact.AskedOf.CLINICIAN
          && others != Presence.UNKNOWN) {
        statements.add(new Statement(fact, others, from));
      }
    }
    statements.add(new Statement(Fact.AGE, new Reading(30), from));
    statements.add(new Statement(Fact.HOURS_SINCE_LIFT, new Reading(20), from));
    var intake = Intake.of(statements);
    return verdicts.of(recorded(intake), Set.of()).orElseThrow();
  }

  private static Recorded recorded(Intake intake) {
    return new Recorded(Milder.stored(), intake, KNOWLEDGE.assess(intake), true);
  }

  @Test
  void caudaEquinaHasThisPatientsAddressAndItsOwnExamination() {
    var verdict = verdict(Presence.ABSENT, Fact.SADDLE_NUMBNESS, Fact.PELVIC_SYMPTOMS_NEW);
    assertEquals(Optional.of("Suspected cauda equina syndrome"), verdict.suspected());
    assertTrue(verdict.see().contains("MRI at any hour"), verdict.see());
    assertFalse(verdict.see().contains("creatine kinase"), verdict.see());
    assertTrue(verdict.say().orElseThrow().endsWith("Please rule out cauda equina syndrome."));
    var examined = verdict.examine().stream().map(Check::fact).toList();
    assertEquals("perianal-sensation-reduced", examined.get(0));
    assertTrue(examined.contains("post-void-residual") && examined.contains("anal-tone-reduced"));
    assertFalse(examined.contains("sacroiliac-tests-3-positive"));
    assertEquals(Assessment.CAUSE_NOT_JUDGED, verdict.balance().lead());
    assertEquals(List.of(), verdict.balance().tilts());
  }

  @Test
  void nothingIsExaminedOrAskedBeforeAnAmbulance() {
    var verdict = verdict(Presence.UNKNOWN, Fact.PARALYSIS_SUDDEN);
    assertEquals(Urgency.AMBULANCE, verdict.urgency());
    assertEquals(List.of(), verdict.examine());
    assertEquals(List.of(), verdict.ask());
  }

  @Test
  void sorenessIsNotExaminedForShock() {
    var verdict = verdict(Presence.ABSENT, Fact.SORE_BOTH_SIDES_OF_SPINE);
    assertTrue(verdict.urgency().compareTo(Urgency.ROUTINE) <= 0);
    var examined = verdict.examine().stream().map(Check::fact).toList();
    assertEquals("weakest-muscle-grade", examined.get(0));
    assertFalse(
        examined.contains("shock") || examined.contains("anal-tone-reduced"), examined::toString);
    assertTrue(verdict.open() <= verdict.examine().size() + verdict.ask().size());
  }

  @Test
  void whatIsDeniedInAListStandsApart() {
    var asked = Provenance.of("QuestionnaireResponse/1", Instant.EPOCH).answering("fever");
    var inAList =
        new Provenance(asked.resource(), asked.linkId(), asked.at(), Provenance.Manner.IN_A_LIST);
    var intake =
        Intake.of(
            List.of(
                new Statement(Fact.SADDLE_NUMBNESS, Presence.ABSENT, asked),
                new Statement(Fact.FEVER, Presence.ABSENT, inAList)));
    var denied = verdicts.of(recorded(intake), Set.of()).orElseThrow().denied();
    assertEquals(List.of(Glossary.term(Fact.SADDLE_NUMBNESS)), denied.asked());
    assertEquals(List.of(Glossary.term(Fact.FEVER)), denied.inAList());
  }
}
