import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class GenerateMessagesTest {
  private static String source(String english, String spanish) {
    var messages = new LinkedHashMap<String, Object>();
    messages.put("en", new Yaml().load(english));
    messages.put("es", new Yaml().load(spanish));
    return new GenerateMessages(messages).source();
  }

  private static String refused(String english, String spanish) {
    return assertThrows(IllegalArgumentException.class, () -> source(english, spanish))
        .getMessage();
  }

  @Test
  void everyLanguageStandsBehindItsKey() {
    assertTrue(
        source("{go.back: Back}", "{go.back: Volver}")
            .contains("entry(\"go.back\", Wording.of(\"Back\", \"Volver\"))"));
  }

  @Test
  void aTextOfSeveralLinesIsOneLiteral() {
    assertTrue(
        source("{mail: \"Open it.\\n\\nBye\"}", "{mail: \"Abra.\\n\\nAdiós\"}")
            .contains("Wording.of(\"Open it.\\n\\nBye\", \"Abra.\\n\\nAdiós\")"));
  }

  @Test
  void whatIsMissingOrLeftOverIsNamed() {
    assertEquals(
        "messages.yaml: no go.back in es; go.on in es is left over",
        refused("{go.back: Back}", "{go.on: Seguir}"));
  }

  @Test
  void aValueStandsInEveryLanguageAndIsNotQuoted() {
    assertEquals(
        "messages.yaml: call in es has other values than [{0}]",
        refused("{call: 'Call {0}'}", "{call: Llame}"));
    assertEquals(
        "messages.yaml: call in es has a value and an apostrophe that is not written twice",
        refused("{call: 'Call {0}'}", "{call: \"L'{0}\"}"));
  }
}
