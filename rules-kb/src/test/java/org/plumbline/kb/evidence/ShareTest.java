package org.plumbline.kb.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ShareTest {
  /** Against the table of Newcombe RG, Stat Med 1998;17:857, method 3: 81 of 263 and 15 of 148. */
  @Test
  void intervalIsThatOfNewcombesTable() {
    assertEquals(0.2553, new Share(81, 263).low(), 0.00005);
    assertEquals(0.3662, new Share(81, 263).high(), 0.00005);
    assertEquals(0.0624, new Share(15, 148).low(), 0.00005);
    assertEquals(0.1605, new Share(15, 148).high(), 0.00005);
  }

  @Test
  void noneAndAllKeepAWidth() {
    assertEquals(0, new Share(0, 20).low(), 1e-9);
    assertEquals(0.1611, new Share(0, 20).high(), 0.00005);
    assertEquals(0.8389, new Share(20, 20).low(), 0.00005);
    assertEquals(1, new Share(20, 20).high(), 1e-9);
  }

  @Test
  void nobodyLookedAtIsNoShare() {
    assertEquals("0 of 0", new Share(0, 0).text());
    assertEquals("3 of 12, 25 % (9 to 53)", new Share(3, 12).text());
    assertThrows(IllegalArgumentException.class, () -> new Share(2, 1));
  }
}
