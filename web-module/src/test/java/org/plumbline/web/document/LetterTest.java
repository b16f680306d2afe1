package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
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
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;

class LetterTest {
  private static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static String letter(Map<Fact, Value> values, Letter.Stays... stays) {
    var from = Provenance.of("QuestionnaireResponse/1", AT);
    var intake =
        Intake.of(
            values.entrySet().stream()
                .map(it -> new Statement(it.getKey(), it.getValue(), from))
                .toList());
    var head =
        new Letter.Head(
            "Ironside clinic",
            Optional.of("112 555"),
            "Dana Carter, born 1992-03-01",
            AT.atZone(ZoneId.of("Europe/Madrid")),
            "1, knowledge 2");
    return new Letter(
            head, intake, KNOWLEDGE.assess(intake), List.of(stays), ClinicSettings.DEFAULT)
        .text()
        .replaceAll("\n  (?=[a-z])", " ");
  }

  private static Map<Fact, Value> quiet() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.put(Fact.AGE, new Reading(24));
    values.put(Fact.TREND, Trend.IMPROVING);
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(20));
    values.put(Fact.PAIN_NOW, new Reading(4));
    return values;
  }

  @Test
  void letterOfASuspectedCaudaEquinaAsksForItAndNamesNoMuscle() {
    var values = quiet();
    values.put(Fact.SADDLE_NUMBNESS, Presence.PRESENT);
    values.remove(Fact.PELVIC_SYMPTOMS_NEW);
    values.remove(Fact.PERIANAL_SENSATION_REDUCED);
    var letter = letter(values);
    for (var part :
        new String[] {
          "Ironside clinic, telephone 112 555",
          "Patient: Dana Carter, born 1992-03-01",
          "Answered: 20 November 2026, 09:00 (CET)",
          "SUSPECTED CAUDA EQUINA SYNDROME",
          "Request: emergency department with MRI at any hour",
          "The patient says: \"I am numb or tingle where I sit. Please rule out",
          "- Saddle numbness",
          "Denied, or examined and not found: trouble passing urine;",
          "Not examined yet: reduced perianal sensation",
          Assessment.CAUSE_NOT_JUDGED,
          "Signature"
        }) {
      assertTrue(letter.contains(part), () -> part + " is not in " + letter);
    }
    assertFalse(letter.contains("Muscle or structure"), letter);
    assertFalse(letter.toLowerCase().contains("non-specific"), letter);
  }

  @Test
  void mildLetterSaysWhatThePainLeansToward() {
    var letter = letter(quiet());
    assertTrue(letter.contains("Muscle or structure: "), letter);
    assertTrue(letter.contains("- Age: 24 years"), letter);
    assertTrue(letter.contains("- Pain now: 4 of 10"), letter);
  }

  @Test
  void noLetterShowsTheCodeOfAFactOrOfAUnit() {
    for (var sign : Fact.values()) {
      if (sign.kind() == Fact.Kind.FINDING) {
        var values = quiet();
        values.put(sign, Presence.PRESENT);
        var letter = letter(values);
        for (var fact : Fact.values()) {
          if (fact.code().contains("-")) {
            assertFalse(letter.contains(fact.code()), fact.code());
          }
        }
        assertFalse(letter.contains("{score}") || letter.contains(" 24 a"), letter);
      }
    }
  }

  @Test
  void whatIsGraverAndUndecidedIsReadFirst() {
    var then = AT.minusSeconds(3600).atZone(ZoneId.of("UTC"));
    var saddle = new Letter.Stays(Urgency.EMERGENCY, then, false, List.of("Saddle numbness"));
    var letter = letter(quiet(), saddle);
    var first = letter.indexOf("READ THIS FIRST. Emergency now by the answers of 20 November 2026");
    assertTrue(first > 0 && first < letter.indexOf("Request: "), letter);
    assertTrue(letter.contains("not finished: Saddle numbness."), letter);
    assertTrue(letter.contains("No clinician has decided about them."), letter);
    var mild = new Letter.Stays(Urgency.SELF_CARE, then, true, List.of());
    assertFalse(letter(quiet(), mild).contains("READ THIS FIRST"), "it is no graver");
    assertFalse(letter(quiet()).contains("No clinician has decided"), "nothing else stays");
  }
}
