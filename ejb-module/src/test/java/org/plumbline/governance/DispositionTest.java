package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DispositionTest {
  private static final List<String> BEFORE =
      List.of("red-flag saddle emergency", "disposition most-urgent-red-flag emergency");

  @Test
  void theUrgencyStandsInTheLineOfTheDisposition() {
    assertEquals("emergency", Disposition.urgency(BEFORE));
    assertEquals("none", Disposition.urgency(List.of("red-flag saddle emergency")));
  }

  @Test
  void aCodeThatNobodyKnowsIsTheLeastUrgent() {
    assertTrue(Disposition.isLessUrgent("routine", "emergency"));
    assertTrue(Disposition.isLessUrgent("none", "self-care"));
    assertFalse(Disposition.isLessUrgent("emergency", "emergency"));
    assertFalse(Disposition.isLessUrgent("ambulance", "emergency"));
  }

  @Test
  void changesNameWhatIsGoneAndWhatIsNew() {
    var after = List.of("disposition most-urgent-red-flag urgent", "red-flag saddle emergency");
    assertEquals(
        List.of(
            "-disposition most-urgent-red-flag emergency",
            "+disposition most-urgent-red-flag urgent"),
        Disposition.changes(BEFORE, after));
    assertEquals(List.of(), Disposition.changes(BEFORE, BEFORE));
  }
}
