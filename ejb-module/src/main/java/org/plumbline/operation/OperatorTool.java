package org.plumbline.operation;

import org.plumbline.client.ClientTool;
import org.plumbline.database.CommandLines;
import org.plumbline.database.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's commands. They speak to the database themselves. */
@Command(name = "plumbline.sh", description = "Starts the server, or runs a command.")
public final class OperatorTool {
  private OperatorTool() {}

  /**
   * Runs a command.
   *
   * @param arguments the command and its options; the address, user and password of the database
   *     are taken from PLUMBLINE_DB_URL, PLUMBLINE_DB_USER and PLUMBLINE_DB_PASSWORD
   */
  public static void main(String... arguments) {
    System.exit(of(Console.ofEnvironment()).execute(arguments));
  }

  static CommandLine of(Console console) {
    return CommandLines.of(
        new OperatorTool(),
        new AuditCommand(console),
        new BackupCommand(console),
        new ClientTool(console),
        new ClinicsCommand(console),
        new EraseCommand(console),
        new KeysCommand(console),
        new KnowledgeCommand(console),
        new MigrateTool(console),
        new MoveCommand(console),
        new ReplayCommand(console));
  }
}
