package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;

class StatementLinesTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00.123456Z");
  private static final Provenance ANSWER =
      Provenance.of("QuestionnaireResponse/1", AT).answering("fever");
  private static final Provenance LISTED =
      new Provenance(
          "QuestionnaireResponse/1", Optional.of("unwell"), AT, Provenance.Manner.IN_A_LIST);
  private static final Provenance RECORD = Provenance.of("Condition/7", AT.plusSeconds(1));
  private static final Intake INTAKE =
      Intake.of(
          List.of(
              new Statement(Fact.FEVER, Presence.ABSENT, ANSWER),
              new Statement(Fact.FEVER, Presence.PRESENT, RECORD),
              new Statement(Fact.UNWELL, Presence.ABSENT, LISTED),
              new Statement(Fact.AGE, new Reading(41), ANSWER),
              new Statement(Fact.SADDLE_NUMBNESS, Presence.UNKNOWN, ANSWER)));

  @Test
  void statementsComeBackAsTheyWere() {
    assertEquals(INTAKE.statements(), StatementLines.read(StatementLines.write(INTAKE)));
  }

  @Test
  void edgeGetsEveryStatementInOrder() {
    var said = StatementLines.said(StatementLines.write(INTAKE));
    assertEquals(
        INTAKE.statements().stream()
            .map(it -> Map.entry(it.fact().code(), it.value().stored()))
            .toList(),
        said);
  }

  @Test
  void factOfAnotherKnowledgeIsLeftOutAndKeptForTheEdge() {
    var text = StatementLines.write(INTAKE) + "no-such-fact\tpresent\t+\t=\n";
    assertEquals(INTAKE.statements(), StatementLines.read(text));
    assertEquals(6, StatementLines.said(text).size());
  }

  @Test
  void rowWrittenBeforeThereWereListsWasAskedByItself() {
    var text =
        "@QuestionnaireResponse/1\t1763625600000000\nfever\tabsent\t+\t=\nunwell\tabsent\t+\t\n";
    assertEquals(
        List.of(false, false),
        StatementLines.read(text).stream().map(it -> it.from().inAList()).toList());
  }
}
