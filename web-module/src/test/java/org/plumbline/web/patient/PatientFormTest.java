package org.plumbline.web.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.StringReader;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;

class PatientFormTest {
  private final PatientForm form = PatientForm.load();

  private static PatientForm of(String item) {
    return PatientForm.of(
        Json.createReader(
                new StringReader(
                    """
                    {"url":"u","version":"1","item":[{"linkId":"legs","text":"Legs","type":"group","item":[%s]}]}"""
                        .formatted(item)))
            .readObject());
  }

  @Test
  void everyQuestionOfAPatientStandsOnOneStep() {
    var shown = new HashSet<String>();
    for (var step = 1; step <= PatientForm.steps(); step++) {
      for (var group : form.step(step)) {
        for (var item : group.items()) {
          assertTrue(shown.add(item.linkId()), item.linkId() + " stands twice");
        }
      }
    }
    form.groups().stream()
        .flatMap(it -> it.items().stream())
        .filter(PatientForm.Item::forPatient)
        .forEach(it -> assertTrue(shown.contains(it.linkId()), it.linkId()));
  }

  @Test
  void everyFindingOffersYesNoAndDontKnowAndHasATranslation() {
    form.groups().stream()
        .flatMap(it -> it.items().stream())
        .filter(it -> it.forPatient() && it.finding())
        .forEach(
            it -> {
              assertEquals(3, it.options().size(), it.linkId());
              assertTrue(it.option("dont-know").isPresent(), it.linkId());
              assertNotEquals(it.text().english(), it.text().spanish(), it.linkId());
            });
  }

  @Test
  void aQuestionMayBePassedByWhenItsWordsSaySo() {
    form.groups().stream()
        .flatMap(it -> it.items().stream())
        .forEach(
            it ->
                assertEquals(
                    it.text().english().contains("You may skip this"),
                    it.skippable(),
                    it.linkId()));
  }

  @Test
  void whatCannotBeShownIsRefusedByItsLinkId() {
    for (var item :
        new String[] {
          "{\"linkId\":\"leg-pain\",\"text\":\"x\",\"type\":\"attachment\"}",
          "{\"linkId\":\"leg-pain\",\"text\":\"x\",\"type\":\"choice\",\"modifierExtension\":[]}",
          "{\"linkId\":\"leg-pain\",\"text\":\"x\",\"type\":\"choice\",\"answerValueSet\":\"v\"}",
          "{\"linkId\":\"leg-pain\",\"text\":\"x\",\"type\":\"choice\",\"enableWhen\":[{\"question\":\"a\",\"operator\":\"~\",\"answerInteger\":1}]}"
        }) {
      var thrown = assertThrows(IllegalStateException.class, () -> of(item), item);
      assertTrue(thrown.getMessage().contains("leg-pain"), thrown.getMessage());
    }
  }

  @Test
  void aQuestionIsEnabledByEveryOperatorOfFhir() {
    assertTrue(new PatientForm.When("q", "exists", "false").holds(null));
    assertFalse(new PatientForm.When("q", "exists", "true").holds(null));
    assertTrue(new PatientForm.When("q", "=", "Y").holds("Y"));
    assertFalse(new PatientForm.When("q", "=", "Y").holds(null));
    assertTrue(new PatientForm.When("q", "!=", "Y").holds("N"));
    assertTrue(new PatientForm.When("q", ">", "5").holds("6"));
    assertFalse(new PatientForm.When("q", "<", "5").holds("5"));
    assertTrue(new PatientForm.When("q", ">=", "5").holds("5"));
    assertTrue(new PatientForm.When("q", "<=", "5").holds("4.5"));
  }

  @Test
  void theSignsOfDangerAreThoseOfTheRules() {
    var signs = new StopSigns(form, KnowledgeBase.load());
    assertEquals(Urgency.AMBULANCE, signs.of("paralysis-sudden").orElseThrow().urgency());
    assertEquals(
        "pelvic-symptoms-new", signs.of("saddle-numbness").orElseThrow().first().orElseThrow());
    assertTrue(signs.of("chest-pain").orElseThrow().first().isEmpty());
    assertTrue(signs.of("knee-pain").isEmpty());
  }

  @Test
  void answersAreTheSameAfterTheyWereKept() {
    var answers = new Answers();
    answers.put("leg-pain", "Y");
    answers.put("duration-weeks", "3 d");
    answers.marks().add("saddle.numb");
    answers.told().add("saddle-sensory-change");
    answers.onSharedDevice();
    var read = Answers.of(answers.text());
    assertTrue(read.shared());
    assertTrue(read.is("leg-pain", "Y"));
    assertEquals("3", read.number("duration-weeks"));
    assertEquals("d", read.unit("duration-weeks"));
    assertEquals(answers.marks(), read.marks());
    assertEquals(answers.told(), read.told());
  }
}
