package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUp;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.form.Form;
import org.plumbline.resource.Criterion;
import org.plumbline.resource.Criterion.Answers;
import org.plumbline.resource.Criterion.During;
import org.plumbline.resource.Criterion.Identified;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.IsNot;
import org.plumbline.resource.Criterion.Outside;
import org.plumbline.resource.Criterion.Property;
import org.plumbline.resource.Criterion.Span;
import org.plumbline.resource.Criterion.Time;
import org.plumbline.resource.Criterion.Token;
import org.plumbline.resource.Search.By;
import org.plumbline.resource.Search.Order;
import org.plumbline.web.protocol.fhir.FhirServer.Sent;

/** The FHIR endpoint as a client meets it: what is declared is there, what is not is refused. */
class FhirEndpointTest {
  private static final String RESPONSES = "QuestionnaireResponse";

  /** Of all resources, and of how an answer is made; most are offered by nobody. */
  private static final List<String> COMMON =
      List.of(
          "_id",
          "_lastUpdated",
          "_tag",
          "_profile",
          "_security",
          "_text",
          "_content",
          "_list",
          "_has:Observation:patient:code",
          "_filter",
          "_query",
          "_type",
          "_sort",
          "_include",
          "_revinclude",
          "_contained",
          "_containedType",
          "_score",
          "_since",
          "_source",
          "_in",
          "_typeFilter",
          "madeup");

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
    server.unwritable = false;
  }

  private static CapabilityStatement metadata() {
    return FhirServer.read(CapabilityStatement.class, server.get("metadata"));
  }

  private static List<CapabilityStatementRestResourceComponent> types() {
    return metadata().getRestFirstRep().getResource();
  }

  private static String diagnostics(HttpResponse<String> answer) {
    return FhirServer.read(OperationOutcome.class, answer).getIssueFirstRep().getDiagnostics();
  }

  @Test
  void whatIsNotDeclaredCannotBeSearchedBy() {
    var wrong = new ArrayList<String>();
    for (var type : types()) {
      var declared =
          type.getSearchParam().stream()
              .map(CapabilityStatementRestResourceSearchParamComponent::getName)
              .collect(Collectors.toSet());
      if (type.getInteraction().stream()
          .noneMatch(it -> it.getCode().toCode().equals("search-type"))) {
        continue;
      }
      var others = new TreeSet<>(COMMON);
      FhirServer.CONTEXT
          .getResourceDefinition(type.getType())
          .getSearchParams()
          .forEach(it -> others.add(it.getName()));
      others.removeAll(declared);
      others.remove("_sort");
      var asked = new ArrayList<String>();
      others.forEach(it -> asked.addAll(List.of(it, it + ":exact")));
      for (var modifier : List.of(":missing", ":exact", ":below", ":text", ":Group", ".name")) {
        declared.forEach(it -> asked.add(it + modifier));
      }
      var search = type.getType() + "?" + String.join("=a&", asked) + "=a";
      var answer = server.get(search);
      assertEquals(400, answer.statusCode(), search);
      var named = Set.of(diagnostics(answer).split(" by |; expected")[1].split(", "));
      asked.stream()
          .filter(it -> !named.contains(it))
          .forEach(it -> wrong.add(type.getType() + it));
      for (var name : declared) {
        if (server.get(type.getType() + "?" + name + "=").statusCode() != 400) {
          wrong.add(type.getType() + "?" + name + "=");
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void whatIsDeclaredIsThere() {
    var wrong = new ArrayList<String>();
    for (var type : types()) {
      for (var parameter : type.getSearchParam()) {
        var value =
            switch (parameter.getType()) {
              case DATE -> "2026-11-20";
              case REFERENCE -> "Patient/1";
              default -> type.getType().equals("Task") ? "ready" : "a";
            };
        var path = "%s?%s=%s".formatted(type.getType(), parameter.getName(), value);
        var answer = server.get(path);
        if (answer.statusCode() != 200) {
          wrong.add(path + " " + answer.statusCode() + answer.body());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void statementSpeaksInOurNameAndDeclaresNoInclude() {
    var statement = metadata();
    assertEquals("Plumbline", statement.getName());
    assertEquals("Plumbline", statement.getSoftware().getName());
    var written = server.get("metadata").body();
    for (var word : List.of("HAPI", "RestServer", "searchInclude", "searchRevInclude")) {
      assertFalse(written.contains(word), word);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/turtle, 406",
    "application/fhir+ndjson, 406",
    "application/fhir+json; fhirVersion=5.0, 406",
    "application/fhir+json; fhirVersion=4.0, 200",
    "'text/turtle, application/fhir+json;q=0.5', 200",
    "'text/html,application/xhtml+xml,*/*;q=0.8', 200",
    "application/fhir+xml, 200",
    "application/json, 200",
    "application/xml+fhir, 200",
    "*/*, 200",
    "'application/fhir+json;q=0', 406",
    "image/png, 406"
  })
  void formatIsOneThatIsSpoken(String accept, int status) {
    for (var path : List.of("metadata", "Patient?_id=a", "Questionnaire/low-back-intake")) {
      var answer = server.get(path, "Accept", accept);
      assertEquals(status, answer.statusCode(), path + answer.body());
      var type = answer.headers().firstValue("Content-Type").orElseThrow();
      assertTrue(
          type.contains(accept.contains("xml+") || accept.endsWith("+xml") ? "xml" : "json"), type);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ttl, 406",
    "text/turtle, 406",
    "ndjson, 406",
    "application/fhir%2Bndjson, 406",
    "application/fhir+json, 200",
    "json, 200",
    "xml, 200",
    "application/fhir%2Bjson;fhirVersion=5.0, 406",
    "nonsense, 406"
  })
  void formatOfTheAddressIsOneThatIsSpoken(String format, int status) {
    assertEquals(status, server.get("metadata?_format=" + format).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/turtle",
        "application/x-turtle",
        "application/fhir+ndjson",
        "application/fhir+json; fhirVersion=5.0"
      })
  void bodyOfAnotherFormatIsUnsupported(String type) {
    var answer = server.send(new Sent("POST", "Patient", "<a> <b> <c> ."), "Content-Type", type);
    assertEquals(415, answer.statusCode(), answer.body());
    assertFalse(diagnostics(answer).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, Patient/1",
    "DELETE, Patient?identifier=a",
    "PATCH, Patient/1",
    "GET, Patient/1/_history",
    "GET, Patient/_history",
    "GET, _history",
    "POST, Task",
    "PUT, Task/1",
    "PUT, Patient?identifier=a",
    "POST, Patient/1",
    "PUT, Questionnaire/low-back-intake",
    "POST, ValueSet",
    "GET, Questionnaire/$populate",
    "GET, QuestionnaireResponse/1/$extract",
    "GET, PlanDefinition/low-back-triage/$apply"
  })
  void whatIsNotOfferedIsNotAllowed(String method, String path) {
    var answer =
        server.send(
            new Sent(method, path, method.equals("GET") ? "" : "{\"resourceType\":\"Patient\"}"));
    assertEquals(405, answer.statusCode(), answer.body());
    assertFalse(diagnostics(answer).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ValueSet/low-back-facts/$expand?count=1",
        "Questionnaire/low-back-intake/$package",
        "PlanDefinition/low-back-triage/$data-requirements",
        "Library/low-back-triage/$package"
      })
  void operationThatChangesNothingIsRead(String path) {
    assertEquals(200, server.get(path).statusCode());
  }

  @Test
  void formsAreFoundByWhoeverListsWhatIsActive() {
    var found = FhirServer.read(Bundle.class, server.get("Questionnaire?status=active"));
    assertEquals(1, found.getTotal());
    var draft = FhirServer.read(Bundle.class, server.get("Questionnaire?status=draft"));
    assertEquals(0, draft.getTotal());
  }

  @Test
  void packageOfEachFormThatIsNamedIsGivenAndAnotherIsNamed() {
    var ours = Form.load().versioned().replace("|", "%7C");
    for (var asked : List.of("", "?questionnaire=" + ours)) {
      var answer = packages(asked);
      assertEquals(List.of("PackageBundle"), names(answer), asked);
      var packaged = (Bundle) answer.getParameterFirstRep().getResource();
      assertEquals("Questionnaire", packaged.getEntryFirstRep().getResource().fhirType());
    }
    var mixed = packages("?questionnaire=" + ours + "&questionnaire=urn:other");
    assertEquals(List.of("PackageBundle", "Outcome"), names(mixed));
    var unknown = packages("?questionnaire=urn:other");
    assertEquals(List.of("Outcome"), names(unknown));
    var outcome = (OperationOutcome) unknown.getParameterFirstRep().getResource();
    assertTrue(outcome.getIssueFirstRep().getDiagnostics().contains("urn:other"));
  }

  private Parameters packages(String asked) {
    return FhirServer.read(
        Parameters.class, server.get("Questionnaire/$questionnaire-package" + asked));
  }

  private static List<String> names(Parameters answer) {
    return answer.getParameter().stream().map(it -> it.getName()).toList();
  }

  @Test
  void whatCannotBeWrittenIsAFaultOfOursAndWhole() {
    server.unwritable = true;
    for (var headers : List.of(new String[0], new String[] {"Accept-Encoding", "identity"})) {
      var answer = server.post("Questionnaire/$next-question", begun(), headers);
      assertEquals(500, answer.statusCode(), answer.body());
      assertTrue(diagnostics(answer).contains("incident"), answer.body());
    }
    server.unwritable = false;
    assertEquals(200, server.post("Questionnaire/$next-question", begun()).statusCode());
  }

  private static QuestionnaireResponse begun() {
    var response = new QuestionnaireResponse();
    response.setQuestionnaire(Form.load().versioned());
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.setSubject(new Reference("Patient/1"));
    response.setAuthored(Date.from(FhirServer.NOW));
    return response;
  }

  private static List<Criterion> criteria(String search) {
    var answer = server.get(RESPONSES + "?" + search);
    assertEquals(200, answer.statusCode(), answer.body());
    return server.stored.asked.get(server.stored.asked.size() - 1).criteria();
  }

  private static Span span(String from, String before) {
    return new Span(
        Optional.of(from).filter(it -> !it.isEmpty()).map(Instant::parse),
        Optional.of(before).filter(it -> !it.isEmpty()).map(Instant::parse));
  }

  @Test
  void oneOfSeveralIsSought() {
    assertEquals(
        List.of(new Is(Property.STATUS, Set.of("completed", "in-progress"))),
        criteria("status=completed,in-progress"));
    assertEquals(
        List.of(new IsNot(Property.STATUS, Set.of("completed"))), criteria("status:not=completed"));
    assertEquals(
        List.of(new Is(Property.PATIENT, Set.of("Patient/a", "Patient/b"))),
        criteria("patient=a,Patient/b"));
    assertEquals(
        List.of(new Is(Property.PATIENT, Set.of("Patient/a"))), criteria("subject:Patient=a"));
    assertEquals(List.of(new Is(Property.ID, Set.of("a", "b"))), criteria("_id=a,b"));
    assertEquals(
        List.of(new Is(Property.AUTHOR, Set.of("Practitioner/1", "http://x/Practitioner/2"))),
        criteria("author=Practitioner/1,http://x/Practitioner/2"));
  }

  @Test
  void versionOfTheFormIsSought() {
    var form = Form.load().canonical();
    assertEquals(List.of(new Answers(Set.of(form))), criteria("questionnaire=" + form));
    assertEquals(
        List.of(new Answers(Set.of(form + "|9.9"))), criteria("questionnaire=" + form + "%7C9.9"));
  }

  @Test
  void identifierIsSoughtWithAndWithoutItsSystem() {
    var both = new Token(Optional.of("urn:x"), Optional.of("a1"));
    assertEquals(List.of(new Identified(Set.of(both))), criteria("identifier=urn:x%7Ca1"));
    var plus = new Token(Optional.of("urn:x"), Optional.of("a+1"));
    assertEquals(List.of(new Identified(Set.of(plus))), criteria("identifier=urn:x%7Ca%2B1"));
    var noSystem = new Token(Optional.of(""), Optional.of("a1"));
    assertEquals(List.of(new Identified(Set.of(noSystem))), criteria("identifier=%7Ca1"));
    var any = new Token(Optional.empty(), Optional.of("a1"));
    assertEquals(List.of(new Identified(Set.of(any))), criteria("identifier=a1"));
    var system = new Token(Optional.of("urn:x"), Optional.empty());
    assertEquals(List.of(new Identified(Set.of(system))), criteria("identifier=urn:x%7C"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-20T00:00:00Z, 2026-11-21T00:00:00Z",
    "eq2026-11, 2026-11-01T00:00:00Z, 2026-12-01T00:00:00Z",
    "2026, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "gt2026-11-20, 2026-11-21T00:00:00Z, ''",
    "sa2026, 2027-01-01T00:00:00Z, ''",
    "ge2026-11-20, 2026-11-20T00:00:00Z, ''",
    "lt2026-11-20, '', 2026-11-20T00:00:00Z",
    "eb2026-11-20, '', 2026-11-20T00:00:00Z",
    "le2026-11-20, '', 2026-11-21T00:00:00Z",
    "2026-11-20T10:00Z, 2026-11-20T10:00:00Z, 2026-11-20T10:01:00Z",
    "ge2026-11-20T10:00:00%2B02:00, 2026-11-20T08:00:00Z, ''",
    "le2026-11-20T10:00:00.5Z, '', 2026-11-20T10:00:00.501Z"
  })
  void dateIsTheSpanThatItNames(String date, String from, String before) {
    var span = span(from, before);
    assertEquals(List.of(new During(Time.AUTHORED, span)), criteria("authored=" + date));
    assertEquals(List.of(new During(Time.RECEIVED, span)), criteria("_lastUpdated=" + date));
    assertEquals(200, server.get("AuditEvent?date=" + date).statusCode());
    var asked = server.askedOfAudit.get(server.askedOfAudit.size() - 1);
    assertEquals(span, new Span(asked.from(), asked.before()));
  }

  @Test
  void severalDatesMustAllFit() {
    assertEquals(
        List.of(
            new During(Time.AUTHORED, span("2026-11-20T00:00:00Z", "")),
            new During(Time.AUTHORED, span("", "2026-11-25T00:00:00Z"))),
        criteria("authored=ge2026-11-20&authored=lt2026-11-25"));
    assertEquals(
        List.of(new Outside(Time.AUTHORED, span("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"))),
        criteria("authored=ne2026-11-20"));
    for (var refused :
        List.of(
            "authored=ap2026", "authored=2026,2025", "authored=yesterday", "authored=2026-13")) {
      assertEquals(400, server.get(RESPONSES + "?" + refused).statusCode(), refused);
    }
    assertEquals(400, server.get("AuditEvent?date=ne2026-11-20").statusCode());
  }

  @Test
  void listIsInTheOrderThatWasAsked() {
    var unused = criteria("_sort=authored,-_lastUpdated");
    assertEquals(
        List.of(new Order(By.AUTHORED, false), new Order(By.RECEIVED, true)),
        server.stored.asked.get(server.stored.asked.size() - 1).order());
    for (var refused : List.of("bogus", "-bogus", "authored,bogus", "identifier")) {
      assertEquals(400, server.get(RESPONSES + "?_sort=" + refused).statusCode(), refused);
    }
    assertEquals(400, server.get("Patient?_sort=authored").statusCode());
    assertEquals(400, server.get("Task?_sort=authored").statusCode());
  }

  @Test
  void patientIsFoundByAnIdentifier() {
    var patient = new Patient();
    patient.addIdentifier().setSystem("urn:only").setValue("1");
    assertEquals(201, server.post("Patient", patient).statusCode());
    var found = FhirServer.read(Bundle.class, server.get("Patient?identifier=urn:only%7C1"));
    assertEquals(1, found.getTotal());
    assertEquals(
        0, FhirServer.read(Bundle.class, server.get("Patient?identifier=urn:only%7C2")).getTotal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identifier=urn:none|%s",
        "identifier=urn%%3Anone%%7C%s",
        "?identifier=urn:none|%s",
        "Patient?identifier=urn:none|%s",
        "/Patient?identifier=urn:none|%s",
        "https://elsewhere.example/fhir/Patient?identifier=urn:none|%s",
        "identifier=urn:none|%s,urn:other|1"
      })
  void conditionIsWrittenInManyWays(String condition) {
    var value = UUID.randomUUID().toString();
    var patient = new Patient();
    patient.addIdentifier().setSystem("urn:none").setValue(value);
    var header = condition.formatted(value);
    assertEquals(201, server.post("Patient", patient, "If-None-Exist", header).statusCode());
    var again = server.post("Patient", patient, "If-None-Exist", header);
    assertEquals(200, again.statusCode(), again.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Task?identifier=a",
        "?",
        "name=a",
        "identifier=",
        "identifier:not=a",
        "identifier=a&identifier=b"
      })
  void conditionThatIsNotUnderstoodIsRefused(String condition) {
    var answer = server.post("Patient", new Patient(), "If-None-Exist", condition);
    assertEquals(400, answer.statusCode(), answer.body());
  }

  @Test
  void conditionOfSeveralParametersIsAsked() {
    var answer =
        server.post(
            RESPONSES,
            begun(),
            "If-None-Exist",
            "identifier=urn:x|none&patient=1&status=in-progress");
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals(
        Set.of(
            new Identified(Set.of(new Token(Optional.of("urn:x"), Optional.of("none")))),
            new Is(Property.PATIENT, Set.of("Patient/1")),
            new Is(Property.STATUS, Set.of("in-progress"))),
        new HashSet<>(server.stored.asked.get(server.stored.asked.size() - 1).criteria()));
  }

  @Test
  void asteriskStandsForAnyVersionThatThereIs() {
    var patient = new Patient();
    patient.setId("star");
    assertEquals(412, server.put("Patient/star", patient, "If-Match", "*").statusCode());
    assertEquals(201, server.put("Patient/star", patient).statusCode());
    assertEquals(200, server.put("Patient/star", patient, "If-Match", "*").statusCode());
  }

  @Test
  void tokenOfAPatientFindsThatPatientAlone() {
    server.caller =
        FhirServer.caller("patient/*.rs", Optional.of(new PatientReference("Patient/1")));
    var mine = new Is(Property.PATIENT, Set.of("Patient/1"));
    assertEquals(List.of(mine), criteria("_count=1"));
    assertEquals(
        List.of(new Is(Property.PATIENT, Set.of("Patient/2")), mine), criteria("patient=2"));
    assertEquals(200, server.get("Patient?_id=2").statusCode());
    assertTrue(server.stored.asked.get(server.stored.asked.size() - 1).criteria().contains(mine));
    server.caller = FhirServer.caller("user/QuestionnaireResponse.rs", Optional.empty());
    assertEquals(403, server.get("Patient?_id=2").statusCode());
  }

  @Test
  void tasksArePagedToTheEndWithTheirTotal() {
    server.followUps.clear();
    for (var i = 0; i < 5; i++) {
      server.followUps.add(followUp(FhirServer.NOW.plusSeconds(i)));
    }
    var seen = new ArrayList<String>();
    var next = Optional.of("Task?_count=2");
    while (next.isPresent()) {
      var page = FhirServer.read(Bundle.class, server.get(next.get()));
      assertEquals(5, page.getTotal());
      page.getEntry().forEach(it -> seen.add(it.getResource().getIdElement().getIdPart()));
      next = Optional.ofNullable(page.getLink("next")).map(it -> it.getUrl().split("/fhir/")[1]);
    }
    assertEquals(5, seen.size());
    assertEquals(5, Set.copyOf(seen).size());
  }

  private static FollowUp followUp(Instant due) {
    return new FollowUp(
        UUID.randomUUID(),
        Tenant.DEMO,
        new PatientReference("Patient/1"),
        Optional.empty(),
        Optional.empty(),
        "re-screen",
        FhirServer.NOW,
        due,
        FollowUp.State.SCHEDULED,
        Optional.empty());
  }

  @Test
  void adaptiveResponseIsKeptAndFoundByItsForm() {
    var asked =
        FhirServer.read(
            QuestionnaireResponse.class, server.post("Questionnaire/$next-question", begun()));
    assertTrue(asked.getContained().get(0) instanceof Questionnaire);
    var kept = server.post(RESPONSES, asked);
    assertEquals(201, kept.statusCode(), kept.body());
  }
}
