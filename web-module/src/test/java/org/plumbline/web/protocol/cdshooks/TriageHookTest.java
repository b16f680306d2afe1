package org.plumbline.web.protocol.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.web.Milder;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.json.Build;
import org.plumbline.web.protocol.cdshooks.HookBench.NoStanding;

/**
 * Several intakes in one prefetch, without a store of our own: the newest hides none that is
 * graver.
 */
class TriageHookTest {
  private static final Instant NOW = HookBench.NOW;
  private static final int CALLS = 1500;

  private final HookBench bench = new HookBench();
  private final IntakeReader reader = bench.reader;
  private final TriageHook hook = bench.hook(new NoStanding());
  private final Random random = new Random(17);

  /** The database tells of an emergency that stays, and is gone when its answers are asked for. */
  private TriageHook dyingHook() {
    return bench.hook(
        new NoStanding() {
          @Override
          public List<Line> beside(Tenant tenant, PatientReference patient, AssessmentId shown) {
            return of(tenant, patient);
          }

          @Override
          public List<Line> of(Tenant tenant, PatientReference patient) {
            return List.of(
                new Line(
                    Optional.of(new AssessmentId(new UUID(0, 1))),
                    new ResponseReference("QuestionnaireResponse/0"),
                    NOW.minus(Duration.ofHours(5)),
                    Urgency.EMERGENCY,
                    true,
                    List.of(HookBench.KNOWLEDGE.rule("saddle-sensory-change").orElseThrow())));
          }
        });
  }

  @Test
  void whatAnotherVersionConcludedIsTheCardAsItWasConcludedThen() {
    var stored = Milder.stored();
    var then = Milder.conclusions().of(stored);
    var standing =
        new NoStanding() {
          @Override
          public List<Line> of(Tenant tenant, PatientReference patient) {
            return List.of(
                new Line(
                    Optional.of(stored.id()),
                    new ResponseReference("QuestionnaireResponse/0"),
                    stored.answeredAt(),
                    Urgency.URGENT,
                    true,
                    then.redFlags()));
          }
        };
    var kept =
        new Assessments() {
          @Override
          public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
            return Optional.of(stored);
          }
        };
    var card = card(bench.hook(standing, kept), List.of(), 0).orElseThrow();
    assertEquals("warning", card.getString("indicator"));
    var detail = card.getString("detail");
    assertTrue(detail.contains(Milder.TITLE) && detail.contains(Milder.CLAIM), detail);
    assertTrue(detail.contains("Knowledge " + Milder.VERSION), detail);
    assertFalse(detail.contains("Emergency now"), detail);
  }

  /**
   * A response; numb says whether the saddle is reported numb, screened whether all else is denied.
   */
  private JsonObject response(
      String id, Instant authored, String status, String version, boolean numb, boolean screened) {
    var items = Build.array();
    for (var fact : Fact.GROUPS.getOrDefault("core", List.of())) {
      var isSaddle = fact == Fact.SADDLE_NUMBNESS;
      if (isSaddle ? numb || screened : screened) {
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
                                        .add("code", isSaddle && numb ? "Y" : "N")))));
      }
    }
    return Build.object()
        .add("resourceType", "QuestionnaireResponse")
        .add("id", id)
        .add("questionnaire", reader.form().canonical() + version)
        .add("status", status)
        .add("subject", Build.object().add("reference", "Patient/1"))
        .add("authored", authored.toString())
        .add("item", items)
        .build();
  }

  private Optional<JsonObject> card(List<JsonObject> responses) {
    return card(responses, responses.size());
  }

  private Optional<JsonObject> card(List<JsonObject> responses, int total) {
    return card(hook, responses, total);
  }

  private Optional<JsonObject> card(TriageHook hook, List<JsonObject> responses, int total) {
    var entries = Build.array();
    responses.forEach(it -> entries.add(Build.object().add("resource", it)));
    var body =
        Build.object()
            .add("hook", "patient-view")
            .add("hookInstance", "00000000-0000-0000-0000-000000000000")
            .add("context", Build.object().add("userId", "Practitioner/1").add("patientId", "1"))
            .add(
                "prefetch",
                Build.object()
                    .add("patient", Build.object().add("resourceType", "Patient").add("id", "1"))
                    .add("conditions", bundle().add("entry", Build.array()))
                    .add("intake", bundle().add("total", total).add("entry", entries)))
            .build()
            .toString();
    return bench.card(hook, body.getBytes(UTF_8));
  }

  private static jakarta.json.JsonArrayBuilder items(JsonObject response) {
    var items = Build.array();
    response.getJsonArray("item").forEach(items::add);
    return items;
  }

  private static jakarta.json.JsonObjectBuilder bundle() {
    return Build.object().add("resourceType", "Bundle").add("type", "searchset");
  }

  @Test
  void theNewestNeverHidesAGraverOneThatNoClinicianHasDecidedAbout() {
    var statuses = List.of("completed", "amended", "in-progress", "stopped");
    var hidden = 0;
    for (var call = 0; call < CALLS; call++) {
      var responses = new ArrayList<JsonObject>();
      var grave = false;
      var newest = Instant.MIN;
      var newestNumb = false;
      for (var i = 0; i < 2 + random.nextInt(4); i++) {
        var at = NOW.minus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)));
        var numb = random.nextInt(4) == 0;
        responses.add(
            response(
                "r" + i,
                at,
                statuses.get(random.nextInt(4)),
                List.of("", "|0.0.9", "|99.0.0", "|" + reader.form().version())
                    .get(random.nextInt(4)),
                numb,
                random.nextInt(3) > 0));
        grave |= numb && !at.isBefore(NOW.minus(Undecided.COUNTS));
        if (at.isAfter(newest)) {
          newest = at;
          newestNumb = numb;
        }
      }
      var card = card(responses);
      if (grave) {
        assertEquals("critical", card.orElseThrow().getString("indicator"), responses.toString());
        assertTrue(
            card.get().getString("summary").startsWith("Emergency now: New or worse saddle"),
            card.get().getString("summary"));
        if (!newestNumb) {
          assertTrue(card.get().getString("detail").contains("The newest answers"));
          assertTrue(card.get().getString("summary").contains("earlier answers, not decided"));
          hidden++;
        }
      }
    }
    System.out.printf(
        "%d calls with 2 to 5 intakes: %d emergencies behind newer milder ones, all shown%n",
        CALLS, hidden);
    assertTrue(hidden > 300, "only " + hidden);
  }

  @Test
  void anEmptyDraftTakesNothingAway() {
    var numb =
        response("intake-1", NOW.minus(Duration.ofHours(3)), "completed", "|0.1.0", true, true);
    var draft = response("new", NOW, "in-progress", "|0.1.0", false, false);
    var card = card(List.of(numb, draft)).orElseThrow();
    assertEquals("critical", card.getString("indicator"));
    assertTrue(
        card.getString("detail").contains("0 minutes ago, not finished: **"),
        card.getString("detail"));
  }

  private static final String NO_CONDITIONS =
      "\"conditions\":{\"resourceType\":\"Bundle\",\"type\":\"searchset\"},";

  /** A call of a hook, with the answers of somebody whose saddle is numb, or who is well. */
  private Optional<JsonObject> card(String name, String context, String prefetch, boolean numb) {
    return card(
        name, context, prefetch, response("r", NOW, "completed", "", numb, true).toString());
  }

  private Optional<JsonObject> card(String name, String context, String prefetch, String intake) {
    var body =
        """
        {"hook":"%s","hookInstance":"00000000-0000-0000-0000-000000000000",
         "context":{"patientId":"1",%s},
         "prefetch":{"patient":{"resourceType":"Patient","id":"1","birthDate":"1996-01-01"},
           %s"intake":%s}}
        """
            .formatted(
                name,
                context,
                (prefetch.contains("conditions") ? "" : NO_CONDITIONS) + prefetch,
                intake);
    return bench.card(hook, body.getBytes(UTF_8));
  }

  private static String entries(String resource) {
    return "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":%s}]}".formatted(resource);
  }

  @Test
  void whatIsRefilledIsTaken() {
    var warfarin =
        "{\"resourceType\":\"MedicationRequest\",\"id\":\"m\",\"status\":\"draft\",\"subject\":{\"reference\":\"Patient/%s\"},\"medicationCodeableConcept\":{\"text\":\"Warfarin 3 mg\"}}";
    var refill = "\"medications\":" + entries(warfarin.formatted("1"));
    var tingling =
        response("r", NOW, "completed", "", true, true)
            .toString()
            .replace("saddle-numbness", "leg-tingling");
    var card = card("medication-refill", refill, "", tingling).orElseThrow();
    assertTrue(card.getString("detail").contains("Bleeding risk"), card.getString("detail"));
    var none = "\"medications\":" + entries(warfarin.formatted("1").replace("Warfarin", "Vitamin"));
    var without = card("medication-refill", none, "", tingling).orElseThrow();
    assertFalse(without.getString("detail").contains("Bleeding risk"));
    var other = "\"medications\":" + entries(warfarin.formatted("2"));
    var ofAnother = card("medication-refill", other, "", tingling).orElseThrow();
    assertFalse(ofAnother.getString("detail").contains("Bleeding risk"));
    assertTrue(ofAnother.getString("detail").contains("Not assessed"));
  }

  @Test
  void newAllergyIsReadAndTheCardIsThatOfThePatient() {
    var allergy =
        "\"userId\":\"Practitioner/1\",\"allergiesIntolerances\":"
            + entries(
                "{\"resourceType\":\"AllergyIntolerance\",\"patient\":{\"reference\":\"Patient/1\"},\"code\":{\"text\":\"Ibuprofen\"}}");
    assertEquals(
        "critical",
        card("allergyintolerance-create", allergy, "", true).orElseThrow().getString("indicator"));
    assertEquals(Optional.empty(), card("allergyintolerance-create", allergy, "", false));
    var other = allergy.replace("Patient/1", "Patient/2");
    assertEquals(
        "critical",
        card("allergyintolerance-create", other, "", true).orElseThrow().getString("indicator"));
  }

  @Test
  void orderThatIsSentOutIsJudgedLikeOneThatIsSigned() {
    var orders =
        "\"orders\":"
            + entries(
                "{\"resourceType\":\"ServiceRequest\",\"id\":\"o1\",\"subject\":{\"reference\":\"Patient/1\"},\"code\":{\"text\":\"MRI lumbar spine\"}}")
            + ",";
    var context = "\"performer\":\"Organization/1\",\"dispatchedOrders\":[\"ServiceRequest/%s\"]";
    var sent = card("order-dispatch", context.formatted("o1"), orders, false).orElseThrow();
    assertTrue(sent.getString("summary").startsWith("Lumbar imaging"), sent.getString("summary"));
    assertEquals(Optional.empty(), card("order-dispatch", context.formatted("o2"), orders, false));
    assertTrue(
        card("order-dispatch", context.formatted("o1"), "", false)
            .orElseThrow()
            .getString("detail")
            .contains("the orders that are sent out: not sent by the EHR"));
    assertEquals(
        "critical",
        card("order-dispatch", "\"order\":\"ServiceRequest/o1\"", orders, true)
            .orElseThrow()
            .getString("indicator"));
    assertEquals(
        "critical",
        card("order-dispatch", "\"performer\":\"Organization/1\"", orders, true)
            .orElseThrow()
            .getString("indicator"));
  }

  @Test
  void tumourInTheRecordThatNoRuleReadsIsNamedAlsoWithoutARedFlag() {
    var tumour =
        "\"conditions\":"
            + entries(
                "{\"resourceType\":\"Condition\",\"id\":\"c7\",\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10\",\"code\":\"D37.4\"}]}}")
            + ",";
    var card = card("patient-view", "\"userId\":\"Practitioner/1\"", tumour, false).orElseThrow();
    assertTrue(
        card.getString("detail").contains("Condition/c7 (ICD-10 D37.4): cancer or a tumour"),
        card.getString("detail"));
  }

  @Test
  void databaseThatDiesOnTheWayTakesNoCardAway() {
    var mild = response("a", NOW, "completed", "", false, true);
    for (var responses : List.of(List.of(mild), List.<JsonObject>of())) {
      var card = card(dyingHook(), responses, responses.size()).orElseThrow();
      assertEquals("critical", card.getString("indicator"));
      assertTrue(
          card.getString("summary").startsWith("Emergency now by earlier answers, not decided"),
          card.getString("summary"));
      assertTrue(card.getString("detail").contains("5 hours ago"), card.getString("detail"));
    }
  }

  @Test
  void stoppedAnswersAreAssessedAsNotFinished() {
    var card = card(List.of(response("a", NOW, "stopped", "", true, false))).orElseThrow();
    assertEquals("critical", card.getString("indicator"));
    assertTrue(card.getString("detail").contains("Not finished:"), card.getString("detail"));
  }

  @Test
  void oneIntakeThatCannotBeReadHidesNoOther() {
    var numb = response("a", NOW.minus(Duration.ofHours(3)), "completed", "", true, true);
    var newer = response("b", NOW, "completed", "", false, true);
    var strange =
        Build.object(newer)
            .add("item", Build.array().add(Build.object().add("linkId", "no-such-question")))
            .build();
    assertEquals("critical", card(List.of(strange, numb)).orElseThrow().getString("indicator"));
    var broken =
        Build.object(newer)
            .add("modifierExtension", Build.array().add(Build.object().add("url", "http://x")))
            .build();
    var card = card(List.of(broken, numb)).orElseThrow();
    assertEquals("critical", card.getString("indicator"));
    assertTrue(
        card.getString("detail")
            .contains("the intake: one of the patient's intakes could not be read"),
        card.getString("detail"));
  }

  @Test
  void whatAnotherVersionOfTheFormAskedBesideIsCountedAndNotRefused() {
    var other =
        Build.object(response("a", NOW, "completed", "|9.9.9", true, true))
            .add(
                "item",
                items(response("a", NOW, "completed", "", true, true))
                    .add(
                        Build.object()
                            .add("linkId", "question-of-tomorrow")
                            .add(
                                "answer",
                                Build.array().add(Build.object().add("valueBoolean", true)))))
            .build();
    var card = card(List.of(other)).orElseThrow();
    assertEquals("critical", card.getString("indicator"));
    assertTrue(
        card.getString("detail").contains("1 entries of the record or the form hold no code"));
  }

  /** Five newer drafts fill the page that is asked for; the sixth intake was not sent. */
  @Test
  void aPageThatIsFullOfNewerDraftsIsNotAllThereIs() {
    var drafts = new ArrayList<JsonObject>();
    for (var i = 0; i < 5; i++) {
      drafts.add(response("d" + i, NOW.minusSeconds(i), "completed", "", false, true));
    }
    assertTrue(
        card(drafts, 6)
            .orElseThrow()
            .getString("detail")
            .contains("the intake: only a part could be read"));
  }

  /** Five newer responses to other forms fill the page; the intake was not sent. */
  @Test
  void aPageThatIsFullOfOtherFormsIsNotAllThereIs() {
    var others = new ArrayList<JsonObject>();
    for (var i = 0; i < 5; i++) {
      others.add(
          Build.object()
              .add("resourceType", "QuestionnaireResponse")
              .add("questionnaire", "http://example.org/Questionnaire/x")
              .add("item", Build.array().add(Build.object().add("linkId", "colour")))
              .build());
    }
    assertEquals(Optional.empty(), card(others, 5), "other forms are not ours to read");
    assertTrue(
        card(others, 6)
            .orElseThrow()
            .getString("detail")
            .contains("the intake: only a part could be read"));
  }
}
