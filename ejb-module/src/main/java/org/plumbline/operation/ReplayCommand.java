package org.plumbline.operation;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.plumbline.database.Console;
import org.plumbline.governance.Replay;
import picocli.CommandLine.Command;

/** Replays every stored assessment with the knowledge that concluded it. */
@Command(
    name = "replay",
    description =
        "Assesses every stored assessment again with the knowledge that concluded it; fails when"
            + " one differs.")
final class ReplayCommand implements Callable<Integer> {
  private final Console console;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    return console.inTransaction(
        database -> {
          var out = console.out();
          var summary = new Replay(database).all();
          out.printf(
              "%d replayed equal, %d different, %d without a transcript or its knowledge%n",
              summary.equal(), summary.different().size(), summary.notKept());
          summary.different().forEach(it -> out.printf("different %s%n", it));
          return summary.different().isEmpty() ? 0 : 1;
        });
  }
}
