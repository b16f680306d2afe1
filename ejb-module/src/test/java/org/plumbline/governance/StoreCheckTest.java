package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.AuditChain;
import org.plumbline.audit.Entry;

class StoreCheckTest {
  private final String url =
      "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
          .formatted(UUID.randomUUID());

  private Connection filled() throws SQLException {
    Flyway.configure().dataSource(url, "sa", "").load().migrate();
    var connection = DriverManager.getConnection(url, "sa", "");
    var chain = new AuditChain(connection);
    for (var i = 0; i < 3; i++) {
      chain.add(
          new Entry(
              UUID.randomUUID(),
              Instant.EPOCH.plusSeconds(i),
              "clinic",
              new Entry.Deed("ehr", Entry.Action.READ, "api/worklist", 200, ""),
              Optional.empty()));
    }
    assertEquals(3, chain.link());
    return connection;
  }

  @Test
  void wholeDatabaseHasNoFaults() throws SQLException {
    try (var connection = filled()) {
      assertEquals(List.of(), new StoreCheck(connection).faults());
    }
  }

  @Test
  void entryThatIsGoneIsFound() throws SQLException {
    try (var connection = filled();
        var statement = connection.createStatement()) {
      assertEquals(
          1,
          statement.executeUpdate(
              "delete from audit_event where id = (select event_id from audit_link where seq = 2)"));
      var faults = new StoreCheck(connection).faults();
      assertEquals(1, faults.size());
      assertTrue(faults.get(0).endsWith("of link 2 is missing"), faults.toString());
    }
  }
}
