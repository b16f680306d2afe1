package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;

class FiringsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:30:00Z");

  /** What one look at the chart reads after the first, with so many assessments in 24 hours. */
  private static Kept.Read look(int assessments) {
    try (var kept = Kept.empty()) {
      var hour = NOW.minus(Duration.ofMinutes(30));
      kept.many(assessments, hour.minus(Duration.ofHours(24)), hour);
      kept.assessment("Patient/late", NOW, "routine");
      kept.with(it -> new Firings(it).count(NOW));
      kept.with(
          it ->
              assertEquals(
                  Map.of("saddle", (long) assessments, "*", (long) assessments),
                  new Firings(it).lately(NOW)));
      return kept.readWith(
          it -> {
            var firings = new Firings(it);
            firings.count(NOW);
            firings.signals(Set.of("saddle"), NOW);
          });
    }
  }

  @Test
  void aLookReadsAsMuchHoweverManyWereAssessedInADay() {
    var few = look(1000);
    var many = look(10_000);
    assertEquals(few.statements(), many.statements());
    assertTrue(many.rows() <= few.rows() + 10, few.rows() + " " + many.rows());
  }
}
