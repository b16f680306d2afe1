package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.AuditChain;
import org.plumbline.audit.Entry;
import org.plumbline.audit.Entry.Action;
import org.plumbline.history.Kept;

class AuditCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T00:00:00Z"), ZoneOffset.UTC);

  /** A check of a server that goes on answering said that the chain was broken. */
  @Test
  void whatIsWrittenWhileItIsCheckedIsNoFault() {
    try (var kept = Kept.empty()) {
      kept.beside(AuditCommandTest::add);
      kept.beside(it -> assertEquals(1, new AuditChain(it).link()));
      var said = new ByteArrayOutputStream();
      kept.beside(
          it -> {
            var status =
                AuditCommand.verify(
                    before(
                        it,
                        "select count(*) from audit_waiting",
                        () -> kept.beside(AuditCommandTest::add)),
                    null,
                    new PrintStream(said, true, UTF_8));
            assertEquals(0, status, said.toString(UTF_8));
          });
    }
  }

  private static void add(Connection database) throws SQLException {
    var entry =
        new Entry(
            UUID.randomUUID(),
            CLOCK.instant(),
            "clinic",
            new Entry.Deed("ehr", Action.READ, "Task", 200, ""),
            Optional.empty());
    new AuditChain(database).add(entry);
  }

  /** The connection, on which somebody else does something before a statement is prepared. */
  private static Connection before(Connection connection, String sql, Runnable other) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement") && sql.equals(arguments[0])) {
                other.run();
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
