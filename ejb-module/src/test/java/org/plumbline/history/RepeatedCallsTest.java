package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.history.RepeatedCalls.Call;
import org.plumbline.history.RepeatedCalls.Key;
import org.plumbline.history.RepeatedCalls.Known;
import org.plumbline.history.RepeatedCalls.State;

class RepeatedCallsTest {
  private static final Call CALL =
      new Call(Kept.TENANT, "ehr", new Key("key"), "hash of an outcome");

  @Test
  void whatACallLedToIsKnownWhenItIsSentAgain() {
    try (var kept = Kept.empty()) {
      var calls = new RepeatedCalls(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      kept.give(calls);
      assertEquals(new Known(State.FIRST, Optional.empty()), calls.begin(CALL));
      assertEquals(new Known(State.UNDER_WAY, Optional.empty()), calls.begin(CALL));
      calls.answered(CALL, "3");
      assertEquals(new Known(State.ANSWERED, Optional.of("3")), calls.begin(CALL));
      var other = new Call(Kept.TENANT, "ehr", new Key("key"), "hash of a link");
      assertEquals(State.ANOTHER, calls.begin(other).state());
    }
  }
}
