package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MigrateToolTest {
  private final String url =
      "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
          .formatted(UUID.randomUUID());

  private String migrate(int status) {
    var out = new ByteArrayOutputStream();
    assertEquals(status, MigrateTool.run(url, "sa", "", new PrintStream(out, true, UTF_8)));
    return out.toString(UTF_8);
  }

  @Test
  void everyMigrationIsTold() {
    var said = migrate(0);
    assertTrue(said.contains("1 of "), said);
    assertTrue(said.contains("version 5, records"), said);
    assertTrue(said.contains("the schema is at version "), said);
    assertTrue(migrate(0).startsWith("0 migrations to do"), said);
  }
}
