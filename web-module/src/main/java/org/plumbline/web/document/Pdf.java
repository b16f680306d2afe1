package org.plumbline.web.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Pages as PDF that a screen reader can read, with a font of their own. */
final class Pdf {
  /** Has the Latin, Greek and Cyrillic letters of Europe; under the SIL Open Font License 1.1. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final int NORMAL = 400;

  static {
    // It would name a character that it cannot show, and that may be of a patient's name.
    XRLog.setLoggingEnabled(false);
  }

  private Pdf() {}

  /**
   * A page that was rendered.
   *
   * @param html well-formed as XML, and without an address of anything outside
   */
  static byte[] of(String html) {
    var out = new ByteArrayOutputStream();
    FSSupplier<InputStream> font = () -> PDDocument.class.getResourceAsStream(FONT);
    var builder =
        new PdfRendererBuilder()
            .usePdfUaAccessibility(true)
            .useFont(font, "Liberation Sans", NORMAL, FontStyle.NORMAL, true)
            .useUriResolver((base, uri) -> null)
            .withHtmlContent(html, null)
            .toStream(out);
    try {
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
