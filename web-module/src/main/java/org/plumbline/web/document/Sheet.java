package org.plumbline.web.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Lines of text on A4 pages, as text and as PDF. */
public final class Sheet {
  private static final int WIDTH = 104;
  private static final float SIZE = 10;
  private static final float LEADING = 13.5f;
  private static final float MARGIN = 56;

  private final String title;
  private final List<String> lines = new ArrayList<>();

  /** A sheet whose first line is its title. */
  public Sheet(String title) {
    this.title = title;
    lines.add(title);
  }

  public Sheet line(String text) {
    var rest = text;
    while (rest.length() > WIDTH) {
      var at = rest.lastIndexOf(' ', WIDTH);
      var cut = at > 0 ? at : WIDTH;
      lines.add(rest.substring(0, cut));
      rest = "  " + rest.substring(cut).strip();
    }
    lines.add(rest);
    return this;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  public byte[] pdf() {
    try (var document = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      document.getDocumentInformation().setTitle(title);
      var perPage = (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LEADING);
      for (var from = 0; from < lines.size(); from += perPage) {
        page(document, lines.subList(from, Math.min(lines.size(), from + perPage)), from == 0);
      }
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(PDDocument document, List<String> lines, boolean first)
      throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setLeading(LEADING);
      content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
      for (var i = 0; i < lines.size(); i++) {
        var bold = first && i == 0;
        content.setFont(new PDType1Font(bold ? FontName.HELVETICA_BOLD : FontName.HELVETICA), SIZE);
        content.showText(printable(lines.get(i)));
        content.newLine();
      }
      content.endText();
    }
  }

  /** The standard fonts have Latin letters alone. */
  private static String printable(String line) {
    return line.replaceAll("[^\\x20-\\x7e\\u00a0-\\u00ff]", "?");
  }
}
