package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpansTest {
  @Test
  void readsAsABoardDoes() {
    assertEquals("0 min", Spans.shown(Duration.ZERO));
    assertEquals("59 min", Spans.shown(Duration.ofMinutes(59)));
    assertEquals("1 h 00", Spans.shown(Duration.ofMinutes(60)));
    assertEquals("3 h 05", Spans.shown(Duration.ofMinutes(-185)));
    assertEquals("1 d", Spans.shown(Duration.ofHours(24)));
    assertEquals("1 d 6 h", Spans.shown(Duration.ofHours(30)));
  }
}
