package org.plumbline.web.screen.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A language that is written from right to left needs no page and no style of its own. */
class DirectionTest {
  private static final Pattern HTML = Pattern.compile("<html[^>]*>");
  private static final Pattern LANGUAGE = Pattern.compile("<html lang=\"[^\"]+\" dir=\"[^\"]+\">");

  /** What says left or right of what has a start and an end. */
  private static final Pattern PHYSICAL =
      Pattern.compile(
          "(?m)^\\s*((margin|padding|border)-(left|right)|(left|right)|border-(top|bottom)-(left|right)-radius)"
              + "[a-z-]*:.*|text-align: (left|right)|float: (left|right)(?!;\\s*width: 100%)"
              + "|^\\s*(margin|padding):( \\S+){4};");

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(it -> it.toString().matches(".*\\.(" + ending + ")")).toList();
    }
  }

  @Test
  void everyPageSaysItsLanguageAndItsDirection() throws IOException {
    var pages = 0;
    for (var file : files(Path.of("src/main"), "jte|html|java")) {
      for (var html : HTML.matcher(Files.readString(file)).results().toList()) {
        assertTrue(LANGUAGE.matcher(html.group()).matches(), file + ": " + html.group());
        pages++;
      }
    }
    assertTrue(pages >= 7, "too few pages were found");
  }

  @Test
  void noStyleSaysLeftOrRight() throws IOException {
    var faults = new ArrayList<String>();
    var folders = Stream.of("src/main/resources/assets", "src/main/webapp").map(Path::of).toList();
    for (var folder : folders) {
      for (var file : files(folder, "css")) {
        PHYSICAL
            .matcher(Files.readString(file))
            .results()
            .forEach(it -> faults.add(file.getFileName() + ": " + it.group().strip()));
      }
    }
    assertEquals(List.of(), faults);
  }
}
