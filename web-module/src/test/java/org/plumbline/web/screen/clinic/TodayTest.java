package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Recorded;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.StoredAssessment.Concluded;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.web.Milder;

class TodayTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @Test
  void pageShowsWhatWasConcludedThen() {
    var then = Milder.conclusions().of(Milder.stored());
    var verdict =
        new Verdicts(KNOWLEDGE, new RuleSheets(), ClinicSettings.DEFAULT)
            .of(then, Set.of())
            .orElseThrow();
    assertEquals(Urgency.URGENT, verdict.urgency());
    assertEquals(Milder.VERSION, verdict.version());
    var why =
        verdict.why().stream()
            .filter(it -> it.title().equals(Milder.TITLE))
            .findFirst()
            .orElseThrow();
    assertEquals(Milder.CLAIM, why.claim());
    assertEquals(List.of(), why.when(), "what the rule asks for today");
  }

  @Test
  void whatTodaysKnowledgeSaysStandsBesideItWhereItDiffers() {
    var conclusions = Milder.conclusions();
    var then = conclusions.of(Milder.stored());
    assertEquals(
        List.of("Emergency now instead of Within 72 h"),
        Today.beside(then, conclusions.today(then).orElseThrow()));
  }

  @Test
  void nothingStandsBesideWhatTodaysKnowledgeSaysToo() {
    var then = Milder.conclusions().of(Milder.stored());
    assertEquals(List.of(), Today.beside(then, then.concluded()));
  }

  @Test
  void changesAreToldInTheWordsOfThen() {
    var then = Milder.conclusions().of(Milder.stored());
    var now = then.stored();
    var silent =
        new Recorded(
            new StoredAssessment(
                now.id(),
                now.patient(),
                now.answeredAt(),
                now.recordedAt(),
                true,
                List.of(),
                Optional.of(now.id()),
                new Concluded(now.concluded().knowledge(), "routine", false, List.of(), List.of())),
            Intake.of(List.of()),
            KNOWLEDGE.assess(Intake.of(List.of())),
            true);
    var lines = new Changes().lines(then, silent);
    assertTrue(
        lines.contains("Not answered again, so not excluded: " + Milder.TITLE), lines::toString);
    assertTrue(lines.contains("Saddle numbness: not known, was Yes"), lines::toString);
    var answered = new Changes().lines(silent, then);
    assertTrue(answered.contains("Saddle numbness: Yes, not known before"), answered::toString);
  }
}
