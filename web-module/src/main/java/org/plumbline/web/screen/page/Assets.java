package org.plumbline.web.screen.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.kb.advice.Exercise;

/**
 * The styles and scripts of the pages. Their address holds a hash of all of them, so that a browser
 * may keep them for good and never mixes two versions.
 */
@ApplicationScoped
public class Assets {
  private static final List<String> NAMES =
      List.of(
          "tokens.css",
          "patient.css",
          "result.css",
          "clinic.css",
          "patient.js",
          "chart.js",
          "clinic.js",
          "board.js",
          "clinician.js");
  private static final String CSS = ".css";
  private static final String SVG = ".svg";
  private static final int HASH_LENGTH = 16;

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String hash;

  /** Reads the files, once. */
  public Assets() {
    var digest = sha256();
    for (var name : names()) {
      var bytes = name.endsWith(CSS) ? withoutIndentation(bytes(name)) : bytes(name);
      digest.update(bytes);
      assets.put(name, new Asset(type(name), bytes, Gzip.of(bytes)));
    }
    this.hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_LENGTH);
  }

  private static List<String> names() {
    var drawings =
        Exercise.all().stream().flatMap(it -> Stream.of(1, 2).map(frame -> drawing(it, frame)));
    return Stream.concat(NAMES.stream(), drawings).toList();
  }

  /** A frame of the drawing of an exercise: 1, or 2. */
  private static String drawing(Exercise exercise, int frame) {
    return "drawing/%s-%d%s".formatted(exercise.id(), frame, SVG);
  }

  /** A file as it is sent. */
  record Asset(String type, byte[] bytes, byte[] zipped) {}

  private static byte[] bytes(String name) {
    try (var stream = Assets.class.getResourceAsStream("/assets/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the asset " + name + " is missing");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It is for whoever reads the file: a phone on a slow line reads every byte. */
  private static byte[] withoutIndentation(byte[] file) {
    return new String(file, UTF_8).replaceAll("\\n\\s*", "\n").getBytes(UTF_8);
  }

  private static String type(String name) {
    if (name.endsWith(SVG)) {
      return "image/svg+xml";
    }
    return name.endsWith(CSS) ? "text/css" : "text/javascript";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address below which they are found, without a slash at the end. */
  public String base() {
    return "/assets/" + hash;
  }

  /** The file of a path such as {@code /0123456789abcdef/clinic.css}. */
  Optional<Asset> find(String path) {
    return path.startsWith("/" + hash + "/")
        ? Optional.ofNullable(assets.get(path.substring(hash.length() + 2)))
        : Optional.empty();
  }
}
