package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Polygon;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.screen.page.Messages;

class BodyChartTest {
  private static List<String> codes(String... marks) {
    return codes(false, marks);
  }

  private static List<String> codes(boolean located, String... marks) {
    return BodyChart.observations(
            new LinkedHashSet<>(List.of(marks)), located, "s", "Patient/1", "2026-11-26T12:00:00Z")
        .stream()
        .map(
            it ->
                it.getJsonObject("valueCodeableConcept")
                    .getJsonArray("coding")
                    .getJsonObject(0)
                    .getString("code"))
        .toList();
  }

  private static Polygon outline(BodyChart.Region region) {
    var outline = new Polygon();
    for (var corner : region.points().split(" ")) {
      var numbers = corner.split(",");
      outline.addPoint(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
    return outline;
  }

  @Test
  void theMiddleOfEveryRegionLiesInItAndInNoOther() {
    for (var region : BodyChart.regions()) {
      var centre = region.centre();
      for (var other : BodyChart.regions()) {
        if (other.front() == region.front()) {
          assertEquals(
              other == region,
              outline(other).contains(centre[0], centre[1]),
              region.code() + " in " + other.code());
        }
      }
    }
  }

  @Test
  void everyRegionHasANameOfItsOwn() {
    var names = new HashSet<String>();
    for (var region : BodyChart.regions()) {
      var english = region.name(Messages.in(Language.ENGLISH));
      assertTrue(names.add(english + region.front()), region.code());
      assertTrue(!english.equals(region.name(Messages.in(Language.of("es").orElseThrow()))));
    }
  }

  @Test
  void whatIsFeltInBothLegsIsSaidOfBoth() {
    assertEquals(List.of("calf-left.tingling", "leg.tingling"), codes("calf-left.tingling"));
    assertTrue(
        codes("calf-left.tingling", "thigh-back-right.tingling").contains("both-legs.tingling"));
    assertTrue(!codes("calf-left.tingling", "calf-right.pain").contains("both-legs.tingling"));
  }

  @Test
  void theOnlyPlaceOfPainSaysWhereItIsUnlessThePatientHas() {
    assertTrue(codes("flank-left.pain").contains("only-flank.pain"));
    assertTrue(codes("flank-left.pain", "flank-right.pain").contains("only-flank.pain"));
    assertTrue(codes("mid-back.pain", "calf-left.numb").contains("only-mid-back.pain"));
    assertTrue(!codes("flank-left.pain", "low-back.pain").contains("only-flank.pain"));
    assertTrue(!codes(true, "flank-left.pain").contains("only-flank.pain"));
    assertTrue(codes("buttock-left.tingling").contains("buttock.tingling"));
  }

  @Test
  void aMarkAsksWhatAYesToItsQuestionAsks() {
    var answers = Answers.of("{}");
    var follows = PatientForm.load().item("pelvic-symptoms-new").orElseThrow();
    answers.put("saddle-numbness", "N");
    assertFalse(answers.enabled(follows));
    answers.marks().add("saddle.tingling");
    assertTrue(answers.enabled(follows), "both are kept, and the graver one is read");
    answers.marks().clear();
    answers.marks().add("low-back.pain");
    assertFalse(answers.enabled(follows), "pain in the back says none of it");
    assertEquals(
        Set.of("leg-tingling", "neuro-symptoms-both-sides"),
        BodyChart.says(Set.of("calf-left.numb", "foot-right.numb")));
  }

  @Test
  void anUnknownMarkIsNone() {
    assertTrue(BodyChart.mark("elbow.pain").isEmpty());
    assertTrue(BodyChart.mark("saddle.itch").isEmpty());
    assertTrue(BodyChart.mark("saddle").isEmpty());
  }

  /** On a figure of 300 px every target is 48 px wide and high; a unit of the picture is 1.5 px. */
  @Test
  void everyRegionIsLargeEnoughForAFinger() {
    for (var region : BodyChart.regions()) {
      var bounds = outline(region).getBounds();
      var px = Math.min(bounds.width, bounds.height) * 300.0 / 196;
      assertTrue(px >= 48, region.code() + " is " + px);
    }
  }
}
