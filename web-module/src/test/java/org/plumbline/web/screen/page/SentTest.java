package org.plumbline.web.screen.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.web.FakeRequest;

class SentTest {
  private final Sent sent =
      Sent.with(
          FakeRequest.post("/app/x")
              .with("remark", "  seen ")
              .with("blank", "   ")
              .with("mark", "a", "b")
              .request());

  @Test
  void textHasNoBlanksAroundItAndIsNotLongerThanAllowed() {
    assertEquals(Optional.of("seen"), sent.text("remark", 4));
    assertEquals(Optional.empty(), sent.text("remark", 3));
    assertEquals(Optional.empty(), sent.text("blank", 80));
    assertEquals(Optional.of("  seen "), sent.raw("remark"));
  }

  @Test
  void blankFieldWasSentAndAMissingOneWasNot() {
    assertTrue(sent.has("blank"));
    assertFalse(sent.has("other"));
    assertEquals(List.of("a", "b"), sent.all("mark"));
    assertEquals(List.of(), sent.all("other"));
  }
}
