package org.plumbline.kb.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanguageTest {
  private static final Path TRANSLATIONS = Path.of("knowledge/translations");

  @Test
  void languagesAreTheFoldersAndEnglishIsFirst() throws IOException {
    try (var folders = Files.list(TRANSLATIONS)) {
      var names = folders.map(it -> String.valueOf(it.getFileName())).sorted().toList();
      assertEquals(names, Language.all().stream().map(Language::code).sorted().toList());
    }
    assertEquals("en", Language.ENGLISH.code());
    assertEquals(Language.ENGLISH, Language.all().get(0));
  }

  @Test
  void aRegionBehindTheCodeIsReadOver() {
    assertEquals(Optional.of(Language.ENGLISH), Language.of("en-AU"));
    assertEquals(Optional.empty(), Language.of("xx"));
  }

  @Test
  void aTextIsThereInEveryLanguage() {
    assertEquals("7", Wording.everywhere("7").in(Language.ENGLISH));
    assertThrows(
        IllegalArgumentException.class, () -> new Wording(Map.of(Language.ENGLISH, "Walk.")));
    assertThrows(IllegalArgumentException.class, () -> Wording.of("Walk."));
  }

  @Test
  void numbersAndMomentsAreWrittenAsItsSpeakersDo() {
    var spanish = Language.of("es").orElseThrow();
    assertEquals("112,5", spanish.number("112.5"));
    assertEquals("112.5", Language.ENGLISH.number("112.5"));
    var moment = LocalDateTime.of(2026, 11, 27, 18, 5);
    assertEquals("27 Nov 2026, 18:05", Language.ENGLISH.moment(moment));
    assertEquals("27 nov 2026 18:05", spanish.moment(moment));
  }

  /** A language that Java, a template or a script names is one that a folder does not bring. */
  @Test
  void nothingButItsFolderNamesALanguage() throws IOException {
    var others = Language.all().stream().filter(it -> !it.equals(Language.ENGLISH)).toList();
    var named =
        Pattern.compile(
            others.stream()
                .map(it -> "\"%s\"|%s".formatted(it.code(), it.name()))
                .collect(Collectors.joining("|")));
    var faults = new TreeSet<String>();
    for (var module : new String[] {"rules-kb", "ejb-module", "web-module"}) {
      for (var folder : new String[] {"main", "build", "publish"}) {
        var sources = Path.of("..", module, "src", folder);
        if (Files.exists(sources)) {
          sourcesWith(sources, named).forEach(faults::add);
        }
      }
    }
    assertTrue(!others.isEmpty());
    assertEquals(new TreeSet<String>(), faults);
  }

  private static Stream<String> sourcesWith(Path folder, Pattern pattern) throws IOException {
    try (var files = Files.walk(folder)) {
      var found = new TreeSet<String>();
      for (var file :
          files.filter(it -> it.toString().matches(".*\\.(java|jte|js|html)")).toList()) {
        if (pattern.matcher(Files.readString(file)).find()) {
          found.add(file.getFileName().toString());
        }
      }
      return found.stream();
    }
  }
}
