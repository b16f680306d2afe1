package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class QuestionnaireJsonTest {
  private static JsonObject question(String code) {
    return QuestionnaireJson.load().getJsonArray("groups").getValuesAs(JsonObject.class).stream()
        .flatMap(it -> it.getJsonArray("questions").getValuesAs(JsonObject.class).stream())
        .filter(it -> it.getString("code").equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static String conditions(String code, String name) {
    return question(code).getJsonArray(name).toString().replace('"', '\'');
  }

  /** A bound in months was a hair above what 2.75 months are read as. */
  @Test
  void aBoundIsTheAmountThatItIsReadAs() {
    assertEquals(
        "[{'code':'duration-weeks','value':'not answered'},{'code':'duration-weeks','atLeast':12.0},"
            + "{'code':'duration-weeks','atLeast':12.0},{'code':'duration-weeks','atLeast':11.95734375}]",
        conditions("psoriasis", "askedWhenAnyOf"));
  }

  @Test
  void aGroupAndAQuestionEachAskForTheirOwn() {
    assertEquals(
        "[{'code':'breath-pain','value':'present'},{'code':'breathless','value':'present'},"
            + "{'code':'leg-changed','value':'present'}]",
        conditions("oestrogen", "askedWhenAnyOf"));
    assertEquals(
        "[{'code':'sex','value':'not answered'},{'code':'sex','value':'female'},"
            + "{'code':'sex','value':'other'},{'code':'sex','value':'unknown'}]",
        conditions("oestrogen", "andWhenAnyOf"));
  }

  @Test
  void anExaminationIsInEnglishAlone() {
    assertEquals("¿Cuántos años tiene?", question("age").getJsonObject("text").getString("es"));
    assertFalse(question("anal-tone-reduced").getJsonObject("text").containsKey("es"));
    assertEquals("clinician", question("anal-tone-reduced").getString("askedOf"));
  }
}
