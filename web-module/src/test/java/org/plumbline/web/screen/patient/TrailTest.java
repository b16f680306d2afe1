package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.outlook.Step;

class TrailTest {
  @Test
  void answersAreTheSameAfterTheyWereKept() {
    var answers = new Answers();
    answers.trail().nextTurn();
    answers.put("leg-pain", "Y");
    answers.putInList("fever", "N");
    answers.put("duration-weeks", "3 d");
    answers.pass("age");
    answers.marks().add("saddle.numb");
    answers.told().add("saddle-sensory-change");
    answers.onSharedDevice();
    var list = (Step.Several) StepText.read("illness-this-week:fever,unwell").orElseThrow();
    answers.trail().take(list);
    answers.trail().open(list.list());
    answers.trail().hold(new Trail.Held(list, true));
    answers.trail().doubted().add("foot-drop");
    var read = Answers.of(answers.text());
    assertTrue(read.shared());
    assertTrue(read.is("leg-pain", "Y"));
    assertEquals("3", read.number("duration-weeks"));
    assertEquals("d", read.unit("duration-weeks"));
    assertEquals(answers.marks(), read.marks());
    assertEquals(answers.told(), read.told());
    assertEquals(Set.of("fever"), read.trail().listed());
    assertEquals(Set.of("foot-drop"), read.trail().doubted());
    assertEquals(List.of(list), read.trail().taken());
    assertEquals(Set.of(list.list()), read.trail().opened());
    assertEquals(answers.trail().held(), read.trail().held());
    assertTrue(read.trail().isChangedSince(0, "leg-pain"));
    assertFalse(read.trail().isChangedSince(1, "leg-pain"));
    assertEquals(answers.text(), read.text());
  }

  @Test
  void anAnswerByItselfIsNoMoreOneOfAList() {
    var answers = new Answers();
    answers.putInList("fever", "N");
    answers.put("fever", "N");
    assertEquals(Set.of(), answers.trail().listed());
  }

  @Test
  void whatIsNoStepOfNowIsForgotten() {
    assertTrue(StepText.read("no-such-list:fever").isEmpty());
    assertTrue(StepText.read("illness-this-week:chest-pain").isEmpty());
    assertTrue(StepText.read("no-such-question").isEmpty());
    assertTrue(
        StepText.read("temperature").isEmpty(), "an examination is no question of a patient");
  }
}
