package org.plumbline.web.screen.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pairs of colours of the patient's pages, light and dark, by the contrast of WCAG 2.2. */
class ContrastTest {
  private static final Path ASSETS = Path.of("src/main/resources/assets");
  private static final Pattern TOKEN = Pattern.compile("--([\\w-]+): (#[0-9a-f]{3,6});");
  private static final double TEXT = 4.5;
  private static final double EDGE = 3;

  /** A colour on another one. */
  private record Pair(String ink, String on, double least) {}

  private static List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    var grounds = List.of("bg", "surface", "sunken", "brand-tint");
    for (var ink : List.of("ink", "ink-2", "link", "u1", "u2", "u3", "u4", "u5")) {
      grounds.forEach(on -> pairs.add(new Pair(ink, on, TEXT)));
    }
    for (var of : List.of("u1", "u2", "u3", "u4", "u5")) {
      pairs.add(new Pair(of, of + "-tint", TEXT));
      pairs.add(new Pair("ink", of + "-tint", TEXT));
      pairs.add(new Pair("ink-2", of + "-tint", TEXT));
    }
    pairs.add(new Pair("line-2", "surface", EDGE));
    pairs.add(new Pair("on-brand", "brand", TEXT));
    pairs.add(new Pair("on-brand", "brand-2", TEXT));
    Stream.of("nav", "u1-fill", "call").forEach(on -> pairs.add(new Pair("white", on, TEXT)));
    return pairs;
  }

  private static Map<String, String> tokens(String css) {
    return TOKEN
        .matcher(css)
        .results()
        .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2), (one, other) -> one));
  }

  private static double luminance(String colour) {
    var hex = colour.length() == 4 ? colour.replaceAll("([0-9a-f])", "$1$1") : colour;
    var parts =
        IntStream.of(1, 3, 5)
            .mapToDouble(it -> Integer.parseInt(hex.substring(it, it + 2), 16) / 255.0)
            .map(it -> it <= 0.04045 ? it / 12.92 : Math.pow((it + 0.055) / 1.055, 2.4))
            .toArray();
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  private static double ratio(String one, String other) {
    var a = luminance(one);
    var b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static List<String> faults(Map<String, String> tokens) {
    return pairs().stream()
        .filter(it -> ratio(of(tokens, it.ink()), of(tokens, it.on())) < it.least())
        .map(
            it ->
                "%s on %s: %.1f"
                    .formatted(it.ink(), it.on(), ratio(of(tokens, it.ink()), of(tokens, it.on()))))
        .toList();
  }

  private static String of(Map<String, String> tokens, String name) {
    return name.equals("white") ? "#ffffff" : tokens.get(name);
  }

  @Test
  void everyPairCanBeReadLightAndDark() throws IOException {
    var light = tokens(Files.readString(ASSETS.resolve("tokens.css")));
    var dark = new HashMap<>(light);
    dark.putAll(tokens(Files.readString(ASSETS.resolve("patient.css"))));
    assertEquals(List.of(), faults(light), "light");
    assertEquals(List.of(), faults(dark), "dark");
    assertEquals(21, ratio("#000", "#fff"), 0.01, "the formula");
  }
}
