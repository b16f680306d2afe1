package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.wording.Language;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.OneVoice;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.StepPage;

class HandoutTest {
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          HandoutTest.class.getClassLoader(),
          "gg.jte.generated.precompiled");

  private static Handout handout(RecordedAssessment recorded, Language language) {
    return Handout.of(
        recorded.assessment(),
        wording -> ClinicSettings.DEFAULT.withNumber(wording).in(language),
        WrittenPatients.AT,
        ZoneOffset.UTC,
        Locale.UK);
  }

  private static String html(RecordedAssessment recorded, Language language) {
    var output = new StringOutput();
    ENGINE.render(
        "patient/handout.jte",
        Map.of(
            "words",
            Messages.in(language),
            "handout",
            handout(recorded, language),
            "assets",
            "/assets/x",
            "number",
            "112",
            "clinic",
            new StepPage.Clinic("Clinic", Optional.of("020 7946 0000"))),
        output);
    return output.toString();
  }

  private static String sheet(RecordedAssessment recorded, Language language) {
    return OneVoice.textOf(html(recorded, language));
  }

  @Test
  void sheetSaysOneUrgencyOfEachSign() {
    var patients = WrittenPatients.all();
    for (var language : Language.all()) {
      var voice = new OneVoice(language);
      patients.forEach(it -> voice.check(sheet(it, language), it));
    }
    System.out.printf(
        "one voice: %d patients, sheet in %d languages%n", patients.size(), Language.all().size());
    assertTrue(patients.size() > 200);
  }

  @Test
  void whoeverHasNotAnsweredIsToldEverySign() {
    var lists = Handout.lists(SafetyNet.general(), wording -> wording.in(Language.ENGLISH));
    assertTrue(lists.get(0).lead().endsWith("if you have:"), lists.get(0).lead());
    assertTrue(
        lists.get(0).lines().containsAll(List.of("chest pain or tightness")),
        lists.get(0).lines()::toString);
  }

  private static String page(String id) {
    var patient =
        WrittenPatients.all().stream()
            .filter(it -> it.assessment().urgency().code().equals(id))
            .filter(it -> it.assessment().plan().safetyNet().parts().size() == 3)
            .findFirst()
            .orElseThrow();
    return html(patient, Language.ENGLISH);
  }

  @Test
  void answerComesFirstAndTheSafetyNetLast() {
    var page = page("routine");
    var order =
        List.of("<h1>", "class=\"why\"", "class=\"told\"", "section class=\"net", "tel:").stream()
            .map(page::indexOf)
            .toList();
    assertFalse(order.contains(-1), page);
    assertEquals(order.stream().sorted().toList(), order, page);
  }

  @Test
  void moreThanThreeLinesOfAListAreFolded() {
    for (var it : Handout.lists(SafetyNet.general(), wording -> wording.in(Language.ENGLISH))) {
      assertEquals(3, it.first().size());
      assertEquals(it.lines().size() - 3, it.rest().size());
    }
  }

  @Test
  void everyPatientHasAtMostThreeThingsToDoAndThreeNotTo() {
    for (var it : WrittenPatients.all()) {
      var todo = handout(it, Language.ENGLISH).todo();
      assertTrue(todo.does().size() <= 3 && todo.avoids().size() <= 3, todo::toString);
    }
  }

  @Test
  void nobodyIsAskedAgainAtNight() {
    var night = WrittenPatients.AT.atZone(ZoneOffset.UTC).withHour(0).withMinute(29);
    assertEquals(8, Handout.byDay(night).getHour());
    assertEquals(night.getDayOfMonth(), Handout.byDay(night).getDayOfMonth());
    assertEquals(15, Handout.byDay(night.withHour(14)).getHour());
    var late = Handout.byDay(night.withHour(20));
    assertEquals(8, late.getHour());
    assertEquals(night.plusDays(1).getDayOfMonth(), late.getDayOfMonth());
  }
}
