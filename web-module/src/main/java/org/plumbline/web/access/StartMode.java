package org.plumbline.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.plumbline.web.access.ServerSettings.Tls;

/** Decides whether the server may start: with sign-in, or as a demonstration on this machine. */
@ApplicationScoped
public class StartMode {
  private static final Logger LOG = System.getLogger(StartMode.class.getName());
  private static final String BANNER =
      """

      ****************************************************************
      *  PLUMBLINE DEMO MODE: no login, this machine only.           *
      *  Never enter data of a real patient.                         *
      ****************************************************************""";

  private final ServerSettings settings =
      ServerSettings.read(
          Boolean.getBoolean("plumbline.demo"),
          name -> Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank()));

  void check(@Observes Startup startup) {
    check(settings, System.getProperty("jboss.bind.address", "127.0.0.1"));
    if (settings.demo()) {
      LOG.log(Level.WARNING, BANNER);
    } else {
      LOG.log(Level.INFO, "every call needs a token of a registered client");
    }
    if (!settings.demo() && settings.tls() == Tls.NONE) {
      LOG.log(Level.WARNING, "PLUMBLINE_TLS=none: calls are not encrypted; for development alone");
    }
  }

  @Produces
  @Dependent
  ServerSettings settings() {
    return settings;
  }

  /**
   * Whether the server may start.
   *
   * @throws IllegalStateException if it may not; the message says why
   */
  static void check(ServerSettings settings, String address) {
    if (settings.demo() && !isLoopback(address)) {
      throw new IllegalStateException(
          "demo mode serves this machine only; " + address + " is not a loopback address");
    }
    if (!settings.demo() && settings.tls() == Tls.NONE && !isLoopback(address)) {
      throw new IllegalStateException(
          "PLUMBLINE_TLS=none serves this machine only; " + address + " is not a loopback address");
    }
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
