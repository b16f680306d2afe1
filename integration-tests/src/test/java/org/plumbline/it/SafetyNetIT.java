package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a patient is told of the signs with which not to wait, over HTTP. */
class SafetyNetIT extends Deployed {
  private static final String SCREENED =
      """
      "age":30,"saddle-numbness":"absent","bladder-retention":"absent","bladder-incontinence":"absent","bowel-incontinence":"absent",
      "leg-pain-both-sides":"absent","neuro-symptoms-both-sides":"absent","leg-weakness":"absent","fever":"absent","major-trauma":"absent",
      "cancer-history":"absent","weight-loss-unexplained":"absent","night-pain":"absent","dark-urine":"absent","tearing-pain":"absent",
      "chest-pain":"absent","muscle-swelling":"absent","pain-out-of-proportion":"absent\"""";

  private static Json assessed(String patient, String told) {
    var answer =
        Ehr.post(
            "/api/assessments",
            Ehr.JSON,
            "{\"patient\":\"%s\",\"facts\":{%s,%s}}".formatted(patient, SCREENED, told));
    assertEquals(201, answer.status(), answer.body());
    return answer.json();
  }

  private static String sheet(Json assessed, String language) {
    var path =
        "/app/assessments/%s/handout?lang=%s"
            .formatted(assessed.text("/id").orElseThrow(), language);
    var answer = Ehr.raw(HttpRequest.newBuilder(Ehr.BASE.resolve(path)).GET());
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private static List<String> texts(Json assessed, String language) {
    return assessed.list("/patientText/" + language).stream()
        .map(it -> it.node().asText())
        .toList();
  }

  @Test
  void aSignThatWasToldIsNotInTheNetAndTheSheetSaysWhatTheAnswerSays() {
    var told = assessed("net-1", "\"knee-gives-way\":\"present\"");
    assertEquals("same-day", told.text("/disposition/code").orElseThrow());
    for (var language : List.of("en", "es", "de")) {
      var sheet = sheet(told, language);
      var texts = texts(told, language);
      var today = texts.get(texts.size() - 1);
      for (var item : today.substring(today.indexOf(':') + 1).split("[;.]")) {
        assertTrue(sheet.contains(item.strip()), item);
      }
    }
    var sheet = sheet(told, "en");
    assertTrue(sheet.contains("a knee that gives way, if it gets worse"), sheet);
    assertFalse(
        sheet.replace("a knee that gives way, if it", "").contains("a knee that gives way"));
  }

  @Test
  void anEmergencyHasNoNet() {
    var told = assessed("net-2", "\"groin-lump\":\"present\",\"lump-irreducible\":\"present\"");
    assertEquals("emergency", told.text("/disposition/code").orElseThrow());
    assertFalse(texts(told, "en").stream().anyMatch(it -> it.contains("worse than when")));
    var sheet = sheet(told, "en");
    assertFalse(sheet.contains("worse than when you answered"), sheet);
    assertFalse(sheet.contains("call us"), sheet);
  }
}
