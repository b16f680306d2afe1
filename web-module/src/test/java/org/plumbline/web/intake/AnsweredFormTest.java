package org.plumbline.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.kb.form.Form;

class AnsweredFormTest {
  private static final String SADDLE = "{\"linkId\":\"saddle-numbness\",\"answer\":[{}]}";
  private static final String FOREIGN = "{\"linkId\":\"favourite-colour\",\"answer\":[{}]}";

  private static AnsweredForm form(String questionnaire, String items, String more) {
    var json =
        "{\"resourceType\":\"QuestionnaireResponse\",%s\"item\":[%s]%s}"
            .formatted(
                questionnaire.isEmpty() ? "" : "\"questionnaire\":" + questionnaire + ",",
                items,
                more);
    return new AnsweredForm(
        Form.load(), new Node("", JsonBody.parse(json.getBytes(UTF_8)), new Faults()));
  }

  private static AnsweredForm named(String questionnaire) {
    return form("\"" + questionnaire.replace("@", Form.load().canonical()) + "\"", SADDLE, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "@|0.0.9",
        "@|0.1.0",
        "@|0.2.0",
        "@|9.9.9",
        "@#part",
        "@|0.1.0#part",
        "Questionnaire/low-back-intake",
        "Questionnaire/low-back-intake|0.1.0",
        "Questionnaire/low-back-intake/_history/3",
        "http://127.0.0.1:8080/fhir/Questionnaire/low-back-intake"
      })
  void ourFormIsKnownHoweverItIsNamed(String questionnaire) {
    assertTrue(named(questionnaire).isOurs());
    assertFalse(named(questionnaire).isStrange());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@x", "http://example.org/Questionnaire/x", "Questionnaire/other", "#nothing"})
  void ourQuestionsUnderAnotherNameAreStrange(String questionnaire) {
    assertFalse(named(questionnaire).isOurs());
    assertTrue(named(questionnaire).isStrange());
  }

  @Test
  void responseToAnotherFormIsNotStrange() {
    assertFalse(form("\"http://example.org/Questionnaire/x\"", FOREIGN, "").isStrange());
    assertFalse(form("", FOREIGN, "").isStrange());
    assertTrue(form("", "", "").isStrange(), "nothing says what was asked");
    assertTrue(form("", SADDLE, "").isStrange());
  }

  @Test
  void containedFormCountsWhenItIsDerivedFromOurs() {
    var contained =
        ",\"contained\":[{\"resourceType\":\"Questionnaire\",\"id\":\"asked\",\"derivedFrom\":[\"%s\"]}]";
    assertTrue(form("\"#asked\"", SADDLE, contained.formatted(Form.load().versioned())).isOurs());
    assertFalse(form("\"#asked\"", SADDLE, contained.formatted("http://example.org/x")).isOurs());
  }

  /** Before FHIR R4 it was a reference. */
  @Test
  void formMayBeAReference() {
    assertTrue(form("{\"reference\":\"Questionnaire/low-back-intake\"}", SADDLE, "").isOurs());
  }

  @ParameterizedTest
  @CsvSource({
    "@, false, false",
    "@|0.0.9, true, false",
    "@|0.1.0, true, false",
    "@|9.9, true, true"
  })
  void versionsAreTold(String questionnaire, boolean other, boolean unknown) {
    assertEquals(other, named(questionnaire).isOtherVersion());
    assertEquals(unknown, named(questionnaire).isUnknownVersion());
    assertFalse(
        named(questionnaire.equals("@") ? "@|" + Form.load().version() : "@").isOtherVersion());
  }
}
