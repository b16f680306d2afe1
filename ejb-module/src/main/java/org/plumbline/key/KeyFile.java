package org.plumbline.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.database.DurableFile;

/**
 * The keys under which secrets are kept in the database. They lie in a file beside it, so that the
 * database or a backup of it alone gives no secret away. One key a line: its id and 256 bits in
 * base 64; the first is used, the others open what was sealed before.
 */
public final class KeyFile {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;

  private final Path file;
  private List<Key> known = List.of();
  private Optional<Version> read = Optional.empty();

  KeyFile(Path file) {
    this.file = file;
  }

  /**
   * The file of this installation: PLUMBLINE_KEY_FILE, or {@code master-keys} in the data folder.
   *
   * @param data the data folder
   */
  public static KeyFile in(Path data) {
    return new KeyFile(
        Optional.ofNullable(System.getenv("PLUMBLINE_KEY_FILE"))
            .filter(it -> !it.isBlank())
            .map(Path::of)
            .orElseGet(() -> data.resolve("master-keys")));
  }

  /** By which it is seen that the file was replaced. */
  private record Version(Object file, long size, FileTime changed) {
    static Version of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(
          String.valueOf(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
    }
  }

  /**
   * A key.
   *
   * @param id by which a sealed text names it
   * @param secret must not be logged or shown
   */
  record Key(String id, byte[] secret) {
    static Key fresh() {
      var id = new byte[ID_BYTES];
      var secret = new byte[KEY_BYTES];
      RANDOM.nextBytes(id);
      RANDOM.nextBytes(secret);
      return new Key(HexFormat.of().formatHex(id), secret);
    }

    private static Key read(String line) {
      var parts = line.split(" ");
      var secret = parts.length == 2 ? Base64.getDecoder().decode(parts[1]) : new byte[0];
      if (secret.length != KEY_BYTES || !parts[0].matches("[0-9a-f]{8}")) {
        throw new IllegalStateException("the key file has a line that is no key");
      }
      return new Key(parts[0], secret);
    }

    private String line() {
      return id + " " + Base64.getEncoder().encodeToString(secret) + "\n";
    }

    @Override
    public String toString() {
      return id;
    }
  }

  /** The key for what is sealed from now on; made when there is none yet. */
  synchronized Key first() {
    var keys = keys();
    if (!keys.isEmpty()) {
      return keys.get(0);
    }
    try {
      create();
    } catch (FileAlreadyExistsException anotherNodeWasFirst) {
      // Its key is the one.
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be made: " + file, e);
    }
    return keys().get(0);
  }

  private void create() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    DurableFile.create(file, lines(List.of(Key.fresh())));
  }

  private static String lines(List<Key> keys) {
    return keys.stream().map(Key::line).collect(Collectors.joining());
  }

  /** The key of an id; the file is read again when it has changed. */
  synchronized Optional<Key> find(String id) {
    return keys().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private List<Key> keys() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      var version = Optional.of(Version.of(file));
      if (!version.equals(read)) {
        known = Files.readAllLines(file, US_ASCII).stream().map(Key::read).toList();
        read = version;
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be read: " + file, e);
    }
  }

  /**
   * A new key comes first; the others stay, to open what was sealed before.
   *
   * @return its id
   */
  public synchronized String renew() {
    first();
    var keys = new ArrayList<>(keys());
    keys.add(0, Key.fresh());
    replace(keys);
    return keys.get(0).id();
  }

  /**
   * Leaves the first key in the file, and those that are still needed.
   *
   * @param needed the ids of the others that stay
   * @return the ids of those that are gone
   */
  public synchronized List<String> forgetOthers(Set<String> needed) {
    var stays = first().id();
    var keys = keys();
    var left =
        keys.stream().filter(it -> it.id().equals(stays) || needed.contains(it.id())).toList();
    replace(left);
    return keys.stream().filter(it -> !left.contains(it)).map(Key::id).toList();
  }

  private void replace(List<Key> keys) {
    try {
      DurableFile.replace(file, lines(keys));
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be written: " + file, e);
    }
  }

  /** The ids, the one that is used first. */
  public synchronized List<String> ids() {
    return keys().stream().map(Key::id).toList();
  }

  /** Where it is. */
  public Path path() {
    return file;
  }
}
