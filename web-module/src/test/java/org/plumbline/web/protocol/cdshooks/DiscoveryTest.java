package org.plumbline.web.protocol.cdshooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.web.document.Hook;

class DiscoveryTest {
  /** Clients file services by their id: of several under one id only the last is left. */
  @Test
  void everyHookHasAServiceOfItsOwn() {
    var services = Discovery.json().getJsonArray("services").getValuesAs(JsonObject.class);
    assertEquals(Hook.values().length, services.size());
    assertEquals(
        Hook.values().length,
        services.stream().map(it -> it.getString("id")).collect(Collectors.toSet()).size());
    for (var service : services) {
      var hook = Hook.of(service.getString("hook")).orElseThrow();
      assertEquals(Discovery.id(hook), service.getString("id"));
      assertTrue(Discovery.knows(service.getString("id")));
      assertTrue(service.getString("id").matches("[a-z-]+"));
    }
  }

  @Test
  void idFromBeforeIsThatOfPatientView() {
    assertEquals("low-back-triage", Discovery.id(Hook.PATIENT_VIEW));
    assertFalse(Discovery.knows("low-back-triage-no-such-hook"));
  }
}
