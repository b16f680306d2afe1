package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a patient without a script is interrupted, and what stays in sight. */
class InterruptionIT extends Deployed {
  private static final String SHOWN =
      "id=\"sos\" aria-label=\"Urgent help\" data-ambulance=\"Call 112 now\"";

  private static boolean hasBanner(String page) {
    var at = page.indexOf("id=\"sos\"");
    return at >= 0 && !page.substring(at, page.indexOf('>', at)).contains(" hidden");
  }

  private static boolean isShown(String page, String id) {
    var at = page.indexOf("id=\"" + id + "\"");
    return at >= 0 && !page.substring(at, page.indexOf('>', at)).contains(" hidden");
  }

  private static String at(String patient, int age) {
    var link = IntakePagesIT.link(patient);
    Steps.say(link, "age", String.valueOf(age));
    Steps.say(link, "sex", "male");
    return link;
  }

  @Test
  void theQuestionThatDecidesIsAskedNextAndTheEmergencyIsToldWhenItIsCertain() {
    var link = at("decides-1", 34);
    Steps.say(link, "saddle-numbness", "Y");
    assertEquals("pelvic-symptoms-new", Steps.asked(link));
    var page = IntakePagesIT.get(link).body();
    assertTrue(page.contains("One more question, because you said yes"), page);
    assertEquals(link + "/emergency", Steps.say(link, "pelvic-symptoms-new", "Y"));
    var told = Ehr.get("/api/worklist?patient=decides-1").json();
    assertEquals("emergency", told.text("/assessments/0/disposition").orElseThrow());
  }

  @Test
  void anAnswerThatRulesItOutLetsThePatientGoOn() {
    var link = at("decides-2", 34);
    Steps.say(link, "saddle-numbness", "Y");
    var next = Steps.say(link, "pelvic-symptoms-new", "N");
    assertTrue(next.startsWith(link + "?at="), next);
    assertFalse(hasBanner(IntakePagesIT.get(next).body()));
  }

  @Test
  void whoDoesNotKnowWhatDecidesIsTold() {
    var link = at("decides-3", 34);
    Steps.say(link, "saddle-numbness", "Y");
    assertEquals(link + "/emergency", Steps.say(link, "pelvic-symptoms-new", "dont-know"));
  }

  @Test
  void anEmergencyStaysInSightAndOneThatWasTakenBackIsSaidToBe() {
    var link = at("banner-1", 34);
    var list = "asked=since-it-began-now:paralysis-sudden,chest-pain&go=next&tick=paralysis-sudden";
    assertEquals(link + "/emergency", IntakePagesIT.next(IntakePagesIT.send(link, list)));
    for (var page : new String[] {"?at=0", "?at=1", "?at=2", "?change=fever", "?review=1"}) {
      var body = IntakePagesIT.get(link + page).body();
      assertTrue(hasBanner(body) && body.contains(SHOWN), page);
      assertFalse(isShown(body, "changed"), page);
    }
    var next = Steps.say(link, "paralysis-sudden", "N");
    var body = IntakePagesIT.get(next).body();
    assertFalse(hasBanner(body), body);
    assertTrue(isShown(body, "changed"), body);
    var kept = Ehr.get("/api/worklist?patient=banner-1").json();
    assertEquals("ambulance", kept.text("/assessments/0/disposition").orElseThrow());
  }

  @Test
  void thatTodayIsTheDayIsToldOnceAndThePatientGoesOn() {
    var link = at("today-1", 34);
    var next = Steps.say(link, "blood-in-urine", "Y");
    assertTrue(next.endsWith("&today=1"), next);
    assertTrue(isShown(IntakePagesIT.get(next).body(), "today"));
    assertFalse(isShown(IntakePagesIT.get(link).body(), "today"));
    assertFalse(Steps.say(link, "fever", "N").contains("today"));
  }

  @Test
  void aParentAnswersForAChildAndIsToldWhatIsNotAsked() {
    var link = IntakePagesIT.link("child-1");
    var page = IntakePagesIT.get(Steps.say(link, "age", "14")).body();
    assertTrue(page.contains("To the parent or carer"), page);
    assertTrue(page.contains("We do not ask about sex, drugs or a pregnancy here"), page);
    Steps.say(link, "sex", "male");
    assertTrue(IntakePagesIT.get(link).body().contains("You are under 16"));
    var older = IntakePagesIT.link("child-2");
    assertFalse(
        IntakePagesIT.get(Steps.say(older, "age", "16")).body().contains("parent or carer"));
  }
}
