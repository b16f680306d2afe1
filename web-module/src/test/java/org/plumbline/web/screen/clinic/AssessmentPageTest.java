package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Recorded;
import org.plumbline.house.Codes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.web.Milder;
import org.plumbline.web.OneVoice;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.screen.clinic.AssessmentPage.Glance;
import org.plumbline.web.screen.clinic.AssessmentPage.Verdict;
import org.plumbline.web.screen.clinic.Desk.Frame;
import org.plumbline.web.screen.clinic.People.Person;

class AssessmentPageTest {
  private static String rendered(AssessmentPage page) {
    var model = new HashMap<String, Object>();
    model.put("page", page);
    model.put("fault", Optional.empty());
    return rendered("clinic/assessment.jte", model);
  }

  private static String rendered(String template, Map<String, Object> model) {
    var engine =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            AssessmentPageTest.class.getClassLoader(),
            "gg.jte.generated.precompiled");
    var output = new StringOutput();
    engine.render(template, model, output);
    return output.toString();
  }

  @Test
  void whatBecameOfAPatientIsAskedWithNothingPreselectedAndNotKnownIsAnAnswer() {
    var page =
        rendered(
            "clinic/outcome.jte",
            Map.of(
                "address",
                "/app/assessments/id",
                "ends",
                new AssessmentPage.Ends(
                    List.of("told <b>"),
                    List.of(new AssessmentPage.Choice("saddle-sensory-change", "Numb saddle")))));
    assertFalse(page.contains("checked"), page);
    for (var it : List.of("arrived", "scanned", "found")) {
      assertTrue(page.contains("name=\"" + it + "\" value=\"unknown\""), it);
    }
    assertTrue(page.contains("name=\"explains\" value=\"saddle-sensory-change\""), page);
    assertTrue(page.contains("told &lt;b&gt;"), page);
  }

  private static AssessmentPage notAssessed(String name) {
    return page(name, Optional.empty(), List.of(), List.of());
  }

  private static AssessmentPage page(
      String name, Optional<Verdict> verdict, List<String> changes, List<Glance> glance) {
    return new AssessmentPage(
        new Frame("/assets/x", "Clinic", "", "Somebody", true, true),
        "id",
        new Person("p", name, Optional.empty(), Optional.empty(), Optional.empty()),
        true,
        "12:00",
        true,
        List.of(),
        verdict,
        List.of(),
        changes,
        Set.of(),
        List.of(),
        List.of(),
        glance,
        List.of(),
        List.of(),
        new AssessmentPage.Record(false, List.of(), List.of()),
        new AssessmentPage.Ends(List.of(), List.of()));
  }

  @Test
  void whatCouldNotBeAssessedIsNoAllClear() {
    var page = rendered(notAssessed("Dana"));
    assertTrue(page.contains("Not assessed: use clinical judgement"), page);
    assertTrue(page.contains("This is not an all clear"), page);
    assertTrue(page.contains("band none"), page);
    for (var colour : List.of("self-care", "routine", "Accept", "No red flag")) {
      assertFalse(page.contains(colour), colour);
    }
  }

  @Test
  void aNameIsTextAndNothingElse() {
    var page = rendered(notAssessed("<script>alert('x')</script>"));
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("&lt;script&gt;"), page);
  }

  /** Beside the name of a rule, which is its address, and what a script needs. */
  @Test
  void noPageOfAWrittenPatientShowsTheCodeOfAFact() {
    var knowledge = KnowledgeBase.load();
    var verdicts = new Verdicts(knowledge, new RuleSheets(), ClinicSettings.DEFAULT);
    var silent = recorded(Intake.of(List.of()), knowledge);
    var faults = new TreeSet<String>();
    for (var patient : WrittenPatients.all()) {
      var then = recorded(patient.intake(), knowledge);
      var changes = new ArrayList<>(new Changes().lines(silent, then));
      changes.addAll(new Changes().lines(then, silent));
      var shown =
          rendered(
              page("Dana", verdicts.of(then, Set.of()), changes, AssessmentViews.glance(then)));
      var text = shown.replaceAll("<a href=\"/app/knowledge/[^>]*>[^<]*</a>", "");
      for (var line : OneVoice.textOf(text).split("\n")) {
        Codes.in(line).forEach(code -> faults.add(code + " in: " + line.strip()));
      }
    }
    assertEquals(Set.of(), faults);
  }

  private static Recorded recorded(Intake intake, KnowledgeBase knowledge) {
    return new Recorded(Milder.stored(), intake, knowledge.assess(intake), true);
  }
}
