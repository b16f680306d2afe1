package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.web.access.ServerSettings.Tls;

class StartModeTest {
  private static ServerSettings settings(boolean demo, Map<String, String> environment) {
    return ServerSettings.read(demo, name -> Optional.ofNullable(environment.get(name)));
  }

  private static String refusal(Map<String, String> environment) {
    return assertThrows(IllegalStateException.class, () -> settings(false, environment))
        .getMessage();
  }

  @Test
  void withoutDemoTheAddressMustBeSaid() {
    assertTrue(refusal(Map.of()).contains("PLUMBLINE_URL must be the https address"));
    assertTrue(refusal(Map.of("PLUMBLINE_URL", "ehr")).contains("PLUMBLINE_URL"));
  }

  @Test
  void plainHttpNeedsASwitchOfItsOwn() {
    assertTrue(
        refusal(Map.of("PLUMBLINE_URL", "http://127.0.0.1:8080")).contains("PLUMBLINE_TLS=none"));
    assertEquals(
        Tls.NONE,
        settings(false, Map.of("PLUMBLINE_URL", "http://127.0.0.1:8080", "PLUMBLINE_TLS", "none"))
            .tls());
  }

  @Test
  void everyFaultIsNamed() {
    var why =
        refusal(
            Map.of(
                "PLUMBLINE_TLS", "maybe", "PLUMBLINE_RATE_LIMIT", "0", "PLUMBLINE_PROXIES", "two"));
    assertTrue(why.contains("PLUMBLINE_TLS must be direct, proxy or none"), why);
    assertTrue(why.contains("PLUMBLINE_RATE_LIMIT must be 1 to 1000000"), why);
    assertTrue(why.contains("PLUMBLINE_PROXIES must be 1 to 9"), why);
    assertTrue(why.contains("PLUMBLINE_URL"), why);
  }

  @Test
  void theAddressLosesTheSlashAtItsEnd() {
    assertEquals(
        "https://plumbline.example.org",
        settings(false, Map.of("PLUMBLINE_URL", "https://plumbline.example.org/"))
            .address()
            .orElseThrow()
            .toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
  void demoAndPlainHttpServeThisMachineOnly(String address) {
    var demo = settings(true, Map.of());
    assertThrows(IllegalStateException.class, () -> StartMode.check(demo, address));
    var plain =
        settings(false, Map.of("PLUMBLINE_URL", "http://127.0.0.1:8080", "PLUMBLINE_TLS", "none"));
    assertThrows(IllegalStateException.class, () -> StartMode.check(plain, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
  void demoStartsOnALoopbackAddress(String address) {
    assertDoesNotThrow(() -> StartMode.check(settings(true, Map.of()), address));
  }
}
