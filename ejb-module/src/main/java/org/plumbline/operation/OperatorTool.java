package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.database.ToolDatabase;

/**
 * The operator's commands beside the registry's: knowledge, replay, audit, clinics, erasure,
 * retention, keys and moving house. They speak to the database itself.
 */
public final class OperatorTool {
  private static final int WRONG = 2;

  private OperatorTool() {}

  /** One command. */
  interface Command {
    /**
     * Runs it, in one transaction.
     *
     * @return the exit status; 0 when all is well
     * @throws IllegalArgumentException if what was given does not fit; the message says why
     */
    int run(Connection database, Options options, PrintStream out, Clock clock)
        throws SQLException, IOException;

    /** How it is called. */
    String usage();
  }

  private static final Map<String, Command> COMMANDS =
      new TreeMap<>(
          Map.of(
              "knowledge", new KnowledgeCommand(),
              "replay", new ReplayCommand(),
              "audit", new AuditCommand(),
              "clinics", new ClinicsCommand(),
              "erase", new EraseCommand(),
              "backup", new BackupCommand(),
              "keys", new KeysCommand(),
              "move", new MoveCommand()));

  /**
   * Runs a command.
   *
   * @param arguments the command and its options; the address, user and password of the database
   *     are taken from PLUMBLINE_DB_URL, PLUMBLINE_DB_USER and PLUMBLINE_DB_PASSWORD
   */
  public static void main(String... arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream wrong) {
    var command = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
    if (command == null) {
      COMMANDS.values().forEach(it -> wrong.println(it.usage()));
      return WRONG;
    }
    try (var database = ToolDatabase.open()) {
      database.setAutoCommit(false);
      var status =
          command.run(
              database, Options.of(arguments.subList(1, arguments.size())), out, Clock.systemUTC());
      database.commit();
      return status;
    } catch (IllegalArgumentException | IOException e) {
      wrong.println("plumbline: " + e.getMessage());
      wrong.println(command.usage());
      return WRONG;
    } catch (SQLException e) {
      wrong.println(
          "plumbline: the database cannot be used (start the server once to make its tables): "
              + e.getMessage());
      return 1;
    }
  }
}
