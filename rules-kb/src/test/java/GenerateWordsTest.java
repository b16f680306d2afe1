import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Who adds a fact is told which file lacks it, and what an entry looks like. */
class GenerateWordsTest {
  private static String refusal(String words, Set<String> facts) {
    var read = new Translated(new Yaml().load(words), List.of());
    var generator = new GenerateWords(read, facts, Path.of("not-written"));
    var refused = assertThrows(IllegalArgumentException.class, generator::write);
    return String.valueOf(refused.getMessage());
  }

  @Test
  void aFactWithoutWordsIsNamedWithItsFileAndTheFormOfAnEntry() {
    var message = refusal("{words: {age: {term: age}}}", Set.of("age", "hearing-loss-sudden"));
    for (var part :
        List.of(
            "knowledge/words.yaml",
            "[hearing-loss-sudden]",
            "\"hearing-loss-sudden: {term: ",
            "knowledge/translations")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void wordsOfNoFactAreNamed() {
    var message = refusal("{words: {age: {term: age}, old: {term: old}}}", Set.of("age"));
    assertTrue(message.contains("[old]") && message.contains("facts.yaml"), message);
  }
}
