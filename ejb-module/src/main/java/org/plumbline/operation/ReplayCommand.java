package org.plumbline.operation;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.plumbline.governance.Replay;

/** Replays every stored assessment with the knowledge that concluded it. */
final class ReplayCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return "plumbline.sh replay    (every stored assessment, with the knowledge that concluded it; fails when one differs)";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    var summary = new Replay(database).all();
    out.printf(
        "%d replayed equal, %d different, %d without a transcript or its knowledge%n",
        summary.equal(), summary.different().size(), summary.notKept());
    summary.different().forEach(it -> out.printf("different %s%n", it));
    return summary.different().isEmpty() ? 0 : 1;
  }
}
