package org.plumbline.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.plumbline.web.security.ServerSettings.Tls;

class GateTest {
  @Test
  void plainHttpIsRefusedUnlessAProxyEndsTls() {
    for (var tls : Tls.values()) {
      var settings = new ServerSettings(false, java.util.Optional.empty(), tls, 1);
      assertEquals(tls == Tls.DIRECT, Gate.isTooPlain(settings, false), tls.name());
      assertEquals(false, Gate.isTooPlain(settings, true), tls.name());
    }
  }
}
