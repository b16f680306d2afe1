package org.plumbline.web.access.entrance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindTest {
  private static final Path SERVER = Path.of("..", "ear", "src", "main", "cli", "server.cli");

  /** For the hook on two processors, and for the timers and the look at the database. */
  private static final int RESERVE = 10;

  @Test
  void allOtherLanesTogetherLeaveTheHookItsConnections() throws IOException {
    var pool = Pattern.compile("--max-pool-size=(\\d+)").matcher(Files.readString(SERVER));
    assertTrue(pool.find());
    var others =
        Stream.of(Kind.values()).filter(it -> it != Kind.HOOK).mapToInt(Kind::atOnce).sum();
    var left = Integer.parseInt(pool.group(1)) - others;
    assertTrue(left >= RESERVE, left + " connections are left for the hook");
  }

  @Test
  void callWaitsInTheLaneOfItsKind() {
    assertEquals(Kind.HOOK, Kind.of("/cds-services/low-back-triage"));
    assertEquals(Kind.DATA, Kind.of("/fhir/Questionnaire"));
    assertEquals(Kind.DATA, Kind.of("/api/assessments"));
    assertEquals(Kind.OPERATOR, Kind.of("/api/metrics"));
    assertEquals(Kind.BOARD, Kind.of("/app/events"));
    assertEquals(Kind.PAGE, Kind.of("/app/board"));
    assertEquals(Kind.PAGE, Kind.of("/intake/x"));
  }
}
