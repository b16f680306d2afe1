package org.plumbline.kb.outlook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.KnowledgeBase;

/** The ways to be certain that the build keeps for the start. */
class WaysTest {
  private static final Outlook OUTLOOK = KnowledgeBase.load().outlook();

  private static List<String> kept() throws IOException {
    try (var stream = Ways.class.getResourceAsStream(Ways.FILE)) {
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
    }
  }

  @Test
  void theKeptWaysAreThoseOfTheRules() throws IOException {
    var worked = OUTLOOK.linesOfWays();
    assertTrue(worked.size() > 100, worked.size() + " ways");
    assertEquals(worked, kept());
    assertEquals(worked, Ways.read(OUTLOOK.paths(), kept()).orElseThrow().lines(OUTLOOK.paths()));
  }

  /** A knowledge with one rule changed must not be asked by the ways of another. */
  @Test
  void theWaysOfOtherRulesAreNotTaken() throws IOException {
    var others = new ArrayList<>(kept());
    others.set(0, others.get(0).replace(others.get(0).charAt(0), 'x'));
    assertTrue(Ways.read(OUTLOOK.paths(), others).isEmpty());
    assertTrue(Ways.read(OUTLOOK.paths(), List.of()).isEmpty());
  }
}
