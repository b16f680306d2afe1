package org.plumbline.governance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.plumbline.kb.edge.KnowledgeJar;

/** Runs a candidate over everything that is stored, at once. */
public final class ShadowPass {
  private static final Duration LATER = Duration.ofMinutes(1);

  private final Connection database;

  public ShadowPass(Connection database) {
    this.database = database;
  }

  /** Assesses what the candidate has not followed yet, step by step; how many. */
  public long all(KnowledgeJar candidate, Instant now) throws SQLException {
    var shadow = new Shadow(database);
    var edge = candidate.open();
    var total = 0L;
    while (true) {
      var step = shadow.follow(candidate.hash(), edge, now.plus(LATER));
      database.commit();
      if (step == 0) {
        return total;
      }
      total += step;
    }
  }
}
