package org.plumbline.web.screen.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.wording.Language;

class MessagesTest {
  private static final Pattern USED =
      Pattern.compile("\\bwords\\.of\\(\\s*\"([^\"]*[^.\"])\"\\s*[,)]");

  private static Stream<String> used(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream()
          .flatMap(file -> USED.matcher(text(file)).results().map(it -> it.group(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page that names a text which is not there is not shown at all. */
  @Test
  void everyTextThatAPageNamesIsThereInEveryLanguage() {
    var keys = new TreeSet<String>();
    Stream.of("src/main/jte", "src/main/java/org/plumbline/web")
        .map(Path::of)
        .flatMap(MessagesTest::used)
        .forEach(keys::add);
    assertTrue(keys.size() > 50, keys::toString);
    for (var language : Language.all()) {
      keys.forEach(key -> assertDoesNotThrow(() -> Messages.in(language).of(key), key));
    }
  }
}
