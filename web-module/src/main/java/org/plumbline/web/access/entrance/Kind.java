package org.plumbline.web.access.entrance;

/**
 * The kinds of calls, each with a lane of its own. Every call holds one connection to the database
 * at most, so that all lanes but that of the hook together leave it its reserve of the pool
 * (max-pool-size in server.cli), whatever they wait for.
 */
enum Kind {
  /** A call that waits longer has been given up by its EHR: an answer is due in 500 ms. */
  HOOK(32, 256, 2_000),

  /** Two for each processor keep it busy; the rest is for those that wait for the database. */
  DATA(8, 256, 5_000),

  PAGE(8, 256, 5_000),

  /** All boards of a node open again at once after a restart; each asks a few milliseconds. */
  BOARD(4, 4_096, 20_000),

  OPERATOR(2, 16, 5_000);

  private final int atOnce;
  private final int waiting;
  private final int waitMillis;

  Kind(int atOnce, int waiting, int waitMillis) {
    this.atOnce = atOnce;
    this.waiting = waiting;
    this.waitMillis = waitMillis;
  }

  /** How many calls are answered at once. */
  int atOnce() {
    return atOnce;
  }

  /** How many calls wait beside. */
  int waiting() {
    return waiting;
  }

  /** How long one waits, in milliseconds. */
  int waitMillis() {
    return waitMillis;
  }

  /** The kind of a call by its path. */
  static Kind of(String path) {
    if (path.startsWith("/cds-services")) {
      return HOOK;
    }
    if (path.equals("/api/metrics") || path.startsWith("/api/health/")) {
      return OPERATOR;
    }
    if (path.equals("/app/events")) {
      return BOARD;
    }
    return path.startsWith("/fhir/") || path.startsWith("/api/") ? DATA : PAGE;
  }
}
