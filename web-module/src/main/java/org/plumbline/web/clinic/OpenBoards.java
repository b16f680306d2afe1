package org.plumbline.web.clinic;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.plumbline.board.Pulse;
import org.plumbline.clinic.Tenant;

/**
 * The open boards. They are told that something has changed, within a second, whichever node did
 * it. Every ten seconds they are told that this node is still there, so that a board knows when it
 * is not live any more.
 */
@ApplicationScoped
class OpenBoards {
  private static final int BEAT_SECONDS = 10;
  private static final int MOST = 300;

  private final Map<AsyncContext, Tenant> open = new ConcurrentHashMap<>();
  private final Map<Tenant, String> last = new ConcurrentHashMap<>();
  private Pulse pulse;
  private int seconds;

  @SuppressWarnings("NullAway.Init")
  protected OpenBoards() {} // required by the container

  @Inject
  OpenBoards(Pulse pulse) {
    this.pulse = pulse;
  }

  /** Whether one more board may be told; a board that may not be is not live, and says so. */
  boolean open(AsyncContext context, Tenant tenant) {
    if (open.size() >= MOST) {
      return false;
    }
    open.put(context, tenant);
    return send(context, "beat");
  }

  void close(AsyncContext context) {
    open.remove(context);
  }

  /** Looks for each clinic of which a board is open; called once a second. */
  void look() {
    if (open.isEmpty()) {
      return;
    }
    seconds = (seconds + 1) % BEAT_SECONDS;
    var changed = new HashMap<Tenant, Boolean>();
    for (var entry : Map.copyOf(open).entrySet()) {
      try {
        if (changed.computeIfAbsent(entry.getValue(), this::hasChanged)) {
          send(entry.getKey(), "change");
        } else if (seconds == 0) {
          send(entry.getKey(), "beat");
        }
      } catch (EJBException databaseAway) {
        // No word is sent: what a board shows then is not live, and it says so.
        changed.put(entry.getValue(), false);
      }
    }
  }

  private boolean hasChanged(Tenant tenant) {
    var now = pulse.of(tenant);
    return !now.equals(last.put(tenant, now));
  }

  private boolean send(AsyncContext context, String event) {
    try {
      var output = context.getResponse().getOutputStream();
      output.print("event: " + event + "\ndata: \n\n");
      output.flush();
      return true;
    } catch (IOException | IllegalStateException gone) {
      open.remove(context);
      return false;
    }
  }
}
