package org.plumbline.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A file that is on the disk, its name too, when it was written, and that nobody finds in part. It
 * can be read by this process's user alone, from its first byte on.
 */
public final class DurableFile {
  private DurableFile() {}

  private interface Placing {
    void place(Path draft) throws IOException;
  }

  /**
   * Writes a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if somebody else has, meanwhile too
   * @throws UnsupportedOperationException if the file system has no links
   */
  public static void create(Path file, String text) throws IOException {
    write(file, text, draft -> Files.createLink(file, draft));
  }

  /** Writes a file in the place of another. */
  public static void replace(Path file, String text) throws IOException {
    write(
        file,
        text,
        draft ->
            Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
  }

  private static void write(Path file, String text, Placing placing) throws IOException {
    var folder = requireNonNull(file.toAbsolutePath().getParent(), "folder");
    var draft = folder.resolve(UUID.randomUUID() + ".draft");
    try (var channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            only(folder, "rw-------"))) {
      var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      placing.place(draft);
    } finally {
      Files.deleteIfExists(draft);
    }
    force(folder);
  }

  /** Makes a folder for this process's user alone, unless it is there. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only(folder, "rwx------"));
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Where folders cannot be opened, a name is on the disk with its file. */
  private static void force(Path folder) throws IOException {
    if (isPosix(folder)) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
