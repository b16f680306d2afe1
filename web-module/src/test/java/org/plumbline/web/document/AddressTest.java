package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.StepPage.Clinic;

/** What the emergency page and the sheet tell a patient. */
class AddressTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          AddressTest.class.getClassLoader(),
          "gg.jte.generated.precompiled");

  private static Assessment assess(Fact... present) {
    var from = Provenance.of("QuestionnaireResponse/1", AT);
    var statements = new ArrayList<Statement>();
    for (var fact : present) {
      statements.add(new Statement(fact, Presence.PRESENT, from));
    }
    return KNOWLEDGE.assess(Intake.of(statements));
  }

  private static Address address(Assessment assessment, Language language) {
    return Address.of(
        assessment.handover(), it -> ClinicSettings.DEFAULT.withNumber(it).in(language));
  }

  private static String emergency(Assessment assessment, Optional<String> kiosk) {
    var model = model(Language.ENGLISH);
    model.put("advice", address(assessment, Language.ENGLISH));
    model.put("address", "/intake/x");
    model.put("kiosk", kiosk);
    model.put("clinicKnows", true);
    model.put("next", 2);
    return rendered("patient/emergency.jte", model);
  }

  private static String sheet(Assessment assessment, Language language) {
    var model = model(language);
    model.put(
        "handout",
        Handout.of(
            assessment,
            it -> ClinicSettings.DEFAULT.withNumber(it).in(language),
            AT,
            ZoneOffset.UTC,
            Locale.UK));
    return rendered("patient/handout.jte", model);
  }

  private static Map<String, Object> model(Language language) {
    var model = new HashMap<String, Object>();
    model.put("words", Messages.in(language));
    model.put("assets", "/assets/x");
    model.put("clinic", new Clinic("Ironside", Optional.of("555 1234")));
    model.put("number", "112");
    return model;
  }

  private static String rendered(String template, Map<String, Object> model) {
    var output = new StringOutput();
    ENGINE.render(template, model, output);
    return output.toString();
  }

  @Test
  void emergencyPageSaysWhyWhereAndWhatToSay() {
    var page = emergency(assess(Fact.SADDLE_NUMBNESS, Fact.BLADDER_RETENTION), Optional.empty());
    for (var part :
        List.of(
            "Go to a hospital now",
            "<li>I am numb or tingle where I sit.</li>",
            "MRI scan day and night",
            "Please rule out cauda equina syndrome.",
            "list of your pills")) {
      assertTrue(page.contains(part), () -> part + " is not in " + page);
    }
    assertEquals(2, page.split("btn danger", -1).length, "one red button, below what comes first");
    assertTrue(page.contains("Can not get there, or worse? Call 112"), page);
    var order =
        List.of("The nerves low in your spine", "MRI scan", "Please rule out", "btn danger")
            .stream()
            .map(page::indexOf)
            .toList();
    assertEquals(order.stream().sorted().toList(), order, page);
  }

  @Test
  void ambulancePageHasTheCallAsItsOneButton() {
    var page = emergency(assess(Fact.PARALYSIS_SUDDEN), Optional.empty());
    assertTrue(page.contains("<h1 id=\"emergency-heading\">Call 112 now</h1>"), page);
    assertEquals(2, page.split("btn danger", -1).length, page);
    assertFalse(page.contains("Go to a hospital"), page);
  }

  @Test
  void afterAFallNobodyIsToldToGo() {
    for (var page :
        List.of(
            emergency(assess(Fact.MAJOR_TRAUMA), Optional.empty()),
            sheet(assess(Fact.MAJOR_TRAUMA), Language.ENGLISH))) {
      assertTrue(page.contains("Stay where you are and keep still."), page);
      assertTrue(page.contains("Call 112 now"), page);
      assertFalse(page.contains("Go to "), page);
      assertFalse(page.contains("Go now"), page);
    }
  }

  @Test
  void sheetOfAnEmergencyNeverSaysToCallTheClinic() {
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        var assessment = assess(fact);
        if (assessment.urgency().compareTo(Urgency.EMERGENCY) >= 0) {
          assertFalse(sheet(assessment, Language.ENGLISH).contains("call us"), fact.code());
          assertFalse(sheet(assessment, SPANISH).contains("555 1234"), fact.code());
        }
      }
    }
  }

  @Test
  void sheetOfTodaySaysWhereAndWhatToSay() {
    var page = sheet(assess(Fact.LEG_WEAKNESS, Fact.FOOT_DROP), SPANISH);
    assertTrue(page.contains("Tengo la pierna débil"), page);
    assertTrue(page.contains("Diga esto"), page);
  }

  @Test
  void sharedDeviceSendsToTheDesk() {
    var page = emergency(assess(Fact.SADDLE_NUMBNESS), Optional.of("x"));
    assertTrue(page.contains("Tell the desk now"), page);
    assertFalse(page.contains("btn danger"), page);
    assertFalse(page.contains("drive yourself"), "whoever stands at the desk goes nowhere");
  }
}
