package org.plumbline.operation;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;

/**
 * Brings the schema up to date before a server starts on it, and says how far it is: a server would
 * do the same at its start, unseen.
 */
@Command(
    name = "migrate",
    description = "Brings the schema up to date; a server must not run on the database.")
final class MigrateTool implements Callable<Integer> {
  private static final long TELL_MILLIS = 5_000;

  private final Console console;

  MigrateTool(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return run(
        System.getenv("PLUMBLINE_DB_URL"),
        System.getenv("PLUMBLINE_DB_USER"),
        System.getenv("PLUMBLINE_DB_PASSWORD"),
        console.out());
  }

  static int run(String url, String user, String password, PrintStream out) {
    var progress = new Progress(out);
    var flyway =
        Flyway.configure()
            .dataSource(url, user, password)
            .initSql("set lock_timeout = 60000")
            .locations("classpath:db/migration")
            .callbacks(progress)
            .load();
    var teller = new Thread(progress::tell, "progress");
    teller.setDaemon(true);
    teller.start();
    try {
      progress.of(flyway.info().pending().length);
      flyway.migrate();
      out.printf("the schema is at version %s%n", flyway.info().current().getVersion());
      return 0;
    } catch (FlywayException e) {
      // Its message holds the statement that failed; none of ours holds a value of a row.
      out.printf("plumbline: the schema could not be brought up to date: %s%n", e.getMessage());
      return 1;
    } finally {
      teller.interrupt();
    }
  }

  /** Says which migration runs, and every few seconds that it still does. */
  private static final class Progress implements Callback {
    private final PrintStream out;
    private int all;
    private volatile int begun;
    private volatile String running = "";
    private volatile long since;

    Progress(PrintStream out) {
      this.out = out;
    }

    void of(int pending) {
      all = pending;
      out.printf("%d migrations to do%n", pending);
    }

    void tell() {
      try {
        while (true) {
          Thread.sleep(TELL_MILLIS);
          if (!running.isEmpty()) {
            out.printf("  %s, for %d s%n", running, (System.nanoTime() - since) / 1_000_000_000);
          }
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        begin(context.getMigrationInfo());
      } else {
        running = "";
      }
    }

    private void begin(MigrationInfo migration) {
      since = System.nanoTime();
      begun++;
      running =
          "%d of %d: version %s, %s"
              .formatted(begun, all, migration.getVersion(), migration.getDescription());
      out.println(running);
    }

    @Override
    public String getCallbackName() {
      return "progress";
    }
  }
}
