package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.Milder;

class TodayTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @Test
  void pageShowsWhatWasConcludedThen() {
    var then = Milder.conclusions().of(Milder.stored());
    var verdict =
        new Verdicts(KNOWLEDGE, new RuleSheets(), ClinicSettings.DEFAULT)
            .of(then.concluded(), then.intake(), Optional.empty())
            .orElseThrow();
    assertEquals(Urgency.URGENT, verdict.urgency());
    assertEquals(Milder.VERSION, verdict.version());
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
}
