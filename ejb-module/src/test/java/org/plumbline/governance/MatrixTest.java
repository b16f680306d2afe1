package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MatrixTest {
  private static final UUID CASE = new UUID(0, 1);
  private static final Matrix MATRIX =
      new Matrix(
          Map.of(
              "emergency", Map.of("emergency", 3L, "routine", 1L), "routine", Map.of("none", 2L)),
          List.of(new Matrix.Less(CASE, new Matrix.Code("emergency"), new Matrix.Code("routine"))));

  @Test
  void everythingThatWasComparedIsCounted() {
    assertEquals(6, MATRIX.compared());
    assertEquals(0, new Matrix(Map.of(), List.of()).compared());
  }

  @Test
  void theTableNamesEachLessUrgentCase() {
    var lines = MATRIX.text().lines().toList();
    assertTrue(lines.get(0).startsWith("live \\ new"));
    assertTrue(lines.contains("6 compared, 1 less urgent"));
    assertEquals(CASE + " emergency -> routine", lines.get(lines.size() - 1));
  }

  @Test
  void liveStandsDownAndTheCandidateAcross() {
    var head = List.of(MATRIX.text().lines().findFirst().orElseThrow().trim().split("\\s{2,}"));
    var row =
        MATRIX
            .text()
            .lines()
            .filter(it -> it.startsWith("emergency"))
            .findFirst()
            .orElseThrow()
            .trim()
            .split("\\s+");
    assertEquals("1", row[head.indexOf("routine")]);
    assertEquals("3", row[head.indexOf("emergency")]);
  }
}
