package org.plumbline.kb.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one version of the knowledge. Its hash is the SHA-256 of its table of contents,
 * which the build writes and which names the SHA-256 of every file; so it does not depend on how a
 * jar was packed, and a changed file is found when it is read.
 */
public final class KnowledgeJar {
  /** The table of contents: one line per file, its SHA-256, two spaces, its path. */
  public static final String CONTENTS = "META-INF/plumbline/contents.sha256";

  private static final int LARGEST = 64 << 20;

  private final SortedMap<String, byte[]> files;
  private final byte[] contents;

  private KnowledgeJar(Map<String, byte[]> files) {
    var found = files.get(CONTENTS);
    if (found == null) {
      throw new IllegalArgumentException(CONTENTS + " is missing: not a jar of knowledge");
    }
    this.contents = found;
    this.files = new TreeMap<>();
    for (var line : new String(contents, UTF_8).lines().toList()) {
      var path = line.substring(line.indexOf("  ") + 2);
      var file = files.get(path);
      if (file == null || !line.startsWith(sha256(file))) {
        throw new IllegalArgumentException(
            path + (file == null ? " is missing" : " is not what the table of contents says"));
      }
      this.files.put(path, file);
    }
  }

  /** The knowledge that runs: the files beside this class. */
  public static KnowledgeJar live() {
    var loader = KnowledgeJar.class.getClassLoader();
    var files = new TreeMap<String, byte[]>();
    var table = read(loader, CONTENTS);
    files.put(CONTENTS, table);
    new String(table, UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf("  ") + 2))
        .forEach(path -> files.put(path, read(loader, path)));
    return new KnowledgeJar(files);
  }

  private static byte[] read(ClassLoader loader, String path) {
    try (var stream = loader.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is missing");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a jar.
   *
   * @throws IllegalArgumentException if it is none of knowledge, or a file in it was changed
   */
  public static KnowledgeJar read(InputStream jar) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var left = LARGEST;
    try (var zip = new ZipInputStream(jar)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var bytes = zip.readNBytes(left);
        left -= bytes.length;
        if (left <= 0) {
          throw new IllegalArgumentException("the jar is larger than %d bytes".formatted(LARGEST));
        }
        files.put(entry.getName(), bytes);
      }
    }
    return new KnowledgeJar(files);
  }

  /** Puts the files together again, as {@link #allFiles()} gave them. */
  public static KnowledgeJar of(Map<String, byte[]> files) {
    return new KnowledgeJar(files);
  }

  /** Every file, the table of contents among them. */
  public SortedMap<String, byte[]> allFiles() {
    var all = new TreeMap<>(files);
    all.put(CONTENTS, contents);
    return Collections.unmodifiableSortedMap(all);
  }

  /** The SHA-256 of the table of contents, 64 hexadecimal digits. */
  public String hash() {
    return sha256(contents);
  }

  /**
   * Loads this version beside any other, in a class loader of its own; takes about half a second of
   * CPU. The result is safe for use by many threads; its text is the version.
   *
   * @throws IllegalArgumentException if the jar has no stable edge
   */
  public Function<List<Map.Entry<String, String>>, List<String>> open() {
    return cast(open(Edge.class));
  }

  /**
   * Loads this version as {@link #open()} does, to say the urgency and the red flags alone.
   *
   * @throws IllegalArgumentException if the jar has no stable edge
   */
  public Function<List<Map.Entry<String, String>>, String> openVerdicts() {
    return cast(open(Verdicts.class));
  }

  private Object open(Class<?> edge) {
    try {
      return new Loader(files, KnowledgeJar.class.getClassLoader())
          .loadClass(edge.getName())
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("the jar cannot be loaded beside the live one", e);
    }
  }

  @SuppressWarnings("unchecked") // the stable edge: see Edge
  private static <T> Function<List<Map.Entry<String, String>>, T> cast(Object edge) {
    return (Function<List<Map.Entry<String, String>>, T>) edge;
  }

  /** The SHA-256 of a file, as the table of contents names it. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }

  /** What lies in the jar comes from the jar; Drools and the JDK from outside. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> files;

    Loader(Map<String, byte[]> files, ClassLoader parent) {
      super(parent);
      this.files = files;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      var file = files.get(name.replace('.', '/') + ".class");
      if (file == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        return loaded == null ? defineClass(name, file, 0, file.length) : loaded;
      }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      var file = files.get(name);
      return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
  }
}
