package org.plumbline.it;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every screen of the clinic: nothing found by axe, nothing cut off, a picture of each. */
class LookBrowserIT {
  private static Screens screens;

  @BeforeAll
  static void open() throws Exception {
    screens = Screens.open();
  }

  @TestFactory
  Stream<DynamicTest> everyScreenOfTheClinic() throws Exception {
    var emergency = screens.newest("whitlock");
    var nerve = screens.newest("okafor");
    var sore = screens.newest("carter");
    return Stream.of(
            Map.entry("start", "/"),
            Map.entry("nothing-here", "/anything"),
            Map.entry("board", "/app/board"),
            Map.entry("board-panel", "/app/board?open=" + emergency),
            Map.entry("board-nobody", "/app/board?q=nobody-is-called-so"),
            Map.entry("follow-ups", "/app/follow-ups"),
            Map.entry("outcomes", "/app/outcomes"),
            Map.entry("knowledge", "/app/knowledge/saddle-sensory-change"),
            Map.entry("links", "/app/links"),
            Map.entry("no-intake", "/app/patients/nobody-yet"),
            Map.entry("not-found", "/app/assessments/none"),
            Map.entry("assessment-emergency", "/app/assessments/" + emergency),
            Map.entry("assessment-nerve", "/app/assessments/" + nerve),
            Map.entry("assessment-sore", "/app/assessments/" + sore),
            Map.entry("urgency", "/app/assessments/" + nerve + "/urgency"),
            Map.entry("handout-sore", "/app/assessments/" + sore + "/handout"),
            Map.entry("handout-emergency-es", "/app/assessments/" + emergency + "/handout?lang=es"),
            Map.entry("card", "/app/card?assessment=" + emergency))
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> screens.checkAll(it.getValue(), it.getKey())));
  }
}
