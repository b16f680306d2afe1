import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** A list that breaks a rule of lists.yaml is refused by what it breaks. */
class GenerateListsTest {
  private static final Map<String, String> TEXTS =
      Map.of(
          "one", "One?",
          "two", "Two?",
          "three", "Three?",
          "four", "In the last 3 months, four?",
          "saddle", "Saddle?");

  private static final String GOOD =
      """
      lists:
      - id: l
        urgency: soon
        when: {en: in the last 3 months, es: en los 3 meses}
        en: In the last 3 months, any?
        es: En los 3 meses, algo?
        signs:
          one: {en: one, es: uno}
          two: {en: two, es: dos}
          three: {en: three, es: tres}
          four: {en: four, es: cuatro}
      alone:
      - why: by itself
        questions: [saddle]
      """;

  private static final List<Tongue> LANGUAGES =
      List.of(tongue("en", "['no', not, never]", "[or]"), tongue("es", "['no', nunca]", "[o, u]"));

  private static Tongue tongue(String code, String negative, String or) {
    return Tongue.of(
        code,
        new Yaml()
            .load("{name: N, dir: ltr, dates: en, negative: %s, or: %s}".formatted(negative, or)));
  }

  private static String source(String yaml) {
    return new GenerateLists(
            new Translated(new Yaml().load(yaml), LANGUAGES),
            new GenerateLists.Asked(TEXTS, Set.of("saddle")))
        .source();
  }

  @Test
  void aListThatKeepsTheRulesBecomesJava() {
    assertTrue(source(GOOD).contains("new Checklist.Sign(Fact.ONE, Wording.of(\"one\", \"uno\"))"));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'one: {en: one, es: uno}'      | 'five: {en: five, es: cinco}'                  | five is no yes-or-no question
          'one: {en: one, es: uno}'      | 'two: {en: one, es: uno}'                      | 3 signs
          'one: {en: one, es: uno}'      | 'saddle: {en: one, es: uno}'                   | saddle in l is a sign of the cauda equina
          'one: {en: one, es: uno}'      | 'one: {en: a b c d e f g h i j k l m, es: uno}' | more than 12 words in en
          'one: {en: one, es: uno}'      | 'one: {en: not able to walk, es: uno}'         | no positive phrase in en
          'one: {en: one, es: uno}'      | 'one: {en: one, es: nunca ando}'               | no positive phrase in es
          'one: {en: one, es: uno}'      | 'one: {en: one or other, es: uno}'             | joins with an or in en
          'one: {en: one, es: uno}'      | 'one: {en: one, es: uno o dos}'                | joins with an or in es
          'In the last 3 months, any?'   | 'Any?'                                         | time frame in en
          'urgency: soon'                | 'urgency: never'                               | urgency never
          '3 months'                     | '6 months'                                     | four in l has a time frame of its own
          'questions: [saddle]'          | 'questions: []'                                | neither in a list nor alone: [saddle]
          'questions: [saddle]'          | 'questions: [saddle, one]'                     | one is in l and in alone
          'why: by itself'               | 'why: ""'                                      | not said why
          """)
  void whatBreaksARuleIsNamed(String good, String bad, String fault) {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> source(GOOD.replace(good, bad)), fault);
    assertTrue(thrown.getMessage().contains(fault), thrown.getMessage());
  }
}
