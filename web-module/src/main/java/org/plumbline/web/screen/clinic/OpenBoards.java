package org.plumbline.web.screen.clinic;

import static java.util.Objects.requireNonNull;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.board.Pulse;
import org.plumbline.board.Pulse.Recent;
import org.plumbline.client.Tenant;

/**
 * The open boards. They are told that something has changed, within a second, whichever node did
 * it; of many boards some are told a little later, so that they do not all ask for the board at
 * once. Every ten seconds they are told that this node is still there, so that a board knows when
 * it is not live any more. A board that waits holds a connection and no thread.
 */
@ApplicationScoped
class OpenBoards {
  private static final int BEAT_SECONDS = 10;

  /** So many boards are told of changes in a second; each of them then asks for the board. */
  private static final int TOLD_AT_ONCE = 100;

  private static final Recent NONE = new Recent(Instant.MIN, 0);

  private final Map<AsyncContext, Board> open = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Set<AsyncContext> toTell = new HashSet<>();
  private final Map<Tenant, String> last = new HashMap<>();
  private final Map<Tenant, Recent> recent = new HashMap<>();
  private final Limits limits;
  private Pulse pulse;
  private int seconds;

  @SuppressWarnings("NullAway.Init")
  protected OpenBoards() { // required by the container
    this.limits = Limits.DEFAULT;
  }

  @Inject
  OpenBoards(Pulse pulse) {
    this(pulse, Limits.DEFAULT);
  }

  OpenBoards(Pulse pulse, Limits limits) {
    this.pulse = pulse;
    this.limits = limits;
  }

  /** How many boards may be open on this node: in all, of a clinic, and of one person. */
  record Limits(int node, int clinic, int person) {
    static final Limits DEFAULT = new Limits(4_000, 2_500, 20);
  }

  /**
   * Who looks at a board.
   *
   * @param person empty in the demonstration, where nobody signs in
   */
  record Board(Tenant tenant, String person) {
    Board {
      requireNonNull(tenant, "tenant");
      requireNonNull(person, "person");
    }

    private String clinic() {
      return "clinic " + tenant.value();
    }

    private String who() {
      return person.isEmpty() ? "" : "person " + tenant.value() + ' ' + person;
    }
  }

  /** Takes a place for one more board; whether there was one. */
  boolean enter(Board board) {
    var node = enter("node", limits.node());
    var clinic = node && enter(board.clinic(), limits.clinic());
    var person = clinic && (board.who().isEmpty() || enter(board.who(), limits.person()));
    if (!person) {
      if (clinic) {
        leave(board.clinic());
      }
      if (node) {
        leave("node");
      }
    }
    return person;
  }

  private boolean enter(String what, int most) {
    var now =
        counts.compute(
            what,
            (key, count) -> {
              var counted = count == null ? new AtomicInteger() : count;
              counted.incrementAndGet();
              return counted;
            });
    if (now.get() <= most) {
      return true;
    }
    leave(what);
    return false;
  }

  private void leave(String what) {
    counts.computeIfPresent(what, (key, count) -> count.decrementAndGet() <= 0 ? null : count);
  }

  /** Begins to tell a board that has a place. */
  void open(AsyncContext context, Board board) {
    open.put(context, board);
    send(context, "beat");
  }

  /** The board is closed; its place is free. */
  void close(AsyncContext context) {
    var board = open.remove(context);
    if (board != null) {
      leave("node");
      leave(board.clinic());
      if (!board.who().isEmpty()) {
        leave(board.who());
      }
    }
  }

  int count() {
    return open.size();
  }

  /** Looks for each clinic of which a board is open; called once a second. */
  void look() {
    if (open.isEmpty()) {
      return;
    }
    seconds = (seconds + 1) % BEAT_SECONDS;
    var tenants = new HashSet<Tenant>();
    open.values().forEach(it -> tenants.add(it.tenant()));
    var away = false;
    try {
      var changed = changed(tenants);
      open.forEach(
          (context, board) -> {
            if (changed.contains(board.tenant())) {
              toTell.add(context);
            }
          });
    } catch (EJBException databaseAway) {
      // No word is sent: what a board shows then is not live, and it says so.
      away = true;
    }
    toTell.retainAll(open.keySet());
    var told = toTell.stream().limit(TOLD_AT_ONCE).toList();
    told.forEach(it -> send(it, "change"));
    told.forEach(toTell::remove);
    if (seconds == 0 && !away) {
      open.keySet().forEach(it -> send(it, "beat"));
    }
  }

  private Set<Tenant> changed(Set<Tenant> tenants) {
    var changed = new HashSet<Tenant>();
    var now = pulse.recent();
    for (var tenant : tenants) {
      var more = now.getOrDefault(tenant, NONE).hasMoreThan(recent.getOrDefault(tenant, NONE));
      var other = pulse.of(tenant);
      if (more || !other.equals(last.put(tenant, other))) {
        changed.add(tenant);
      }
    }
    recent.clear();
    recent.putAll(now);
    last.keySet().retainAll(tenants);
    return changed;
  }

  private void send(AsyncContext context, String event) {
    try {
      var output = context.getResponse().getOutputStream();
      output.write(("event: " + event + "\ndata: \n\n").getBytes(StandardCharsets.US_ASCII));
      output.flush();
    } catch (IOException | IllegalStateException gone) {
      close(context);
      end(context);
    }
  }

  private static void end(AsyncContext context) {
    try {
      context.complete();
    } catch (IllegalStateException ended) {
      // The container was faster.
    }
  }
}
