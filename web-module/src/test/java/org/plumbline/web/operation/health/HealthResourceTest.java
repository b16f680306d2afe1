package org.plumbline.web.operation.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.AuditTrail;
import org.plumbline.governance.Alarms;
import org.plumbline.history.Journal;

class HealthResourceTest {
  @TempDir Path folder;

  private HealthResource health() {
    var clock = Clock.systemUTC();
    return new HealthResource(
        new Alarms(new AuditTrail(clock), clock) {
          @Override
          public List<Alarm> open() {
            return List.of();
          }
        },
        new Journal(folder));
  }

  @Test
  void nodeIsDegradedWhileTheJournalHasWhatCannotBeRecorded() throws IOException {
    assertEquals("UP", health().ready().getString("status"));
    Files.writeString(folder.resolve("1.kept.refused"), "");
    assertEquals("DEGRADED", health().ready().getString("status"));
    assertEquals(1, health().ready().getInt("journalRefused"));
    assertEquals(0, health().ready().getInt("journal"));
  }
}
