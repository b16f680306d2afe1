package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When a patient without a script is interrupted, and what stays in sight. */
class InterruptionIT extends Deployed {
  private static final String SHOWN =
      "id=\"sos\" aria-label=\"Urgent help\" data-ambulance=\"Call 112 now\"";

  private static String signs(String code) {
    return IntakePagesIT.STOP_SIGNS.replace(code + "=N", code + "=Y");
  }

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
    IntakePagesIT.next(IntakePagesIT.send(link, "step=1&go=next&age=" + age + "&sex=male"));
    return link;
  }

  @Test
  void theQuestionThatDecidesIsAskedNextAndTheEmergencyIsToldWhenItIsCertain() {
    var link = IntakePagesIT.link("decides-1");
    var asked = IntakePagesIT.next(IntakePagesIT.send(link, "step=2&go=next&" + signs("fainting")));
    assertEquals(link + "?step=1&then=3#age", asked);
    var page = IntakePagesIT.get(asked.split("#")[0]).body();
    assertTrue(page.contains("Please answer this now"), page);
    assertEquals(
        link + "/emergency?step=1",
        IntakePagesIT.next(IntakePagesIT.send(link, "step=1&then=3&go=next&age=55&sex=male")));
    var told = Ehr.get("/api/worklist?patient=decides-1").json();
    assertEquals("emergency", told.text("/assessments/0/disposition").orElseThrow());
  }

  @Test
  void anAnswerThatRulesItOutLetsThePatientGoOnWhereHeWas() {
    var link = IntakePagesIT.link("decides-2");
    IntakePagesIT.next(IntakePagesIT.send(link, "step=2&go=next&" + signs("fainting")));
    var next =
        IntakePagesIT.next(IntakePagesIT.send(link, "step=1&then=3&go=next&age=30&sex=male"));
    assertTrue(next.startsWith(link + "?step=3"), next);
    assertFalse(hasBanner(IntakePagesIT.get(next).body()));
  }

  @Test
  void whoPassesTheQuestionThatDecidesByDoesNotKnow() {
    var link = IntakePagesIT.link("decides-3");
    IntakePagesIT.next(IntakePagesIT.send(link, "step=2&go=next&" + signs("fainting")));
    assertEquals(
        link + "/emergency?step=1",
        IntakePagesIT.next(IntakePagesIT.send(link, "step=1&then=3&go=next&age=&sex=male")));
  }

  @Test
  void anEmergencyStaysInSightAndOneThatWasTakenBackIsSaidToBe() {
    var link = at("banner-1", 34);
    assertEquals(
        link + "/emergency?step=2",
        IntakePagesIT.next(
            IntakePagesIT.send(link, "step=2&go=next&" + signs("paralysis-sudden"))));
    for (var page : new String[] {"?step=2", "?step=3", "?step=6", "?review=1"}) {
      var body = IntakePagesIT.get(link + page).body();
      assertTrue(hasBanner(body) && body.contains(SHOWN), page);
      assertFalse(isShown(body, "changed"), page);
    }
    var next =
        IntakePagesIT.next(IntakePagesIT.send(link, "step=2&go=next&" + IntakePagesIT.STOP_SIGNS));
    var body = IntakePagesIT.get(next).body();
    assertFalse(hasBanner(body), body);
    assertTrue(isShown(body, "changed"), body);
    var kept = Ehr.get("/api/worklist?patient=banner-1").json();
    assertEquals("ambulance", kept.text("/assessments/0/disposition").orElseThrow());
  }

  @Test
  void thatTodayIsTheDayIsToldOnceAndThePatientGoesOn() {
    var link = at("today-1", 34);
    IntakePagesIT.next(IntakePagesIT.send(link, "step=2&go=next&" + IntakePagesIT.STOP_SIGNS));
    var next = IntakePagesIT.next(IntakePagesIT.send(link, "step=3&go=next&foot-drop=Y"));
    assertEquals(link + "?step=4&today=1", next);
    assertTrue(isShown(IntakePagesIT.get(next).body(), "today"));
    assertFalse(isShown(IntakePagesIT.get(link + "?step=4").body(), "today"));
    assertEquals(
        link + "?step=5", IntakePagesIT.next(IntakePagesIT.send(link, "step=4&go=next&fever=N")));
  }

  @Test
  void aParentAnswersForAChildAndIsToldWhatIsNotAsked() {
    var link = at("child-1", 14);
    var page = IntakePagesIT.get(link + "?step=2").body();
    assertTrue(page.contains("To the parent or carer"), page);
    assertTrue(page.contains("We do not ask about sex, drugs or a pregnancy here"), page);
    assertFalse(isShown(page, "sexual-dysfunction"), page);
    assertTrue(isShown(page, "saddle-numbness"), page);
    assertFalse(
        IntakePagesIT.get(at("child-2", 16) + "?step=2").body().contains("parent or carer"));
  }
}
