package org.plumbline.web.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * A fault that nobody foresaw, under an id by which the client's message and the log are joined.
 *
 * @param id what the client is told
 */
public record Incident(UUID id) {

  /** Logs the kind and the place only: the message and the causes may quote what was sent. */
  public static Incident log(Logger log, Throwable thrown) {
    var incident = new Incident(UUID.randomUUID());
    var root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    var trace = root.getStackTrace();
    log.log(
        Level.ERROR,
        "incident {0}: {1} at {2}",
        incident.id,
        root.getClass().getName(),
        trace.length == 0 ? "?" : trace[0]);
    return incident;
  }

  /** What the client is told. */
  public String shown() {
    return "could not be answered; incident " + id;
  }
}
