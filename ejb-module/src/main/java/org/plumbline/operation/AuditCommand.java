package org.plumbline.operation;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.plumbline.audit.AuditChain;
import org.plumbline.audit.AuditChain.Head;

/** Checks the chain of the audit. */
final class AuditCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return "plumbline.sh audit verify [--head <number:hash kept elsewhere>]    (fails when an entry was changed, removed or added)";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    if (!options.word().equals("verify")) {
      throw new IllegalArgumentException("expected verify");
    }
    // Everything as of one moment: what a server writes meanwhile is no fault. To H2 repeatable
    // read is less.
    database.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    var chain = new AuditChain(database);
    var known = options.optional("head").map(AuditCommand::head);
    var verdict = known.isPresent() ? chain.verify(known.get()) : chain.verify();
    out.printf(
        "%d links checked, %d entries wait, head %s%n",
        verdict.links(), verdict.waiting(), verdict.head());
    verdict.faults().forEach(it -> out.printf("FAULT %s%n", it));
    out.println(verdict.faults().isEmpty() ? "the chain is whole" : "the chain is broken");
    return verdict.faults().isEmpty() ? 0 : 1;
  }

  private static Head head(String text) {
    var parts = text.split(":", 2);
    if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("--head is %s; expected number:hash".formatted(text));
    }
    return new Head(Long.parseLong(parts[0]), parts[1]);
  }
}
