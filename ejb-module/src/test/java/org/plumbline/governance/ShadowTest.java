package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;

class ShadowTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String HASH = "c".repeat(64);
  private static final List<String> ROUTINE = List.of("disposition nothing-else routine");

  private final Kept kept = Kept.empty();

  @AfterEach
  void close() {
    kept.close();
  }

  private int follow(List<String> transcript) {
    var followed = new ArrayList<Integer>();
    kept.with(it -> followed.add(new Shadow(it).follow(HASH, said -> transcript, NOW)));
    return followed.get(0);
  }

  private Matrix matrix() {
    var found = new ArrayList<Matrix>();
    kept.with(it -> found.add(Matrix.of(it, HASH)));
    return found.get(0);
  }

  private boolean makesLessUrgent() {
    var found = new ArrayList<Boolean>();
    kept.with(it -> found.add(Matrix.makesLessUrgent(it, HASH)));
    return found.get(0);
  }

  @Test
  void eachAssessmentIsComparedOnce() {
    kept.assessment("Patient/1", NOW, "routine");
    kept.assessment("Patient/2", NOW, "routine");
    assertEquals(2, follow(ROUTINE));
    assertEquals(0, follow(ROUTINE));
    kept.assessment("Patient/3", NOW, "routine");
    assertEquals(1, follow(ROUTINE));
    assertEquals(3, matrix().compared());
  }

  @Test
  void whatACandidateMakesLessUrgentIsNamed() {
    kept.assessment("Patient/1", NOW, "routine");
    follow(ROUTINE);
    assertFalse(makesLessUrgent());
    var emergency = kept.assessment("Patient/2", NOW, "emergency", "saddle");
    follow(ROUTINE);
    assertTrue(makesLessUrgent());
    assertEquals(
        List.of(
            new Matrix.Less(emergency, new Matrix.Code("emergency"), new Matrix.Code("routine"))),
        matrix().lessUrgent());
    assertEquals(1, matrix().cells().get("emergency").get("routine"));
  }

  @Test
  void aCandidateWithoutADispositionIsLessUrgentThanAny() {
    kept.assessment("Patient/1", NOW, "self-care");
    follow(List.of());
    assertTrue(makesLessUrgent());
    assertEquals(1, matrix().cells().get("self-care").get("none"));
  }

  @Test
  void whatWasErasedIsNotFollowed() {
    kept.assessment("erased", NOW, "routine");
    assertEquals(0, follow(ROUTINE));
  }

  @Test
  void whatMayStillBeCommittedIsWaitedFor() {
    kept.assessment("Patient/1", NOW, "routine");
    var early = new ArrayList<Integer>();
    kept.with(it -> early.add(new Shadow(it).follow(HASH, said -> ROUTINE, Instant.EPOCH)));
    assertEquals(List.of(0), early);
  }
}
