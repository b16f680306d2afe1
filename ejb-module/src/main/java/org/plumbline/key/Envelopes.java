package org.plumbline.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;

/** Makes the {@link Envelope} of this installation. */
@ApplicationScoped
class Envelopes {
  @Produces
  Envelope envelope() {
    return HOLDER;
  }

  private static final Envelope HOLDER =
      new Envelope(
          KeyFile.in(
              Path.of(System.getProperty("plumbline.data", System.getProperty("user.home")))));
}
