package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** A sheet as PDF says what the sheet says. */
class PdfTest {
  private static final List<String> NAMES =
      List.of(
          "Łucja Żółkiewska-Świątek",
          "Ελένη Παπαδοπούλου",
          "Надежда Щербакова",
          "Nuño Ibáñez",
          "O'Brien <b>&amp; Sons</b> & \"Co\"");

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void everyLetterOfANameIsThere() throws IOException {
    var sheet = new Sheet("Record");
    NAMES.forEach(it -> sheet.line("Patient: " + it));
    var text = text(sheet.pdf());
    NAMES.forEach(it -> assertTrue(text.contains("Patient: " + it), text));
  }

  @Test
  void everyPartIsThereInItsOrder() throws IOException {
    var sheet =
        new Sheet("A sheet")
            .line("To the clinician")
            .warning("READ THIS FIRST.")
            .heading("Red flags")
            .line("- Numb saddle")
            .line("  Why it matters")
            .line("- Another")
            .line("")
            .line("Signature: ______");
    assertEquals(
        "A sheet\n"
            + "To the clinician\n"
            + "READ THIS FIRST.\n"
            + "Red flags\n"
            + "- Numb saddle\n"
            + "  Why it matters\n"
            + "- Another\n\n"
            + "Signature: ______\n",
        sheet.text());
    var text = text(sheet.pdf());
    var at = -1;
    for (var part :
        List.of(
            "A sheet",
            "To the clinician",
            "READ THIS FIRST.",
            "Red flags",
            "Numb saddle",
            "Why it matters",
            "Another",
            "Signature: ______")) {
      assertTrue(text.indexOf(part) > at, part + " in " + text);
      at = text.indexOf(part);
    }
    assertTrue(text.contains("1 of 1"), text);
  }

  @Test
  void pagesAreA4AndTaggedForAScreenReader() throws IOException {
    var sheet = new Sheet("Record");
    for (var i = 0; i < 200; i++) {
      sheet.line("- line " + i);
    }
    try (var document = Loader.loadPDF(sheet.pdf())) {
      assertTrue(document.getNumberOfPages() > 1);
      var box = document.getPage(0).getMediaBox();
      assertEquals(PDRectangle.A4.getWidth(), box.getWidth(), 1);
      assertEquals(PDRectangle.A4.getHeight(), box.getHeight(), 1);
      var catalog = document.getDocumentCatalog();
      assertTrue(catalog.getMarkInfo().isMarked());
      assertNotNull(catalog.getStructureTreeRoot());
      assertEquals("en", catalog.getLanguage());
      assertEquals("Record", document.getDocumentInformation().getTitle());
      assertFalse(text(sheet.pdf()).contains("#"));
    }
  }
}
