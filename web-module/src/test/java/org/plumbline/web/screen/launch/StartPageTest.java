package org.plumbline.web.screen.launch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.generated.precompiled.StaticTemplates;
import org.junit.jupiter.api.Test;
import org.plumbline.web.screen.page.Answer;

class StartPageTest {
  private static String page(boolean demo) {
    return Answer.page(new StaticTemplates().launchStart(demo)).text();
  }

  @Test
  void onlyADemonstrationSaysThatItIsOne() {
    assertTrue(page(true).contains("Demo mode."));
    assertFalse(page(false).contains("Demo mode"));
    assertFalse(
        page(false).contains("127.0.0.1"), "a server with sign-in takes no call without it");
  }

  /** What scrolls must be reached by the keyboard, and have a name. */
  @Test
  void whatScrollsCanBeReached() {
    assertTrue(page(true).contains("<pre tabindex=\"0\" role=\"region\" aria-label="));
  }
}
