package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;

/** What is said by leaving a list. */
class StepTest {
  private static final Checklist LIST = Checklist.of(Fact.FEVER).orElseThrow();
  private static final Step.Several STEP = new Step.Several(LIST, LIST.signs().subList(0, 2));
  private static final Provenance BY = Provenance.of("QuestionnaireResponse/1", Instant.EPOCH);

  private static Map<Fact, Value> values(List<Statement> statements) {
    return statements.stream().collect(Collectors.toMap(Statement::fact, Statement::value));
  }

  @Test
  void noneOfTheseDeniesWhatWasShownAndNothingElse() {
    assertEquals(
        Map.of(Fact.FEVER, Presence.ABSENT, Fact.UNWELL, Presence.ABSENT),
        values(STEP.confirmed(Set.of(), BY)));
  }

  @Test
  void whoConfirmsATickDeniesTheOthers() {
    assertEquals(
        Map.of(Fact.FEVER, Presence.ABSENT, Fact.UNWELL, Presence.PRESENT),
        values(STEP.confirmed(Set.of(Fact.UNWELL), BY)));
  }

  @Test
  void whoIsNotSureSaysNothingOfWhatWasNotTicked() {
    assertEquals(
        Map.of(Fact.UNWELL, Presence.PRESENT), values(STEP.unsure(Set.of(Fact.UNWELL), BY)));
  }

  @Test
  void everyStatementSaysThatItWasGivenInAListAndToWhichQuestion() {
    for (var statement : STEP.confirmed(Set.of(), BY)) {
      assertEquals(
          new Provenance(
              "QuestionnaireResponse/1",
              Optional.of(statement.fact().code()),
              Instant.EPOCH,
              Provenance.Manner.IN_A_LIST),
          statement.from());
    }
  }
}
