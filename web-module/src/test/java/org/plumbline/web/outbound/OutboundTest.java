package org.plumbline.web.outbound;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/fhir",
        "https://127.1/fhir",
        "https://localhost/fhir",
        "https://[::1]/fhir",
        "https://[::ffff:127.0.0.1]/fhir",
        "https://[fc00::1]/fhir",
        "https://[fe80::1]/fhir",
        "https://10.1.2.3/fhir",
        "https://172.16.0.1/fhir",
        "https://192.168.0.1/fhir",
        "https://169.254.169.254/latest",
        "https://100.64.0.1/fhir",
        "https://0.0.0.0/fhir",
        "https://224.0.0.1/fhir",
        "https://2130706433/fhir",
        "https://no-such-host.invalid/fhir",
        "http://192.0.2.1/fhir",
        "https://user@192.0.2.1/fhir",
        "file:///etc/passwd",
        "ftp://192.0.2.1/x"
      })
  void privateNetworksAndOtherSchemesAreNotCalled(String address) {
    assertThrows(Refused.class, () -> Outbound.check(URI.create(address), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://192.0.2.1/fhir", "https://198.51.100.7:8443/fhir"})
  void publicAddressesAreCalled(String address) {
    assertDoesNotThrow(() -> Outbound.check(URI.create(address), false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080/fhir", "https://10.1.2.3/fhir"})
  void registrationCanAllowPrivateNetworks(String address) {
    assertDoesNotThrow(() -> Outbound.check(URI.create(address), true));
  }
}
