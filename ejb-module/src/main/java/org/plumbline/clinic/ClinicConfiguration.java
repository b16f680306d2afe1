package org.plumbline.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Reads the settings of the clinic from the environment, once; a wrong one keeps the server down.
 */
@ApplicationScoped
public class ClinicConfiguration {
  private static final Logger LOG = System.getLogger(ClinicConfiguration.class.getName());

  private final ClinicSettings settings = ClinicSettings.ofEnvironment();
  private final ClinicFace face = ClinicFace.read(ClinicConfiguration::setting);
  private final Channels channels = Channels.read(ClinicConfiguration::setting);

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank());
  }

  void start(@Observes Startup startup) {
    LOG.log(
        Level.INFO,
        "clinic settings: night-pain-policy {0}, language {1}, {2} own ways of seeing patients",
        settings.nightPainPolicy().stored(),
        settings.language().code(),
        settings.seenBy().size());
  }

  @Produces
  @Dependent
  ClinicSettings settings() {
    return settings;
  }

  @Produces
  @Dependent
  Channels channels() {
    return channels;
  }

  @Produces
  @Dependent
  ClinicFace face() {
    return face;
  }
}
