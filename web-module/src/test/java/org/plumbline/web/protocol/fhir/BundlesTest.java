package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.kb.form.Form;
import org.plumbline.web.protocol.fhir.FhirServer.Sent;

/** Several creates and updates in one call. */
class BundlesTest {
  private static final String FULL_URL = "urn:uuid:00000000-0000-0000-0000-00000000000a";
  private static FhirServer server;

  @BeforeAll
  static void start() throws ServletException {
    server = new FhirServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void everybody() {
    server.caller = FhirServer.caller("user/*.cruds", Optional.empty());
  }

  private static QuestionnaireResponse response(String patient) {
    var response = new QuestionnaireResponse();
    response.setQuestionnaire(Form.load().versioned());
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.setSubject(new Reference(patient));
    response.setAuthored(Date.from(FhirServer.NOW));
    return response;
  }

  private static Bundle bundle(BundleType type) {
    return new Bundle().setType(type);
  }

  private static void post(Bundle bundle, Resource resource) {
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.POST)
        .setUrl(resource.fhirType());
  }

  private static void put(Bundle bundle, Resource resource, String id) {
    resource.setId(id);
    bundle
        .addEntry()
        .setResource(resource)
        .getRequest()
        .setMethod(HTTPVerb.PUT)
        .setUrl(resource.fhirType() + "/" + id);
  }

  private static Bundle answered(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return FhirServer.read(Bundle.class, answer);
  }

  @Test
  void responseRefersToThePatientOfTheSameTransaction() {
    var sent = bundle(BundleType.TRANSACTION);
    post(sent, response(FULL_URL));
    post(sent, new Patient());
    sent.getEntry().get(1).setFullUrl(FULL_URL);
    var answer = answered(server.post("", sent));
    assertEquals(BundleType.TRANSACTIONRESPONSE, answer.getType());
    assertEquals("201 Created", answer.getEntry().get(0).getResponse().getStatus());
    var patient = answer.getEntry().get(1).getResponse().getLocation().split("/_history")[0];
    var location = answer.getEntry().get(0).getResponse().getLocation().split("/_history")[0];
    var kept = FhirServer.read(QuestionnaireResponse.class, server.get(location));
    assertEquals(patient, kept.getSubject().getReference());
    assertEquals("W/\"1\"", answer.getEntry().get(0).getResponse().getEtag());
  }

  @Test
  void bothAreDeclared() {
    var rest = FhirServer.read(CapabilityStatement.class, server.get("metadata")).getRestFirstRep();
    assertEquals(
        Set.of("transaction", "batch"),
        rest.getInteraction().stream()
            .map(it -> it.getCode().toCode())
            .collect(Collectors.toSet()));
  }

  @Test
  void transactionKeepsAllOrNothing() {
    var sent = bundle(BundleType.TRANSACTION);
    put(sent, new Patient(), "all-or-nothing");
    post(sent, response("Practitioner/1"));
    var answer = server.post("", sent);
    assertEquals(422, answer.statusCode(), answer.body());
    assertEquals(404, server.get("Patient/all-or-nothing").statusCode());
  }

  @Test
  void batchKeepsWhatCanBeKept() {
    var sent = bundle(BundleType.BATCH);
    put(sent, new Patient(), "batch");
    post(sent, response("Practitioner/1"));
    put(sent, new Patient(), "nobody");
    sent.getEntry().get(2).getRequest().setIfMatch("*");
    var entries = answered(server.post("", sent)).getEntry();
    assertEquals("201 Created", entries.get(0).getResponse().getStatus());
    assertEquals("422", entries.get(1).getResponse().getStatus());
    assertTrue(entries.get(1).getResponse().hasOutcome());
    assertEquals("412", entries.get(2).getResponse().getStatus());
    assertEquals(200, server.get("Patient/batch").statusCode());
  }

  @Test
  void conditionOfAnEntryFindsWhatIsThere() {
    var patient = new Patient();
    patient.addIdentifier().setSystem("urn:b").setValue("1");
    var sent = bundle(BundleType.TRANSACTION);
    post(sent, patient);
    sent.getEntryFirstRep().getRequest().setIfNoneExist("identifier=urn:b|1");
    var first = answered(server.post("", sent)).getEntryFirstRep().getResponse();
    var again = answered(server.post("", sent)).getEntryFirstRep().getResponse();
    assertEquals("201 Created", first.getStatus());
    assertEquals("200 OK", again.getStatus());
    assertEquals(first.getLocation(), again.getLocation());
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSACTION", "BATCH"})
  void scopesAreAskedForEveryEntry(BundleType type) {
    server.caller = FhirServer.caller("user/Patient.cruds", Optional.empty());
    var sent = bundle(type);
    put(sent, new Patient(), "scoped-" + type.toCode());
    post(sent, response("Patient/1"));
    var answer = server.post("", sent);
    if (type == BundleType.TRANSACTION) {
      assertEquals(403, answer.statusCode(), answer.body());
      assertEquals(404, server.get("Patient/scoped-transaction").statusCode());
    } else {
      var entries = answered(answer).getEntry();
      assertEquals("201 Created", entries.get(0).getResponse().getStatus());
      assertEquals("403", entries.get(1).getResponse().getStatus());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"user/*.rs", "patient/*.cruds", "user/Task.cruds", ""})
  void whoMayWriteNothingIsForbiddenBeforeTheBodyIsRead(String scopes) {
    server.caller = FhirServer.caller(scopes, Optional.empty());
    assertEquals(403, server.send(new Sent("POST", "", "{}")).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/1\"}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient\"}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Task\",\"status\":\"draft\",\"intent\":\"plan\"},\"request\":{\"method\":\"POST\",\"url\":\"Task\"}}]}",
        "{\"resourceType\":\"Patient\"}"
      })
  void whatIsNoTransactionIsRefused(String body) {
    var answer = server.send(new Sent("POST", "", body));
    assertEquals(400, answer.statusCode(), answer.body());
  }
}
