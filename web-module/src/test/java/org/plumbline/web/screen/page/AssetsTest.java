package org.plumbline.web.screen.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.Exercise;

class AssetsTest {
  private static final Assets ASSETS = new Assets();

  private static Assets.Asset asset(String name) {
    return ASSETS.find(ASSETS.base().replace("/assets", "") + "/" + name).orElseThrow();
  }

  @Test
  void everyExerciseHasADrawingInTwoFrames() {
    for (var exercise : Exercise.all()) {
      for (var frame = 1; frame <= 2; frame++) {
        var asset = asset("drawing/%s-%d.svg".formatted(exercise.id(), frame));
        assertEquals("image/svg+xml", asset.type());
        var drawing = new String(asset.bytes(), StandardCharsets.UTF_8);
        assertTrue(drawing.contains("<title>") && !drawing.contains("<script"), exercise.id());
      }
    }
  }

  /** What a patient on a slow line reads of styles, zipped, with each page; in bytes. */
  @Test
  void stylesOfAStepStayWithinTheirBudget() {
    var zipped = asset("tokens.css").zipped().length + asset("patient.css").zipped().length;
    assertTrue(zipped <= 4000, () -> "styles of a step: " + zipped);
  }

  /** Beside the languages the name of a clinic has little room; its patients must know it. */
  @Test
  void nothingThatAPatientReadsIsCutToItsFirstLetters() {
    for (var style : List.of("patient.css", "result.css")) {
      assertFalse(new String(asset(style).bytes(), StandardCharsets.UTF_8).contains("ellipsis"));
    }
  }
}
