package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @AfterEach
  void end() {
    Patience.end();
  }

  @Test
  void theSettingIsBounded() {
    assertEquals(Duration.ofMillis(400), Patience.hurried(null));
    assertEquals(Duration.ofMillis(400), Patience.hurried(" "));
    assertEquals(Duration.ofMillis(50), Patience.hurried("50"));
    assertThrows(IllegalStateException.class, () -> Patience.hurried("49"));
    assertThrows(IllegalStateException.class, () -> Patience.hurried("10001"));
    assertThrows(IllegalStateException.class, () -> Patience.hurried("long"));
  }

  @Test
  void aThreadWithoutACallHasNone() {
    assertEquals(Optional.empty(), Patience.current());
    Patience.giveUp();
    Patience.waits();
    Patience.waited();
    assertEquals(Optional.empty(), Patience.current());
  }

  @Test
  void whoWasLetDownOnceWaitsNoMore() {
    Patience.begin(true, Duration.ofSeconds(5));
    assertTrue(Patience.current().orElseThrow().left() > 0);
    Patience.giveUp();
    assertEquals(0, Patience.current().orElseThrow().left());
  }

  @Test
  void aCallWithTimeDoesNotGiveUp() {
    Patience.begin(false, Duration.ofSeconds(5));
    Patience.giveUp();
    assertTrue(Patience.current().orElseThrow().left() > 0);
  }

  @Test
  void theLastWaitIsNotSoShortThatABusyMachineLooksSilent() {
    Patience.begin(true, Duration.ofMillis(20));
    assertEquals(100, Patience.current().orElseThrow().left());
    Patience.begin(true, Duration.ZERO);
    assertEquals(0, Patience.current().orElseThrow().left());
  }
}
