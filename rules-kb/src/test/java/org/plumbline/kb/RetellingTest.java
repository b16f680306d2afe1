package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.edge.Canary;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/** Whatever was concluded is told again as it was, for every written patient. */
class RetellingTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final VersionWords LIVE = VersionWords.of(KNOWLEDGE);

  private static Intake intake(List<Map.Entry<String, String>> said) {
    return Intake.of(
        said.stream()
            .map(
                it -> {
                  var fact = Fact.of(it.getKey()).orElseThrow();
                  return statement(fact, Value.parse(fact, it.getValue()));
                })
            .toList());
  }

  private static Statement statement(Fact fact, Value value) {
    return new Statement(fact, value, Provenance.of("1", Instant.EPOCH));
  }

  private static Assessment retold(Assessment assessment, Intake intake, VersionWords words) {
    return Retelling.of("1.0", Transcript.of(assessment), words, intake);
  }

  @Test
  void transcriptTellsWhatWasConcluded() {
    for (var canary : Canary.all()) {
      var intake = intake(canary.said());
      var assessment = KNOWLEDGE.assess(intake);
      var retold = retold(assessment, intake, LIVE);
      assertEquals(Transcript.of(assessment), Transcript.of(retold), canary.name());
      assertEquals(assessment.reasons(), retold.reasons(), canary.name());
      assertEquals(assessment.handover(), retold.handover(), canary.name());
      assertEquals(assessment.plan(), retold.plan(), canary.name());
    }
  }

  @Test
  void wordsThatWereKeptSayTheSame() {
    var kept = VersionWords.read(LIVE.texts());
    assertEquals(LIVE.texts(), kept.texts());
    for (var canary : Canary.all()) {
      var intake = intake(canary.said());
      var assessment = KNOWLEDGE.assess(intake);
      var retold = retold(assessment, intake, kept);
      assertEquals(assessment.reasons(), retold.reasons(), canary.name());
      assertEquals(assessment.handover(), retold.handover(), canary.name());
      assertEquals(assessment.headline().wording(), retold.headline().wording(), canary.name());
      assertEquals(assessment.avoided(), retold.avoided(), canary.name());
      assertEquals(
          assessment.plan().given().stream().map(Plan.Given::wording).toList(),
          retold.plan().given().stream().map(Plan.Given::wording).toList(),
          canary.name());
    }
  }

  @Test
  void anotherVersionSpeaksItsOwnWords() {
    var texts = new HashMap<>(LIVE.texts());
    texts.put("rule/saddle-sensory-change/title", "Numb where the saddle is");
    var intake = intake(List.of(Map.entry("saddle-numbness", "present")));
    var retold = retold(KNOWLEDGE.assess(intake), intake, VersionWords.read(texts));
    assertEquals("Numb where the saddle is", retold.reason("saddle-sensory-change").title());
    assertEquals("1.0", retold.knowledgeVersion());
  }

  @Test
  void ruleThatNobodyKnowsAnyMoreIsTold() {
    var intake = Intake.of(List.of(statement(Fact.SADDLE_NUMBNESS, Presence.PRESENT)));
    var retold =
        Retelling.of(
            "1.0",
            List.of(
                "disposition old-disposition emergency saddle-numbness",
                "red-flag old-flag emergency saddle-numbness,no-such-fact"),
            LIVE,
            intake);
    assertEquals("old-flag", retold.reason(retold.redFlags().get(0)).title());
    assertEquals(List.of(Fact.SADDLE_NUMBNESS), retold.reason("old-flag").facts());
    assertTrue(retold.handover().suspicions().isEmpty());
    assertEquals("emergency", retold.handover().urgency().code());
  }

  @Test
  void linesWithoutADispositionAreRefused() {
    var intake = Intake.of(List.of());
    assertThrows(
        IllegalArgumentException.class, () -> Retelling.of("1.0", List.of(), LIVE, intake));
  }
}
