package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.AuditChain;
import org.plumbline.audit.AuditChain.Head;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Checks the chain of the audit. */
@Command(name = "audit", description = "Checks the chain of the audit.")
final class AuditCommand {
  private final Console console;

  AuditCommand(Console console) {
    this.console = console;
  }

  @Command(description = "Fails when an entry was changed, removed or added.")
  int verify(
      @Option(
              names = "--head",
              paramLabel = "<number:hash>",
              converter = HeadOfText.class,
              description = "a head of the chain that was kept elsewhere")
          @Nullable Head head)
      throws SQLException, IOException {
    return console.inTransaction(it -> verify(it, head, console.out()));
  }

  static int verify(Connection database, @Nullable Head known, PrintStream out)
      throws SQLException {
    // Everything as of one moment: what a server writes meanwhile is no fault. To H2 repeatable
    // read is less.
    database.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    var chain = new AuditChain(database);
    var verdict = known == null ? chain.verify() : chain.verify(known);
    out.printf(
        "%d links checked, %d entries wait, head %s%n",
        verdict.links(), verdict.waiting(), verdict.head());
    verdict.faults().forEach(it -> out.printf("FAULT %s%n", it));
    out.println(verdict.faults().isEmpty() ? "the chain is whole" : "the chain is broken");
    return verdict.faults().isEmpty() ? 0 : 1;
  }

  /** Reads a head of the chain. */
  static final class HeadOfText implements ITypeConverter<Head> {
    @Override
    public Head convert(String text) {
      var parts = text.split(":", 2);
      if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
        throw new TypeConversionException("%s; expected number:hash".formatted(text));
      }
      return new Head(Long.parseLong(parts[0]), parts[1]);
    }
  }
}
