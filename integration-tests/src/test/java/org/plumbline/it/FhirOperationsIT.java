package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The operations on forms, terminology and the knowledge. */
class FhirOperationsIT extends Deployed {
  private static final String BASE = "https://plumbline.example.org/fhir/";
  private static final String FORM = BASE + "Questionnaire/low-back-intake";

  private static Json post(String path, String body) {
    var answer = Ehr.post("/fhir/" + path, Ehr.FHIR_JSON, body);
    assertEquals(200, answer.status(), answer.body());
    return answer.json();
  }

  private static Json resource(Json parameters, String name) {
    return parameters.list("/parameter").stream()
        .filter(it -> it.text("/name").orElseThrow().equals(name))
        .map(it -> new Json(it.node().get("resource")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Json> entries(Json bundle, String type) {
    // An answer that a template reads gives a survey of its own.
    return bundle.list("/entry").stream()
        .filter(it -> it.text("/resource/resourceType").orElseThrow().equals(type))
        .filter(it -> it.text("/resource/category/0/coding/0/code").isEmpty())
        .toList();
  }

  @Requirement({"R-FHIR-08"})
  @Test
  void valueSetsAreExpandedAndCodesValidated() {
    for (var path :
        List.of(
            "ValueSet/low-back-disposition/$expand",
            "ValueSet/$expand?url=" + BASE + "ValueSet/low-back-disposition|0.2.0")) {
      var expanded = Ehr.get("/fhir/" + path.replace("|", "%7C")).json();
      assertEquals("6", expanded.text("/expansion/total").orElseThrow());
    }
    var filtered = Ehr.get("/fhir/ValueSet/low-back-disposition/$expand?filter=emerg").json();
    assertEquals("emergency", filtered.text("/expansion/contains/0/code").orElseThrow());
    var paged = Ehr.get("/fhir/ValueSet/low-back-facts/$expand?count=2&offset=3").json();
    assertEquals(2, paged.list("/expansion/contains").size());
    var system = BASE + "CodeSystem/low-back-rules";
    for (var check :
        Map.of(
                "ValueSet/$validate-code?url="
                    + BASE
                    + "ValueSet/low-back-rules&system="
                    + system
                    + "&code=saddle-sensory-change",
                true,
                "CodeSystem/$validate-code?url=" + system + "&code=saddle-sensory-change",
                true,
                "CodeSystem/low-back-rules/$validate-code?code=nobody",
                false,
                "ValueSet/low-back-rules/$validate-code?code=saddle-sensory-change&display=Wrong",
                false)
            .entrySet()) {
      var result = Ehr.get("/fhir/" + check.getKey()).json();
      assertEquals(
          check.getValue().toString(),
          result.text("/parameter/0/valueBoolean").orElseThrow(),
          check.getKey());
    }
    assertEquals(404, Ehr.get("/fhir/ValueSet/$expand?url=http://nobody.example").status());
    assertEquals(400, Ehr.get("/fhir/ValueSet/$expand").status());
  }

  private static String populate(String subject, String patient) {
    return """
        {"resourceType":"Parameters","parameter":[{"name":"questionnaire","valueUri":"%s"},
          {"name":"subject","valueReference":{"reference":"%s"}}%s]}"""
        .formatted(
            FORM,
            subject,
            patient.isEmpty()
                ? ""
                : ",{\"name\":\"context\",\"part\":[{\"name\":\"name\",\"valueString\":\"patient\"},{\"name\":\"content\",\"resource\":%s}]}"
                    .formatted(patient));
  }

  @Requirement({"R-FHIR-15", "R-FHIR-16"})
  @Test
  void populationFillsWhatIsKnownAndNothingElse() {
    var patient = "{\"resourceType\":\"Patient\",\"id\":\"pop-1\",\"gender\":\"female\"}";
    var response =
        resource(post("Questionnaire/$populate", populate("Patient/pop-1", patient)), "response");
    assertEquals("in-progress", response.text("/status").orElseThrow());
    assertEquals(1, response.list("/item/0/item").size());
    assertEquals("female", response.text("/item/0/item/0/answer/0/valueCoding/code").orElseThrow());
    var unknown =
        post("Questionnaire/low-back-intake/$populate", populate("Patient/nobody-here", ""));
    assertTrue(resource(unknown, "response").list("/item").isEmpty());
    assertTrue(
        resource(unknown, "issues")
            .text("/issue/0/diagnostics")
            .orElseThrow()
            .contains("no Patient"));
    assertEquals(
        422,
        Ehr.post("/fhir/Questionnaire/$populate", Ehr.FHIR_JSON, populate("Patient/other", patient))
            .status());
  }

  private static ObjectNode painful(String id) {
    var intake = Intake.of(Patients.of("S07"));
    intake.response.put("id", id);
    intake.response.put("status", "completed");
    for (var name : List.of("pain-now", "pain-worst")) {
      remove((ArrayNode) intake.response.get("item"), name);
    }
    var group = ((ArrayNode) intake.response.get("item")).addObject().put("linkId", "your-pain");
    var item = group.putArray("item").addObject().put("linkId", "pain-now");
    item.putArray("answer").addObject().put("valueInteger", 7);
    return intake.response;
  }

  private static void remove(ArrayNode groups, String linkId) {
    for (var index = groups.size() - 1; index >= 0; index--) {
      if (groups.get(index).get("linkId").asText().equals("your-pain")) {
        groups.remove(index);
      }
    }
    assertFalse(groups.toString().contains(linkId));
  }

  private static Json extract(ObjectNode response) {
    var parameters = Json.object().put("resourceType", "Parameters");
    parameters
        .putArray("parameter")
        .addObject()
        .put("name", "questionnaire-response")
        .set("resource", response);
    return resource(post("QuestionnaireResponse/$extract", parameters.toString()), "return");
  }

  @Requirement({"R-FHIR-17", "R-FHIR-19", "R-FHIR-20", "R-FHIR-21"})
  @Test
  void extractionMakesOneObservationPerAnswerAndTheSameTwice() {
    var id = UUID.randomUUID().toString();
    var first = extract(painful(id));
    var observations = entries(first, "Observation");
    assertEquals(1, observations.size());
    var observation = observations.get(0);
    assertEquals("7", observation.text("/resource/valueInteger").orElseThrow());
    assertEquals("final", observation.text("/resource/status").orElseThrow());
    assertEquals(
        "QuestionnaireResponse/" + id,
        observation.text("/resource/derivedFrom/0/reference").orElseThrow());
    assertTrue(observation.text("/request/ifNoneExist").orElseThrow().contains(id + ".pain-now"));
    var again = entries(extract(painful(id)), "Observation").get(0);
    assertEquals(observation.text("/fullUrl"), again.text("/fullUrl"));
    assertEquals(observation.text("/resource/identifier"), again.text("/resource/identifier"));
    assertEquals(
        "amended",
        entries(extract(painful(id).put("status", "amended")), "Observation")
            .get(0)
            .text("/resource/status")
            .orElseThrow());
    var provenance = entries(first, "Provenance").get(0);
    assertEquals("source", provenance.text("/resource/entity/0/role").orElseThrow());
    assertEquals(first.list("/entry").size() - 1, provenance.list("/resource/target").size());
  }

  @Requirement({"R-FHIR-22"})
  @Test
  void adaptiveFormStopsAtTheFirstEmergencyAndKeepsNothing() {
    var before = Records.rows();
    var response =
        (ObjectNode)
            post(
                    "Questionnaire/$next-question",
                    "{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"in-progress\",\"questionnaire\":\"%s\"}"
                        .formatted(FORM))
                .node();
    var asked = new ArrayList<String>();
    while (response.get("status").asText().equals("in-progress") && asked.size() < 200) {
      var linkId = lastAsked(response, asked);
      asked.add(linkId);
      answer(
          response,
          linkId,
          switch (linkId) {
            case "saddle-numbness", "pelvic-symptoms-new" -> "Y";
            case "age" -> "34";
            case "sex" -> "male";
            default -> "N";
          });
      response = (ObjectNode) post("Questionnaire/$next-question", response.toString()).node();
    }
    assertEquals("completed", response.get("status").asText());
    assertEquals(List.of("age", "sex"), asked.subList(0, 2));
    // What decides is asked at once, and nothing after it.
    assertEquals(
        List.of("saddle-numbness", "pelvic-symptoms-new"),
        asked.subList(asked.size() - 2, asked.size()));
    assertTrue(asked.size() < 40, "stopped after " + asked.size());
    assertEquals(before, Records.rows());
  }

  private static String lastAsked(ObjectNode response, List<String> asked) {
    for (var group : response.at("/contained/0/item")) {
      for (var item : group.get("item")) {
        if (!asked.contains(item.get("linkId").asText())) {
          return item.get("linkId").asText();
        }
      }
    }
    throw new AssertionError("no further question, but not completed");
  }

  /** Answers a question inside its group, as the contained Questionnaire has it. */
  private static void answer(ObjectNode response, String linkId, String code) {
    var groups =
        response.has("item") ? (ArrayNode) response.get("item") : response.putArray("item");
    var name = groupOf(response, linkId);
    ObjectNode group = null;
    for (var it : groups) {
      group = it.get("linkId").asText().equals(name) ? (ObjectNode) it : group;
    }
    var items =
        group == null
            ? groups.addObject().put("linkId", name).putArray("item")
            : (ArrayNode) group.get("item");
    var answer = items.addObject().put("linkId", linkId).putArray("answer").addObject();
    switch (linkId) {
      case "age" -> answer.put("valueInteger", Integer.parseInt(code));
      case "sex" -> coding(answer, "http://hl7.org/fhir/administrative-gender", code, "Male");
      default ->
          coding(
              answer,
              "http://terminology.hl7.org/CodeSystem/v2-0136",
              code,
              code.equals("Y") ? "Yes" : "No");
    }
  }

  private static void coding(ObjectNode answer, String system, String code, String display) {
    answer.putObject("valueCoding").put("system", system).put("code", code).put("display", display);
  }

  private static String groupOf(ObjectNode response, String linkId) {
    for (var group : response.at("/contained/0/item")) {
      for (var item : group.get("item")) {
        if (item.get("linkId").asText().equals(linkId)) {
          return group.get("linkId").asText();
        }
      }
    }
    throw new AssertionError(linkId);
  }

  @Requirement({"R-FHIR-11"})
  @Test
  void validationNamesEveryFault() {
    var good = Intake.of(Patients.of("S07")).self().toString();
    assertEquals(
        "information",
        post("QuestionnaireResponse/$validate", good).text("/issue/0/severity").orElseThrow());
    var bad = Intake.of(Patients.of("S07")).self();
    ((ArrayNode) bad.get("item")).addObject().put("linkId", "nonsense");
    ((ArrayNode) bad.get("item")).addObject().put("linkId", "other-nonsense");
    var issues = post("QuestionnaireResponse/$validate", bad.toString()).list("/issue");
    assertEquals(2, issues.size());
  }

  @Requirement({"R-FHIR-31", "R-FHIR-34"})
  @Test
  void planIsAppliedToAPatient() {
    var intake = Intake.of(Patients.of("S07"));
    var parameters = Json.object().put("resourceType", "Parameters");
    var list = parameters.putArray("parameter");
    list.addObject().put("name", "subject").put("valueString", "Patient/S07");
    var bundle = Json.object().put("resourceType", "Bundle").put("type", "collection");
    bundle.putArray("entry").addObject().set("resource", intake.response);
    list.addObject().put("name", "data").set("resource", bundle);
    var plan = post("PlanDefinition/low-back-triage/$apply", parameters.toString());
    assertEquals("CarePlan", plan.text("/resourceType").orElseThrow());
    var group =
        plan.list("/contained").stream()
            .filter(it -> it.text("/resourceType").orElseThrow().equals("RequestGroup"))
            .findFirst()
            .orElseThrow();
    assertEquals("saddle-sensory-change", group.text("/action/0/id").orElseThrow());
    assertEquals("stat", group.text("/action/0/priority").orElseThrow());
  }

  @Requirement({"R-FHIR-31"})
  @Test
  void knowledgeSaysWhatItNeedsAndComesAsOnePackage() {
    for (var path : List.of("PlanDefinition/low-back-triage", "Library/low-back-triage")) {
      var needs = Ehr.get("/fhir/" + path + "/$data-requirements").json();
      assertEquals("module-definition", needs.text("/type/coding/0/code").orElseThrow());
      assertEquals(
          List.of("Patient", "Condition", "QuestionnaireResponse"),
          needs.list("/dataRequirement").stream()
              .map(it -> it.text("/type").orElseThrow())
              .toList());
    }
    var packaged = Ehr.get("/fhir/Questionnaire/low-back-intake/$package").json();
    assertTrue(
        packaged.list("/entry").stream()
            .map(it -> it.text("/resource/resourceType").orElseThrow())
            .toList()
            .containsAll(
                List.of("Questionnaire", "ValueSet", "CodeSystem", "Library", "PlanDefinition")));
  }

  @Requirement({"R-FHIR-01"})
  @Test
  void capabilitiesNameEveryOperationAndWhatIsClaimed() {
    var metadata = Ehr.get("/fhir/metadata").json();
    assertEquals(3, metadata.list("/instantiates").size());
    assertEquals(
        "SMART-on-FHIR", metadata.text("/rest/0/security/service/0/coding/0/code").orElseThrow());
    var text = metadata.node().toString();
    for (var operation :
        List.of(
            "process-response",
            "populate",
            "extract",
            "next-question",
            "expand",
            "validate-code",
            "apply",
            "data-requirements",
            "package",
            "validate")) {
      assertTrue(text.contains("\"name\":\"" + operation + "\""), operation);
    }
  }

  @Requirement({"R-FHIR-02"})
  @Test
  void xmlIsReadAndWritten() {
    var answer =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/fhir/Questionnaire/low-back-intake"))
                .header("Accept", "application/fhir+xml"));
    assertTrue(answer.type().startsWith("application/fhir+xml"), answer.type());
    assertTrue(answer.body().startsWith("<Questionnaire xmlns=\"http://hl7.org/fhir\">"));
  }
}
