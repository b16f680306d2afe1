package org.plumbline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.NightPainPolicy;
import org.plumbline.kb.wording.Language;

class ClinicSettingsTest {
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
    assertEquals(Language.SPANISH, settings.language());
    assertEquals("duty physiotherapist, room 2", settings.see(Urgency.SAME_DAY));
    assertEquals(Urgency.ROUTINE.see(), settings.see(Urgency.ROUTINE));
    assertTrue(
        settings
            .withNumber(Instruction.of(Urgency.AMBULANCE).wording())
            .english()
            .contains("Call 911 now"));
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
