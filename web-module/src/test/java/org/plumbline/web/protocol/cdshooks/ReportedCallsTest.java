package org.plumbline.web.protocol.cdshooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls as form fillers and records in use send them; each patient has a numb saddle. */
class ReportedCallsTest {
  private static final HookBench BENCH = new HookBench();
  private static final Path CALLS = Path.of("src/test/resources/hook-calls");

  static Stream<String> calls() throws IOException {
    try (var files = Files.list(CALLS)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static JsonObject call(String file) throws IOException {
    var text =
        Files.readString(CALLS.resolve(file))
            .replace("@NOW@", HookBench.NOW.toString())
            .replace("@EARLIER@", HookBench.NOW.minus(Duration.ofHours(3)).toString());
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theCardIsThatOfTheNumbSaddle(String file) throws IOException {
    var card = BENCH.card(call(file)).orElseThrow();
    assertEquals("critical", card.getString("indicator"));
    assertTrue(card.getString("summary").contains("New or worse saddle numbness"), file);
  }

  @ParameterizedTest
  @CsvSource({
    "answer-empty-object.json, the answer to \"",
    "birthdate-1900.json, birth date: could not be read",
    "birthdate-with-time.json, birth date: could not be read",
    "condition-blank-code.json, an entry of the problem list: could not be read",
    "condition-merged-patient.json, an entry of the record: names another patient",
    "prefetch-html.json, the problem list: could not be read",
    "response-without-subject.json, whose answers they are: could not be read",
    "response-without-authored.json, the moment of the answers: could not be read"
  })
  void whatCouldNotBeReadIsNamed(String file, String named) throws IOException {
    var detail = BENCH.card(call(file)).orElseThrow().getString("detail");
    var notAssessed = detail.substring(Math.max(0, detail.indexOf("**Not assessed**")));
    assertTrue(notAssessed.startsWith("**Not assessed**"), detail);
    assertTrue(notAssessed.contains(named), notAssessed);
  }
}
