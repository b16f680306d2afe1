package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;

class PatientFormTest {
  private static final Provenance SAID = Provenance.of("QuestionnaireResponse", Instant.EPOCH);

  private final PatientForm form = PatientForm.load();

  @Test
  void everyFindingOffersYesNoAndDontKnowAndHasATranslation() {
    form.groups().stream()
        .flatMap(it -> it.questions().stream())
        .filter(it -> it.forPatient() && it.finding())
        .forEach(
            it -> {
              assertEquals(3, it.options().size(), it.linkId());
              assertTrue(it.option("dont-know").isPresent(), it.linkId());
              var texts = it.text().texts();
              assertEquals(texts.size(), Set.copyOf(texts.values()).size(), it.linkId());
            });
  }

  @Test
  void aQuestionMayBePassedByWhenItsWordsSaySo() {
    form.groups().stream()
        .flatMap(it -> it.questions().stream())
        .forEach(
            it ->
                assertEquals(
                    it.text().english().contains("You may leave this"),
                    it.skippable(),
                    it.linkId()));
  }

  private boolean asked(String linkId, Map<String, String> given) {
    return Form.load()
        .enabled(
            form.item(linkId).orElseThrow(),
            fact ->
                Form.load()
                    .question(fact)
                    .flatMap(it -> Optional.ofNullable(given.get(it.linkId())).map(it::given)));
  }

  @Test
  void whatIsNotKnownHidesNoQuestion() {
    var ofLongPain =
        List.of(
            "psoriasis",
            "arthritis-history",
            "enthesitis-history",
            "family-spondyloarthritis",
            "nsaid-response",
            "improves-with-movement",
            "back-pain-began-before-45",
            "back-pain-began-before-35");
    for (var code : ofLongPain) {
      assertTrue(asked(code, Map.of()), code);
      assertTrue(asked(code, Map.of("duration-weeks", "84 d")), code);
      assertTrue(asked(code, Map.of("duration-weeks", "12 wk")), code);
      assertTrue(asked(code, Map.of("duration-weeks", "3 mo")), code);
      assertFalse(asked(code, Map.of("duration-weeks", "20 d")), code);
      assertFalse(asked(code, Map.of("duration-weeks", "2.5 mo")), code);
    }
    for (var code : List.of("pregnancy", "sexual-dysfunction", "injected-drugs")) {
      assertTrue(asked(code, Map.of()), code);
      assertTrue(asked(code, Map.of("age", "16")), code);
      assertFalse(asked(code, Map.of("age", "15")), code);
    }
    assertFalse(asked("pregnancy", Map.of("age", "30", "sex", "male")));
    assertTrue(asked("effort-pain", Map.of()));
    assertTrue(asked("effort-pain", Map.of("age", "40")));
    assertFalse(asked("effort-pain", Map.of("age", "39")));
    for (var sign : List.of("breath-pain", "breathless", "leg-changed")) {
      assertTrue(asked("oestrogen", Map.of(sign, "Y")), sign);
      assertTrue(asked("oestrogen", Map.of(sign, "Y", "sex", "dont-know")), sign);
      assertFalse(asked("oestrogen", Map.of(sign, "Y", "sex", "male")), sign);
    }
    assertFalse(asked("oestrogen", Map.of("sex", "female")));
  }

  @Test
  void anAnswerToAQuestionThatIsNotAskedAnyMoreCountsForNothing() {
    assertTrue(asked("pregnancy-warning-sign", Map.of("pregnancy", "Y")));
    assertFalse(asked("pregnancy-warning-sign", Map.of("pregnancy", "Y", "sex", "male")));
  }

  /** What the answers to the questions that are asked come to, as the rules read them. */
  private Intake intake(Map<String, String> given) {
    var statements = new ArrayList<Statement>();
    given.forEach(
        (linkId, said) -> {
          if (asked(linkId, given)) {
            var fact = Fact.of(linkId).orElseThrow();
            statements.add(new Statement(fact, value(fact, said), SAID));
          }
        });
    return Intake.of(statements);
  }

  private Value value(Fact fact, String said) {
    var question = form.item(fact.code()).orElseThrow();
    return question.value(question.given(said)).orElseThrow();
  }

  @Test
  void thePagesAndTheKnowledgeBaseAskTheSameQuestions() {
    var said = new LinkedHashMap<String, List<String>>();
    said.put("age", List.of("", "15", "16", "39", "40"));
    said.put("sex", List.of("", "female", "male", "other", "dont-know"));
    said.put(
        "duration-weeks", List.of("", "83 d", "84 d", "11 wk", "12 wk", "2 mo", "2.75 mo", "3 mo"));
    for (var question : Form.load().questions()) {
      for (var condition : question.conditions()) {
        said.putIfAbsent(condition.fact().code(), List.of("", "Y", "N", "dont-know"));
      }
    }
    var random = new Random(12);
    var disagreements = new ArrayList<String>();
    for (var i = 0; i < 2_000; i++) {
      var given = new LinkedHashMap<String, String>();
      said.forEach(
          (linkId, answers) -> {
            var answer = answers.get(random.nextInt(answers.size()));
            if (!answer.isEmpty()) {
              given.put(linkId, answer);
            }
          });
      var intake = intake(given);
      for (var question : Form.load().questions()) {
        if (asked(question.fact().code(), given) != question.enabled(intake)) {
          disagreements.add(question.fact() + " after " + given);
        }
      }
    }
    assertEquals(List.of(), disagreements);
  }

  @Test
  void theQuestionThatRefersBackCanNameEverythingItRefersTo() {
    var question = form.item("pelvic-symptoms-new").orElseThrow();
    assertTrue(question.refersBack());
    for (var condition : question.conditions()) {
      var said = form.item(condition.fact().code()).orElseThrow().said();
      assertTrue(said.isPresent(), condition.fact() + " has no words");
    }
  }
}
