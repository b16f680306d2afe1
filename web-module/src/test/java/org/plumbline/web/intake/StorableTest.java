package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StorableTest {
  private static List<String> places(String body) {
    return assertThrows(
            IntakeRefused.class, () -> JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)))
        .faults()
        .stream()
        .map(Fault::where)
        .toList();
  }

  @Test
  void everyTextThatCannotBeStoredIsNamed() {
    assertEquals(
        List.of("remark", "feedback[1].card", "a.b[0]"),
        places(
            "{\"remark\":\"a\\u0000\",\"feedback\":[{\"card\":\"x\"},{\"card\":\"\\u0000\"}],\"a\":{\"b\":[\"\\u0000\"]}}"));
    assertEquals(List.of("body"), places("{\"a\\u0000b\":1}"));
    assertEquals(List.of("x"), places("{\"x\":{\"\\u0000\":1}}"));
  }

  @Test
  void whatOnlyLooksLikeItIsAText() {
    assertEquals(
        "\\u0000",
        JsonBody.parse("{\"a\":\"\\\\u0000\"}".getBytes(StandardCharsets.UTF_8)).getString("a"));
  }

  @Test
  void queryIsLookedAtAsItWasSent() {
    assertEquals(Optional.empty(), Storable.fault(null));
    assertEquals(Optional.empty(), Storable.fault("patient=1&count=20"));
    assertEquals("patient", Storable.fault("count=20&patient=a%00b").orElseThrow().where());
  }
}
