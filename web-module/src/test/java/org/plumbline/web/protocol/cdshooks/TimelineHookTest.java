package org.plumbline.web.protocol.cdshooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.web.json.Build;

/** Whichever sign a finished intake reports, no draft and no thinner intake takes it away. */
class TimelineHookTest {
  private static final HookBench BENCH = new HookBench();
  private static final Instant NOW = HookBench.NOW;
  private static final Instant EARLIER = NOW.minus(Duration.ofHours(3));
  private static final List<String> SEVERITY = List.of("info", "warning", "critical");

  static Stream<Fact> signs() {
    return Form.load().questions().stream()
        .filter(it -> it.finding() && it.forPatient())
        .map(it -> it.fact());
  }

  private static JsonObject response(
      String id, Instant authored, String status, Map<Fact, String> answers) {
    var items = Build.array();
    answers.forEach(
        (fact, code) ->
            items.add(
                Build.object()
                    .add("linkId", fact.code())
                    .add(
                        "answer",
                        Build.array()
                            .add(
                                Build.object()
                                    .add(
                                        "valueCoding",
                                        Build.object()
                                            .add(
                                                "system",
                                                "http://terminology.hl7.org/CodeSystem/v2-0136")
                                            .add("code", code))))));
    return Build.object()
        .add("resourceType", "QuestionnaireResponse")
        .add("id", id)
        .add("questionnaire", Form.load().versioned())
        .add("status", status)
        .add("subject", Build.object().add("reference", "Patient/1"))
        .add("authored", authored.toString())
        .add("item", items)
        .build();
  }

  private static Map<Fact, String> allDenied() {
    var answers = new HashMap<Fact, String>();
    signs().forEach(it -> answers.put(it, "N"));
    return answers;
  }

  private static Map<Fact, String> reporting(Fact sign) {
    var answers = allDenied();
    answers.put(sign, "Y");
    return answers;
  }

  private static Optional<JsonObject> card(JsonObject... responses) {
    var entries = Build.array();
    Stream.of(responses).forEach(it -> entries.add(Build.object().add("resource", it)));
    return BENCH.card(
        Build.object()
            .add("hook", "patient-view")
            .add("hookInstance", "00000000-0000-0000-0000-000000000000")
            .add("context", Build.object().add("userId", "Practitioner/1").add("patientId", "1"))
            .add(
                "prefetch",
                Build.object()
                    .add(
                        "patient",
                        Build.object()
                            .add("resourceType", "Patient")
                            .add("id", "1")
                            .add("gender", "male")
                            .add("birthDate", "1990-01-01"))
                    .add("conditions", bundle())
                    .add("intake", bundle().add("entry", entries)))
            .build());
  }

  private static jakarta.json.JsonObjectBuilder bundle() {
    return Build.object().add("resourceType", "Bundle").add("type", "searchset");
  }

  private static int severity(JsonObject card) {
    return SEVERITY.indexOf(card.getString("indicator"));
  }

  private static String finding(JsonObject card) {
    return card.getString("summary").replace(" (earlier answers, not decided)", "");
  }

  @ParameterizedTest
  @MethodSource("signs")
  void noDraftAndNoThinnerIntakeTakesASignAway(Fact sign) {
    var full = response("full", EARLIER, "completed", reporting(sign));
    var alone = card(full);
    var emptied =
        List.of(
            response("draft", NOW, "in-progress", Map.of()),
            response("draft", NOW, "in-progress", allDenied()),
            response("draft", NOW, "stopped", Map.of(Fact.CHEST_PAIN, "N")),
            response("thin", NOW, "completed", Map.of(Fact.TEARING_PAIN, "N")));
    for (var later : emptied) {
      var both = card(later, full);
      if (alone.isPresent()) {
        assertTrue(severity(both.orElseThrow()) >= severity(alone.get()), both.toString());
        assertTrue(both.get().toString().contains(title(alone.get())), both.toString());
        assertFalse(both.get().getString("detail").contains("Not found any more"));
      }
      assertEquals(both, card(full, later), "an order of the bundle that counts");
    }
  }

  /** The title of the first red flag, as the summary ends with it. */
  private static String title(JsonObject card) {
    var summary = finding(card);
    return summary.substring(summary.indexOf(": ") + 2).replaceFirst(" and \\d+ more.*$", "");
  }

  @Test
  void anEmptyDraftAfterMildAnswersCallsForNoCard() {
    var mild = response("mild", EARLIER, "completed", allDenied());
    assertEquals(card(mild), card(mild, response("draft", NOW, "in-progress", Map.of())));
  }

  @Test
  void aDraftAddsItsDangerToAFinishedIntake() {
    var mild = response("mild", EARLIER, "completed", allDenied());
    var draft = response("draft", NOW, "in-progress", Map.of(Fact.SADDLE_NUMBNESS, "Y"));
    assertEquals("critical", card(mild, draft).orElseThrow().getString("indicator"));
  }

  @Test
  void aFinishedIntakeThatIsAsFullReplacesAMilderSign() {
    var replaced = 0;
    for (var sign : signs().toList()) {
      var before = response("before", EARLIER, "completed", reporting(sign));
      var alone = card(before);
      if (alone.filter(it -> severity(it) == 0 || isUrgent(it)).isPresent()) {
        var now = card(before, response("now", NOW, "completed", allDenied()));
        assertFalse(now.map(Object::toString).orElse("").contains("do not replace"), sign.code());
        replaced++;
      }
    }
    assertTrue(replaced > 0);
  }

  private static boolean isUrgent(JsonObject card) {
    return card.getString("summary").startsWith("Within");
  }
}
