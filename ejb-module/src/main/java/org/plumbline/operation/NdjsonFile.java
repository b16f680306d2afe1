package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of an NDJSON file; its place is an offset in bytes. */
public final class NdjsonFile implements RowSource<NdjsonFile.Line> {
  /** A line that is longer is no response. */
  private static final int BLOCK = 4 << 20;

  private final RandomAccessFile file;
  private long offset;

  /** One line: a part of a block of the file, without the end of the line. */
  public record Line(byte[] block, int from, int length) {}

  /**
   * Opens a file.
   *
   * @param place where a run before stopped; empty text for the beginning
   */
  public NdjsonFile(Path path, String place) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.offset = place.isEmpty() ? 0 : Long.parseLong(place);
  }

  @Override
  public Optional<Batch<Line>> next() throws IOException {
    var block = new byte[BLOCK];
    file.seek(offset);
    var length = fill(block);
    if (length == 0) {
      return Optional.empty();
    }
    var end = length < BLOCK ? length : afterLastLine(block);
    offset += end;
    return Optional.of(new Batch<>(() -> lines(block, end), String.valueOf(offset)));
  }

  private int afterLastLine(byte[] block) throws IOException {
    for (var end = block.length; end > 0; end--) {
      if (block[end - 1] == '\n') {
        return end;
      }
    }
    throw new IOException("the line at byte %d is longer than %d bytes".formatted(offset, BLOCK));
  }

  /** As a text of one byte per character the block is searched many bytes at a time by the JDK. */
  private static List<Line> lines(byte[] block, int end) {
    var text = new String(block, 0, end, ISO_8859_1);
    var lines = new ArrayList<Line>();
    var start = 0;
    for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', start)) {
      lines.add(new Line(block, start, at - start));
      start = at + 1;
    }
    if (start < end) {
      lines.add(new Line(block, start, end - start));
    }
    return lines;
  }

  private int fill(byte[] block) throws IOException {
    var length = 0;
    while (length < block.length) {
      var read = file.read(block, length, block.length - length);
      if (read < 0) {
        return length;
      }
      length += read;
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
