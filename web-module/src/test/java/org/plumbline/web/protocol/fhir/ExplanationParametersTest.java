package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.outlook.Explanation;

class ExplanationParametersTest {
  @Test
  void whatCanStillChangeItHasParts() {
    var open = KnowledgeBase.load().outlook().explain(Intake.of(List.of()));
    assertTrue(ExplanationParameters.of(open, Urgency.ROUTINE).orElseThrow().hasPart());
  }

  @Test
  void whatNothingChangesHasNoEmptyParameter() {
    var closed = new Explanation(List.of(), List.of(), List.of(), List.of());
    assertEquals(Optional.empty(), ExplanationParameters.of(closed, Urgency.AMBULANCE));
  }
}
