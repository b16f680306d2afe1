package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FhirIT extends Deployed {
  private static final String QUESTIONNAIRE =
      "https://plumbline.example.org/fhir/Questionnaire/low-back-intake";
  private static final String SADDLE = "S07";

  @Test
  void metadataNamesWhatIsServed() {
    var metadata = Ehr.get("/fhir/metadata").json();
    assertEquals("4.0.1", metadata.text("/fhirVersion").orElseThrow());
    var types =
        metadata.list("/rest/0/resource").stream()
            .map(it -> it.text("/type").orElseThrow())
            .toList();
    assertTrue(
        types.containsAll(List.of("Library", "Patient", "Questionnaire", "QuestionnaireResponse")),
        types.toString());
  }

  @Test
  void questionnaireIsReadByIdAndFoundByItsAddress() {
    assertEquals(
        QUESTIONNAIRE,
        Ehr.get("/fhir/Questionnaire/low-back-intake").json().text("/url").orElseThrow());
    assertEquals(
        "1",
        Ehr.get("/fhir/Questionnaire?url=" + QUESTIONNAIRE).json().text("/total").orElseThrow());
    assertEquals(
        "1",
        Ehr.get("/fhir/Questionnaire?url=" + QUESTIONNAIRE + "&version=0.2.0")
            .json()
            .text("/total")
            .orElseThrow());
    assertEquals(
        "0",
        Ehr.get("/fhir/Questionnaire?url=" + QUESTIONNAIRE + "&version=9.9.9")
            .json()
            .text("/total")
            .orElseThrow());
    assertEquals(404, Ehr.get("/fhir/Questionnaire/other").status());
  }

  @Test
  void libraryHoldsEveryCitation() {
    var library = Ehr.get("/fhir/Library/low-back-triage").json();
    assertTrue(
        library.list("/relatedArtifact").stream()
            .anyMatch(it -> it.text("/label").orElseThrow().equals("GIRFT23")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PlanDefinition/low-back-triage",
        "ActivityDefinition/low-back-referral-emergency",
        "ActivityDefinition/low-back-review",
        "ActivityDefinition/low-back-safety-net",
        "Library/low-back-triage-cql",
        "CodeSystem/low-back-disposition",
        "CodeSystem/low-back-facts",
        "CodeSystem/low-back-fact-options",
        "CodeSystem/low-back-rules",
        "CodeSystem/low-back-origins",
        "CodeSystem/low-back-advice",
        "CodeSystem/low-back-questionnaires",
        "ValueSet/low-back-rules",
        "ConceptMap/low-back-record-codes",
        "StructureDefinition/low-back-disposition"
      })
  void publishedArtifactIsReadByIdAndFoundByItsAddress(String path) {
    var artifact = Ehr.get("/fhir/" + path).json();
    var url = artifact.text("/url").orElseThrow();
    assertTrue(url.endsWith("/fhir/" + path), url);
    assertEquals("0.2.0", artifact.text("/version").orElseThrow());
    var type = path.substring(0, path.indexOf('/'));
    var found = Ehr.get("/fhir/%s?url=%s&version=0.2.0".formatted(type, url)).json();
    assertEquals("1", found.text("/total").orElseThrow());
    assertEquals(
        "0",
        Ehr.get("/fhir/%s?url=%s&version=9.9.9".formatted(type, url))
            .json()
            .text("/total")
            .orElseThrow());
    assertEquals(404, Ehr.get("/fhir/" + type + "/nobody").status());
  }

  @Test
  void planDefinitionHasOneActionForEveryRedFlag() {
    var actions = Ehr.get("/fhir/PlanDefinition/low-back-triage").json().list("/action");
    assertEquals(120, actions.size());
    var first = actions.get(0);
    assertEquals("stat", first.text("/priority").orElseThrow());
    assertEquals("text/cql", first.text("/condition/0/expression/language").orElseThrow());
    assertTrue(
        actions.stream().noneMatch(it -> it.list("/documentation").isEmpty()),
        "every action cites its sources");
  }

  @Test
  void quietPatientIsToldWhatToDoInEveryLanguage() {
    var processed =
        Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, Intake.of(Patients.of("G02")).parameters().toString())
            .json();
    var communication =
        PatientCasesIT.resources(processed, "Communication").findFirst().orElseThrow();
    assertEquals("preparation", communication.text("/status").orElseThrow());
    var texts = communication.list("/payload");
    assertTrue(texts.get(0).text("/contentString").orElseThrow().startsWith("Most soreness"));
    for (var text : texts) {
      var translations = text.list("/_contentString/extension");
      assertEquals(
          List.of("de", "es"),
          translations.stream()
              .map(it -> it.text("/extension/0/valueCode").orElseThrow())
              .toList());
      translations.forEach(
          it -> assertTrue(!it.text("/extension/1/valueString").orElseThrow().isBlank()));
    }
    assertTrue(
        communication.list("/note").stream()
            .anyMatch(it -> it.text("/text").orElseThrow().startsWith("Withheld: RP-MED")));
    assertEquals(2, PatientCasesIT.resources(processed, "Task").count());
    var impression =
        PatientCasesIT.resources(processed, "ClinicalImpression").findFirst().orElseThrow();
    assertEquals(
        "muscle-strain",
        impression.text("/finding/0/itemCodeableConcept/coding/0/code").orElseThrow());
    assertTrue(!impression.text("/summary").orElseThrow().contains("%"));
  }

  @Test
  void noPlanIsGivenWhileARedFlagIsOpen() {
    var processed =
        Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, Intake.of(Patients.of(SADDLE)).parameters().toString())
            .json();
    var communication =
        PatientCasesIT.resources(processed, "Communication").findFirst().orElseThrow();
    assertTrue(communication.list("/reasonCode").isEmpty());
    // What to do, where, what to bring and what to say; with an emergency there is no net.
    assertEquals(4, communication.list("/payload").size());
    assertTrue(
        communication.list("/note").stream()
            .anyMatch(it -> it.text("/text").orElseThrow().startsWith("No plan for training")));
  }

  @Test
  void processedAssessmentSaysWhatWouldChangeIt() {
    var processed =
        Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, Intake.of(Patients.of(SADDLE)).parameters().toString())
            .json();
    var explanation = processed.list("/parameter").get(2);
    assertEquals("explanation", explanation.text("/name").orElseThrow());
    var parts = explanation.list("/part").stream().map(it -> it.text("/name").orElseThrow());
    assertEquals(List.of("ask-next", "examine-next", "would-change"), parts.distinct().toList());
    var changes =
        explanation.list("/part").stream()
            .filter(it -> it.text("/name").orElseThrow().equals("would-change"))
            .toList();
    assertEquals("ambulance", changes.get(0).text("/part/0/valueCode").orElseThrow());
    assertTrue(
        changes.stream()
            .flatMap(it -> it.list("/part").stream())
            .anyMatch(
                it ->
                    it.text("/valueString")
                        .filter("saddle-numbness: present -> absent"::equals)
                        .isPresent()));
  }

  @Test
  void questionsAreTranslated() {
    var form = Ehr.get("/fhir/Questionnaire/low-back-intake").json();
    var question =
        form.list("/item").stream()
            .flatMap(group -> group.list("/item").stream())
            .filter(it -> it.text("/linkId").orElseThrow().equals("saddle-numbness"))
            .findFirst()
            .orElseThrow();
    var translations =
        question.list("/_text/extension").stream()
            .map(it -> it.text("/extension/1/valueString").orElseThrow())
            .toList();
    assertTrue(
        translations.stream()
            .anyMatch(it -> it.startsWith("Ahora o en los \u00faltimos 14 d\u00edas")),
        translations.toString());
  }

  @Test
  void responseIsStoredAndReadBack() {
    var sent = Intake.of(Patients.of(SADDLE)).self();
    var created = Ehr.post("/fhir/QuestionnaireResponse", Ehr.FHIR_JSON, sent.toString());
    assertEquals(201, created.status(), created.body());
    var id = created.json().text("/id").orElseThrow();
    var read = Ehr.get("/fhir/QuestionnaireResponse/" + id);
    assertEquals(200, read.status());
    assertEquals(sent.get("item"), read.json().node().get("item"));
    assertEquals("1", read.json().text("/meta/versionId").orElseThrow());
    assertEquals(404, Ehr.get("/fhir/QuestionnaireResponse/nobody").status());
  }

  @Test
  void storedResponseIsProcessed() {
    var created =
        Ehr.post(
            "/fhir/QuestionnaireResponse",
            Ehr.FHIR_JSON,
            Intake.of(Patients.of(SADDLE)).self().toString());
    var path =
        "/fhir/QuestionnaireResponse/%s/$process-response"
            .formatted(created.json().text("/id").orElseThrow());
    var processed = Ehr.post(path, Ehr.FHIR_JSON, "{\"resourceType\":\"Parameters\"}");
    assertEquals(200, processed.status(), processed.body());
    assertEquals("emergency", PatientCasesIT.disposition(processed.json()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/Questionnaire/$process-response",
        "/fhir/Questionnaire/low-back-intake/$process-response",
        "/fhir/QuestionnaireResponse/$process-response"
      })
  void responseIsProcessedWithAndWithoutParameters(String path) {
    var intake = Intake.of(Patients.of(SADDLE));
    for (var body : List.of(intake.parameters(), intake.self())) {
      var processed = Ehr.post(path, Ehr.FHIR_JSON, body.toString());
      assertEquals(200, processed.status(), processed.body());
      assertEquals(
          List.of("return", "triage", "explanation"),
          processed.json().list("/parameter").stream()
              .map(it -> it.text("/name").orElseThrow())
              .toList());
      assertEquals("emergency", PatientCasesIT.disposition(processed.json()));
      assertEquals(List.of("saddle-sensory-change"), PatientCasesIT.redFlags(processed.json()));
    }
  }

  @Test
  void processedAssessmentSaysWhy() {
    var processed =
        Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, Intake.of(Patients.of(SADDLE)).parameters().toString())
            .json();
    var issue = PatientCasesIT.resources(processed, "DetectedIssue").findFirst().orElseThrow();
    assertEquals("high", issue.text("/severity").orElseThrow());
    assertTrue(issue.text("/detail").orElseThrow().contains("GIRFT23"));
    assertEquals("Saddle numbness", issue.text("/evidence/0/code/0/text").orElseThrow());
    assertEquals(
        "QuestionnaireResponse/response-S07",
        issue.text("/evidence/0/detail/0/reference").orElseThrow());
    var request = PatientCasesIT.resources(processed, "ServiceRequest").findFirst().orElseThrow();
    assertEquals("proposal", request.text("/intent").orElseThrow());
    assertEquals("stat", request.text("/priority").orElseThrow());
    assertEquals(1, PatientCasesIT.resources(processed, "Provenance").count());
  }

  @Test
  void patientMayBeStored() {
    var intake = Intake.of(Patients.of(SADDLE));
    assertEquals(
        201, Ehr.put("/fhir/Patient/S07", Ehr.FHIR_JSON, intake.patient.toString()).status());
    var processed = Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, intake.response.toString());
    assertEquals(200, processed.status(), processed.body());
    assertTrue(
        PatientCasesIT.resources(processed.json(), "GuidanceResponse")
            .findFirst()
            .orElseThrow()
            .list("/dataRequirement")
            .isEmpty());
    assertEquals("S07", Ehr.get("/fhir/Patient/S07").json().text("/id").orElseThrow());
  }

  @Test
  void unknownPatientLeavesTheAgeUnanswered() {
    var intake =
        Intake.of(
            "nobody-knows",
            Patients.of("G02").given(),
            java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC));
    var processed = Ehr.post(Ehr.PROCESS, Ehr.FHIR_JSON, intake.response.toString());
    assertEquals(200, processed.status(), processed.body());
    assertEquals("urgent", PatientCasesIT.disposition(processed.json()));
    assertTrue(
        processed
            .json()
            .text("/parameter/0/resource/issue/1/diagnostics")
            .orElseThrow()
            .contains("not answered: age"));
  }

  @Test
  void xmlIsUnderstoodAndSpoken() {
    var xml =
        """
        <QuestionnaireResponse xmlns="http://hl7.org/fhir"><contained><Patient><id value="p"/><birthDate value="1990-01-01"/></Patient></contained>
        <questionnaire value="%s|0.2.0"/><status value="in-progress"/><subject><reference value="#p"/></subject><authored value="2026-11-20T08:00:00Z"/>
        <item><linkId value="stop-signs"/><item><linkId value="paralysis-sudden"/><answer><valueCoding><system value="http://terminology.hl7.org/CodeSystem/v2-0136"/><code value="Y"/></valueCoding></answer></item></item>
        </QuestionnaireResponse>
        """
            .formatted(QUESTIONNAIRE);
    var processed = Ehr.post(Ehr.PROCESS, "application/fhir+xml", xml);
    assertEquals(200, processed.status(), processed.body());
    assertTrue(processed.body().contains("ambulance"));
  }

  @Test
  void historyIsReadFromTheRecord() {
    var intake = Intake.of(Patients.of("G02"));
    var hook = intake.hook();
    var condition =
        Json.parse(
                """
                {"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/G02"},
                 "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"C50.911"}]}}
                """)
            .node();
    var entry = Intake.searchset();
    entry.putArray("entry").addObject().set("resource", condition);
    ((com.fasterxml.jackson.databind.node.ObjectNode) hook.get("prefetch"))
        .set("conditions", entry);
    var card = Ehr.post(Ehr.HOOK, Ehr.JSON, hook.toString()).json();
    assertEquals(
        "[\"cancer-history\",\"contradictory-answers\"]",
        card.node().at("/cards/0/extension/org.plumbline.ruleIds").toString());
    assertTrue(card.text("/cards/0/detail").orElseThrow().contains("Condition/c1"));
  }

  @Test
  void absentOptionalDataGivesAProvisionalAnswer() {
    var noIntakeSent =
        Map.of(
            "hook",
            "patient-view",
            "hookInstance",
            "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context",
            Map.of("userId", "Practitioner/1", "patientId", "1"),
            "prefetch",
            Map.of("patient", Map.of("resourceType", "Patient", "id", "1")));
    var answer = Ehr.post(Ehr.HOOK, Ehr.JSON, Json.MAPPER.valueToTree(noIntakeSent).toString());
    assertEquals(200, answer.status(), answer.body());
    assertEquals(
        "Low-back red flags not assessed: no intake",
        answer.json().text("/cards/0/summary").orElseThrow());
  }

  @Test
  void unreadableProblemListIsSaid() {
    var hook = Intake.of(Patients.of("G02")).hook();
    var outcome =
        Json.parse(
                "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"exception\"}]}")
            .node();
    ((com.fasterxml.jackson.databind.node.ObjectNode) hook.get("prefetch"))
        .set("conditions", outcome);
    var answer = Ehr.post(Ehr.HOOK, Ehr.JSON, hook.toString());
    assertEquals(200, answer.status(), answer.body());
    assertEquals("info", answer.json().text("/cards/0/indicator").orElseThrow());
    assertTrue(
        answer
            .json()
            .text("/cards/0/detail")
            .orElseThrow()
            .contains("the problem list: the EHR could not read it"));
  }

  @Test
  void oldIntakeIsShownWithItsAgeAndAStaleOneKeepsItsRedFlags() {
    var who = Patients.of(SADDLE);
    var now =
        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC)
            .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    var old =
        Ehr.post(
                Ehr.HOOK,
                Ehr.JSON,
                Intake.of(who.id(), who.given(), now.minusHours(25)).hook().toString())
            .json();
    assertTrue(old.text("/cards/0/detail").orElseThrow().contains("25 hours old"));
    var stale =
        Ehr.post(
                Ehr.HOOK,
                Ehr.JSON,
                Intake.of(who.id(), who.given(), now.minusDays(15)).hook().toString())
            .json();
    assertTrue(stale.text("/cards/0/summary").orElseThrow().contains("15 days old"));
    assertTrue(
        stale.text("/cards/0/detail").orElseThrow().contains("New or worse saddle numbness"));
    assertEquals("absolute", stale.text("/cards/0/links/0/type").orElseThrow());
  }

  @Test
  void discoveryNamesTheHookAndItsPrefetch() {
    var service = Ehr.get("/cds-services").json();
    assertEquals("low-back-triage", service.text("/services/0/id").orElseThrow());
    assertEquals("patient-view", service.text("/services/0/hook").orElseThrow());
    assertEquals(
        "Patient/{{context.patientId}}",
        service.text("/services/0/prefetch/patient").orElseThrow());
  }

  @Test
  void serverSaysThatItIsReady() {
    // Alarms are not asked for: a test before may have sent a message that nobody took.
    var ready = Ehr.get("/api/health/ready").json();
    assertEquals("true", ready.text("/recording").orElseThrow());
    assertEquals("answers", ready.text("/database").orElseThrow());
    assertEquals("UP", Ehr.get("/api/health/live").json().text("/status").orElseThrow());
    assertEquals(200, Ehr.get("/").status());
  }
}
