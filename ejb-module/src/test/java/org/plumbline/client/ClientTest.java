package org.plumbline.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static Client client(String name, URI webhook, boolean privateAddresses) {
    return new Client(
        name,
        Tenant.DEMO,
        Client.Kind.SIGNER,
        "https://ehr.example",
        Optional.empty(),
        new Client.Keys(Optional.of(URI.create("https://ehr.example/jwks")), Optional.empty()),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        privateAddresses,
        Optional.of(webhook),
        Optional.empty());
  }

  @Test
  void whoSaysNothingMaySignByTheAlgorithmsOfCdsHooks() {
    var client = client("ehr", URI.create("https://ehr.example/hook"), false);
    assertEquals(Client.DEFAULT_ALGORITHMS, client.algorithms());
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> client("Not A Name", URI.create("http://user@ehr.example/hook"), false));
    assertTrue(refused.getMessage().contains("name is Not A Name"));
    assertTrue(refused.getMessage().contains("webhook is http://user@ehr.example/hook"));
  }

  @Test
  void plainHttpIsForPrivateAddressesAlone() {
    var address = URI.create("http://10.0.0.1/hook");
    assertThrows(IllegalArgumentException.class, () -> client("ehr", address, false));
    assertEquals(Optional.of(address), client("ehr", address, true).webhook());
  }

  @Test
  void keysAreFetchedOrGivenAndNotBoth() {
    assertThrows(
        IllegalArgumentException.class, () -> new Client.Keys(Optional.empty(), Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Client.Keys(
                Optional.of(URI.create("https://ehr.example/jwks")), Optional.of("{}")));
  }
}
