package org.plumbline.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Refuses to start without a sign-in, save for a demonstration on this machine alone. */
@ApplicationScoped
public class StartMode {
  private static final Logger LOG = System.getLogger(StartMode.class.getName());
  private static final String BANNER =
      """

      ****************************************************************
      *  PLUMBLINE DEMO MODE: no login, this machine only.           *
      *  Never enter data of a real patient.                         *
      ****************************************************************""";

  void check(@Observes Startup startup) {
    check(
        Boolean.getBoolean("plumbline.demo"),
        System.getProperty("jboss.bind.address", "127.0.0.1"));
    LOG.log(Level.WARNING, BANNER);
  }

  /**
   * Whether the server may start.
   *
   * @throws IllegalStateException if it may not; the message says why
   */
  static void check(boolean demo, String address) {
    if (!demo) {
      throw new IllegalStateException(
          "Plumbline does not start without --demo: sign-in comes in a later version");
    }
    if (!isLoopback(address)) {
      throw new IllegalStateException(
          "demo mode serves this machine only; " + address + " is not a loopback address");
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
