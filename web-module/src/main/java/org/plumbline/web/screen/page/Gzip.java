package org.plumbline.web.screen.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What is sent smaller to a browser that can read it. */
final class Gzip {
  private Gzip() {}

  /** Whether a browser reads it, by its header {@code Accept-Encoding}. */
  static boolean isAccepted(@Nullable String encodings) {
    return encodings != null && encodings.contains("gzip");
  }

  static byte[] of(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(zipped)) {
      zip.write(bytes);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return zipped.toByteArray();
  }
}
