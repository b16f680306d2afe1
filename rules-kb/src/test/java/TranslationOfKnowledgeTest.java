import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class TranslationOfKnowledgeTest {
  private static final Path KNOWLEDGE = Path.of("knowledge");

  private static Object translated(String knowledge, String words) {
    return new Translation("advice.yaml", "es", new Yaml().load(words))
        .into(new Yaml().load(knowledge));
  }

  @Test
  void aTranslationStandsBesideItsText() {
    assertEquals(
        "{items=[{id=one, en=Walk., add={en=Stop., es=Pare.}, es=Camine.}]}",
        translated(
                "{items: [{id: one, en: Walk., add: {en: Stop.}}]}",
                "{Walk.: Camine., Stop.: Pare.}")
            .toString());
  }

  @Test
  void aTextWithoutTranslationAndATranslationWithoutTextAreRefused() {
    var missing =
        assertThrows(
            IllegalArgumentException.class, () -> translated("{en: Walk.}", "{Stop.: Pare.}"));
    assertTrue(missing.getMessage().contains("Walk."), missing.getMessage());
    var stale =
        assertThrows(
            IllegalArgumentException.class,
            () -> translated("{en: Walk.}", "{Walk.: Camine., Stop.: Pare.}"));
    assertTrue(stale.getMessage().contains("Stop."), stale.getMessage());
  }

  @Test
  void aValueThatATranslationLeavesOutOrInventsIsRefused() {
    for (var words : List.of("{'To {number}.': A casa.}", "{'To {number}.': 'A {numero}.'}")) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class, () -> translated("{en: 'To {number}.'}", words));
      assertTrue(thrown.getMessage().contains("To {number}."), thrown.getMessage());
    }
  }

  @Test
  void noOtherLanguageStandsOutsideTheFolderOfTranslations() throws IOException {
    var other = Pattern.compile("(?m)^[^#\\n]*(?<![\\w-])es: ");
    try (var files = Files.list(KNOWLEDGE)) {
      for (var file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
        var found = other.matcher(Files.readString(file));
        assertTrue(!found.find(), () -> file + ": " + found.group());
      }
    }
  }
}
