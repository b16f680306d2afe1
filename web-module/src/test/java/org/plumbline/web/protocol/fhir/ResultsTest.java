package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.Milder;

/** What was concluded of a recorded assessment, read again. */
class ResultsTest {
  private static final String ASSESSMENT = Milder.stored().id().toString();
  private static final int FLAGS =
      Milder.conclusions().of(Milder.stored()).concluded().redFlags().size();
  private static FhirServer server;

  @BeforeAll
  static void start() throws ServletException {
    server = new FhirServer();
    server.assessments.add(Milder.stored());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void everybody() {
    server.caller = FhirServer.caller("user/*.rs", Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GuidanceResponse", "DetectedIssue", "ServiceRequest", "Provenance"})
  void whatWasConcludedIsFoundByPatientAndReadById(String type) {
    var found = FhirServer.read(Bundle.class, server.get(type + "?patient=1"));
    assertEquals(type.equals("DetectedIssue") ? FLAGS : 1, found.getTotal());
    var id = found.getEntryFirstRep().getResource().getIdElement().getIdPart();
    assertTrue(id.startsWith(ASSESSMENT), id);
    var read = server.get(type + "/" + id);
    assertEquals(200, read.statusCode(), read.body());
    assertEquals(0, FhirServer.read(Bundle.class, server.get(type + "?patient=2")).getTotal());
    for (var other : List.of("none", ASSESSMENT + "-none", "a" + ASSESSMENT)) {
      assertEquals(404, server.get(type + "/" + other).statusCode(), other);
    }
    assertEquals(400, server.get(type).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GuidanceResponse", "DetectedIssue", "ServiceRequest", "Provenance"})
  void tokenOfAnotherPatientSeesNothing(String type) {
    var found = FhirServer.read(Bundle.class, server.get(type + "?patient=1"));
    var id = found.getEntryFirstRep().getResource().getIdElement().getIdPart();
    server.caller =
        FhirServer.caller("patient/*.rs", Optional.of(new PatientReference("Patient/2")));
    assertEquals(404, server.get(type + "/" + id).statusCode());
    assertEquals(0, FhirServer.read(Bundle.class, server.get(type + "?patient=1")).getTotal());
    server.caller = FhirServer.caller("user/Patient.rs", Optional.empty());
    assertEquals(403, server.get(type + "/" + id).statusCode());
    assertEquals(403, server.get(type + "?patient=1").statusCode());
  }

  /** The version of then said urgent; today's would say emergency. */
  @Test
  void whatIsToldIsWhatWasConcludedThen() {
    var guidance =
        FhirServer.read(GuidanceResponse.class, server.get("GuidanceResponse/" + ASSESSMENT));
    assertTrue(
        guidance.getNoteFirstRep().getText().startsWith("Within 72 h"),
        guidance.getNoteFirstRep().getText());
    var issues = FhirServer.read(Bundle.class, server.get("DetectedIssue?patient=1"));
    var issue = (DetectedIssue) issues.getEntryFirstRep().getResource();
    assertEquals("saddle-sensory-change", issue.getCode().getCodingFirstRep().getCode());
  }

  @Test
  void provenanceNamesWhatCanBeRead() {
    var found = FhirServer.read(Bundle.class, server.get("Provenance?patient=1"));
    var targets = ((Provenance) found.getEntryFirstRep().getResource()).getTarget();
    assertEquals(2 + FLAGS, targets.size());
    for (var target : targets) {
      assertEquals(200, server.get(target.getReference()).statusCode(), target.getReference());
    }
  }
}
