package org.plumbline.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClinicFaceTest {
  private static ClinicFace face(Map<String, String> settings) {
    return ClinicFace.read(it -> Optional.ofNullable(settings.get(it)));
  }

  @Test
  void aClinicThatSaysNothingHasTheNameOfTheProduct() {
    assertEquals(new ClinicFace("Plumbline", Optional.empty()), face(Map.of()));
  }

  @Test
  void nameAndTelephoneAreShownAsTheyWereSet() {
    assertEquals(
        new ClinicFace("St. Mary's (North)", Optional.of("+44 20 7946 0000")),
        face(
            Map.of(
                "PLUMBLINE_CLINIC_NAME", "St. Mary's (North)",
                "PLUMBLINE_CLINIC_PHONE", "+44 20 7946 0000")));
  }

  @Test
  void whatIsNoNameAndNoNumberKeepsTheServerDown() {
    assertThrows(
        IllegalStateException.class, () -> face(Map.of("PLUMBLINE_CLINIC_NAME", "<b>x</b>")));
    assertThrows(
        IllegalStateException.class, () -> face(Map.of("PLUMBLINE_CLINIC_PHONE", "ask us")));
  }
}
