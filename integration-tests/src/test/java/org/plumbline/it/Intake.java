package org.plumbline.it;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Fills the served Questionnaire in, as an EHR's form would, and wraps the response for each way
 * in.
 */
final class Intake {
  private static final Json FORM = form();
  private static final double DAYS_OF_A_YEAR = 365.25;
  private static final DateTimeFormatter FHIR_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  final ObjectNode response = Json.object();
  final ObjectNode patient = Json.object();
  private final String patientId;

  private Intake(String patientId) {
    this.patientId = patientId;
  }

  private static Json form() {
    var path = "/fhir/Questionnaire/low-back-intake";
    return Boolean.getBoolean("it.demo")
        ? Ehr.get(path).json()
        : Ehr.send(
                HttpRequest.newBuilder(Ehr.BASE.resolve(path))
                    .header("Authorization", Clinic.access("user/*.rs")))
            .json();
  }

  /** An intake that was answered now. */
  static Intake of(Patients who) {
    return of(
        who.id(), who.given(), OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }

  static Intake of(String id, Map<String, Object> given, OffsetDateTime authored) {
    var intake = new Intake(id);
    var asked = new HashMap<>(given);
    intake.patient.put("resourceType", "Patient").put("id", id);
    var sex = asked.remove("sex");
    if (sex != null) {
      intake.patient.put("gender", sex.toString());
    }
    if (asked.remove("age") instanceof Number age) {
      intake.patient.put(
          "birthDate",
          authored
              .toLocalDate()
              .minusDays(Math.round(age.intValue() * DAYS_OF_A_YEAR) + 30)
              .toString());
    }
    intake.fill(asked, authored);
    return intake;
  }

  private void fill(Map<String, Object> given, OffsetDateTime authored) {
    response.put("resourceType", "QuestionnaireResponse").put("id", "response-" + patientId);
    response.put(
        "questionnaire",
        FORM.text("/url").orElseThrow() + "|" + FORM.text("/version").orElseThrow());
    response.put("status", "completed");
    response.putObject("subject").put("reference", "Patient/" + patientId);
    response.put("authored", FHIR_TIME.format(authored));
    var groups = response.putArray("item");
    for (var group : FORM.list("/item")) {
      var items = Json.MAPPER.createArrayNode();
      for (var item : group.list("/item")) {
        var value = given.get(item.text("/linkId").orElseThrow());
        if (value != null) {
          answer(items, item, value, authored);
        }
      }
      if (!items.isEmpty()) {
        var filled =
            groups
                .addObject()
                .put("linkId", group.text("/linkId").orElseThrow())
                .put("text", group.text("/text").orElseThrow());
        filled.set("item", items);
      }
    }
  }

  private static void answer(
      ArrayNode items, Json question, Object value, OffsetDateTime authored) {
    var item =
        items
            .addObject()
            .put("linkId", question.text("/linkId").orElseThrow())
            .put("text", question.text("/text").orElseThrow());
    var answer = item.putArray("answer").addObject();
    switch (question.text("/type").orElseThrow()) {
      case "choice" -> answer.set("valueCoding", option(question, value.toString()));
      case "integer" -> answer.put("valueInteger", ((Number) value).intValue());
      case "decimal" -> answer.put("valueDecimal", new BigDecimal(value.toString()));
      case "quantity" -> quantity(answer.putObject("valueQuantity"), question, value);
      case "dateTime" ->
          answer.put(
              "valueDateTime",
              FHIR_TIME.format(
                  authored.minusMinutes(Math.round(((Number) value).doubleValue() * 60))));
      default -> throw new IllegalArgumentException(question.node().toString());
    }
  }

  private static void quantity(ObjectNode quantity, Json question, Object value) {
    var unit =
        question.list("/extension").stream()
            .filter(it -> it.text("/url").orElse("").endsWith("questionnaire-unitOption"))
            .findFirst()
            .orElseThrow();
    quantity
        .put("value", new BigDecimal(value.toString()))
        .put("unit", unit.text("/valueCoding/display").orElseThrow());
    quantity
        .put("system", "http://unitsofmeasure.org")
        .put("code", unit.text("/valueCoding/code").orElseThrow());
  }

  private static ObjectNode option(Json question, String value) {
    var code =
        Map.of("present", "Y", "absent", "N", "unknown", "dont-know").getOrDefault(value, value);
    return question.list("/answerOption").stream()
        .map(it -> (ObjectNode) it.node().get("valueCoding"))
        .filter(it -> it.get("code").asText().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    value + " is no option of " + question.text("/linkId")))
        .deepCopy();
  }

  /** As a CDS Hooks call with everything in the prefetch. */
  ObjectNode hook() {
    var request = Json.object();
    request.put("hook", "patient-view").put("hookInstance", "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea");
    request.putObject("context").put("userId", "Practitioner/physio-1").put("patientId", patientId);
    var prefetch = request.putObject("prefetch");
    prefetch.set("patient", patient.deepCopy());
    prefetch.set("conditions", searchset());
    var intake = searchset();
    intake.put("total", 1).putArray("entry").addObject().set("resource", response.deepCopy());
    prefetch.set("intake", intake);
    return request;
  }

  static ObjectNode searchset() {
    return Json.object().put("resourceType", "Bundle").put("type", "searchset").put("total", 0);
  }

  /** As a response that contains its patient. */
  ObjectNode self() {
    var self = response.deepCopy();
    self.putArray("contained").add(patient.deepCopy());
    self.putObject("subject").put("reference", "#" + patientId);
    return self;
  }

  /** As the Parameters of $process-response. */
  ObjectNode parameters() {
    var parameters = Json.object().put("resourceType", "Parameters");
    parameters.putArray("parameter").addObject().put("name", "in").set("resource", self());
    return parameters;
  }
}
