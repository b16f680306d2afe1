package org.plumbline.web.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartModeTest {
  @Test
  void withoutDemoTheServerDoesNotStartAndSaysThatSignInComesLater() {
    var refused =
        assertThrows(IllegalStateException.class, () -> StartMode.check(false, "127.0.0.1"));
    assertTrue(refused.getMessage().contains("sign-in comes in a later version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
  void demoServesThisMachineOnly(String address) {
    assertThrows(IllegalStateException.class, () -> StartMode.check(true, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void demoStartsOnALoopbackAddress(String address) {
    assertDoesNotThrow(() -> StartMode.check(true, address));
  }
}
