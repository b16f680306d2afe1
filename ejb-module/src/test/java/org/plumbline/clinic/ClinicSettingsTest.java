package org.plumbline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Handover;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.fact.NightPainPolicy;
import org.plumbline.kb.wording.Language;

class ClinicSettingsTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static ClinicSettings read(Map<String, String> settings) {
    return ClinicSettings.read(name -> Optional.ofNullable(settings.get(name)));
  }

  @Test
  void nothingSetIsTheDefault() {
    assertEquals(ClinicSettings.DEFAULT, read(Map.of()));
  }

  @Test
  void everySettingIsRead() {
    var settings =
        read(
            Map.of(
                "PLUMBLINE_NIGHT_PAIN_POLICY", "strict",
                "PLUMBLINE_LANGUAGE", "es",
                "PLUMBLINE_EMERGENCY_NUMBER", "911",
                "PLUMBLINE_SEE_SAME_DAY", "duty physiotherapist, room 2"));
    assertEquals(NightPainPolicy.STRICT, settings.nightPainPolicy());
    assertEquals(SPANISH, settings.language());
    assertEquals("duty physiotherapist, room 2", settings.see(without(Urgency.SAME_DAY)));
    assertEquals(Urgency.ROUTINE.see(), settings.see(without(Urgency.ROUTINE)));
    assertTrue(
        settings
            .withNumber(Instruction.of(Urgency.AMBULANCE).wording())
            .english()
            .contains("Call 911 now"));
  }

  private static Handover without(Urgency urgency) {
    return new Handover(
        urgency,
        Instruction.of(urgency).wording(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void wordsOfTheClinicNeverTakeThePlaceOfTheSuspicion() {
    var fracture = Destination.of("fragility-fracture", "RF14").orElseThrow();
    var handover =
        new Handover(
            Urgency.SAME_DAY,
            Instruction.of(Urgency.SAME_DAY).wording(),
            List.of(new Suspicion(fracture, Urgency.SAME_DAY)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertEquals(
        fracture.see(Urgency.SAME_DAY) + "; here: duty doctor",
        read(Map.of("PLUMBLINE_SEE_SAME_DAY", "duty doctor")).see(handover));
  }

  @Test
  void everyWrongSettingIsNamed() {
    var refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                read(
                    Map.of(
                        "PLUMBLINE_NIGHT_PAIN_POLICY", "off",
                        "PLUMBLINE_LANGUAGE", "xx",
                        "PLUMBLINE_EMERGENCY_NUMBER", "call me",
                        "PLUMBLINE_SEE_EMERGENCY", "<b>nobody</b>")));
    var message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("PLUMBLINE_NIGHT_PAIN_POLICY is off"), message);
    assertTrue(message.contains("PLUMBLINE_LANGUAGE is xx"), message);
    assertTrue(message.contains("PLUMBLINE_EMERGENCY_NUMBER is call me"), message);
    assertTrue(message.contains("PLUMBLINE_SEE_EMERGENCY is <b>nobody</b>"), message);
  }
}
