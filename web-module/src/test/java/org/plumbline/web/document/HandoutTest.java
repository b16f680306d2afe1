package org.plumbline.web.document;

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

  private static String sheet(RecordedAssessment recorded, Language language) {
    var handout =
        Handout.of(
            recorded.assessment(),
            wording -> ClinicSettings.DEFAULT.withNumber(wording).in(language),
            Optional.empty(),
            WrittenPatients.AT,
            ZoneOffset.UTC,
            Locale.UK);
    var output = new StringOutput();
    ENGINE.render(
        "patient/handout.jte",
        Map.of(
            "words",
            Messages.in(language),
            "handout",
            handout,
            "number",
            "112",
            "clinic",
            new StepPage.Clinic("Clinic", Optional.of("020 7946 0000"))),
        output);
    return OneVoice.textOf(output.toString());
  }

  @Test
  void sheetSaysOneUrgencyOfEachSign() {
    var patients = WrittenPatients.all();
    for (var language : Language.all()) {
      var voice = new OneVoice(language);
      patients.forEach(it -> voice.check(sheet(it, language), it));
    }
    System.out.println("one voice: " + patients.size() + " patients, sheet in 2 languages");
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
}
