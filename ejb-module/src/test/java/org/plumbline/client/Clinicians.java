package org.plumbline.client;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.plumbline.history.Kept;

/** Clients as a test needs them. */
public final class Clinicians {
  private Clinicians() {}

  /** A system that signs its own tokens and wants to be told. */
  public static Client ehr(String name) {
    return new Client(
        name,
        Kept.TENANT,
        Client.Kind.SIGNER,
        name,
        Optional.empty(),
        new Client.Keys(Optional.empty(), Optional.of("{}")),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        false,
        Optional.of(URI.create("https://ehr.example/hook")),
        Optional.empty());
  }
}
