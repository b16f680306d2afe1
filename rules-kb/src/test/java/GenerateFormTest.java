import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class GenerateFormTest {
  private static final String CONDITION =
      "{question: knee-pain, operator: exists, answerBoolean: true}";

  private static String source(String items) {
    var deep = items.contains("linkId: deep") ? ", deep: Hondo" : "";
    return source(items, "{text: {leg-pain: Pierna, legs: Piernas%s}, option: {}}".formatted(deep));
  }

  private static String source(String items, String translation) {
    return new GenerateForm(
            new Yaml().load("{url: u, version: '1', item: [%s]}".formatted(items)),
            new FormWords(Map.of("es", new Yaml().load(translation))),
            new Yaml().load("{steps: [[legs, deep]]}"),
            Map.of(
                "leg-pain",
                "finding",
                "knee-pain",
                "finding",
                "duration-weeks",
                "reading",
                "strength",
                "finding"),
            Set.of("strength"),
            "http://base")
        .source();
  }

  private static String group(String item) {
    return "{linkId: legs, type: group, text: Legs, item: [%s]}".formatted(item);
  }

  private static String question(String more) {
    return "{linkId: leg-pain, text: Leg, type: choice%s}".formatted(more);
  }

  private static String enabled(String conditions) {
    return source(group(question(", enableBehavior: any, enableWhen: [" + conditions + "]")));
  }

  @Test
  void whatCannotBeShownIsRefusedByItsLinkId() {
    for (var item :
        new String[] {
          "{linkId: leg-pain, text: x, type: attachment}",
          question(", modifierExtension: []"),
          question(", answerValueSet: v"),
          question(", enableWhen: [%s]".formatted(CONDITION)),
          question(
              ", enableBehavior: any, enableWhen: [{question: leg-pain, operator: '~', answerInteger: 1}]"),
          question(
              ", enableBehavior: any, enableWhen: [{question: leg-pain, operator: '>', answerString: a}]"),
          question(
              ", enableBehavior: any, enableWhen: [{question: leg-pain, operator: '=', answerCoding: {code: maybe}}]"),
        }) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> source(group(item)), item);
      assertTrue(thrown.getMessage().contains("leg-pain"), thrown.getMessage());
    }
  }

  @Test
  void aGroupOfWhichAPatientIsAskedStandsOnAStep() {
    var nowhere = "{linkId: arms, type: group, text: Arms, item: [%s]}".formatted(question(""));
    var thrown = assertThrows(IllegalArgumentException.class, () -> source(nowhere));
    assertTrue(thrown.getMessage().contains("arms"), thrown.getMessage());
  }

  @Test
  void everyOperatorIsUnderstood() {
    for (var operator : new String[] {"=", "!=", ">", "<", ">=", "<="}) {
      assertTrue(
          enabled(
                  "{question: duration-weeks, operator: '%s', answerQuantity: {value: 2.75, code: mo}}"
                      .formatted(operator))
              .contains("new Given.Amount(new BigDecimal(\"2.75\"), \"mo\")"));
      assertTrue(
          enabled(
                  "{question: duration-weeks, operator: '%s', answerInteger: 16}"
                      .formatted(operator))
              .contains("new Given.Amount(new BigDecimal(\"16\"), \"\")"));
    }
    assertTrue(
        enabled("{question: knee-pain, operator: '!=', answerCoding: {code: Y}}")
            .contains(
                "Enabling.any(new Condition.Is(Fact.KNEE_PAIN, new Given.Chosen(Presence.PRESENT), false))"));
    assertTrue(enabled(CONDITION).contains("new Condition.Answered(Fact.KNEE_PAIN, true)"));
  }

  @Test
  void aQuestionAsksForWhatEveryGroupAroundItAsksFor() {
    var when = "enableBehavior: all, enableWhen: [%s]".formatted(CONDITION);
    var deep =
        "{linkId: deep, type: group, text: Deep, %s, item: [%s]}"
            .formatted(when, question(", " + when));
    var asked =
        source("{linkId: legs, type: group, text: Legs, %s, item: [%s]}".formatted(when, deep));
    assertEquals(3, asked.split("Enabling\\.all", -1).length - 1);
  }

  @Test
  void aPatientsQuestionHasWordsInEveryLanguageAndAnExaminationIsEnglish() {
    var asked = source(group(question("") + ", {linkId: strength, text: Power, type: choice}"));
    assertTrue(asked.contains("Wording.of(\"Leg\", \"Pierna\"), true"), asked);
    assertTrue(asked.contains("Wording.everywhere(\"Power\"), false"), asked);
  }

  @Test
  void whatIsMissingOrLeftOverInALanguageIsNamed() {
    var translation = "{text: {legs: Piernas, arms: Brazos}, option: {'Yes': Sí}}";
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> source(group(question("")), translation));
    assertEquals(
        "questions.yaml: no leg-pain in es; arms in es is left over; Yes in es is left over",
        thrown.getMessage());
  }
}
