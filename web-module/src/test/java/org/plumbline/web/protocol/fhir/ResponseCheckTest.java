package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.form.Form;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;

class ResponseCheckTest {
  private static final FhirContext CONTEXT = FhirContext.forR4Cached();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T10:00:00Z"), ZoneOffset.UTC);

  private final ResponseCheck check =
      new ResponseCheck(CONTEXT, new IntakeReader(CLOCK, ClinicSettings.DEFAULT));

  private String outcome(String items) {
    var response =
        CONTEXT
            .newJsonParser()
            .parseResource(
                QuestionnaireResponse.class,
                """
                {"resourceType":"QuestionnaireResponse","questionnaire":"%s","status":"completed",
                 "subject":{"reference":"Patient/1"},"authored":"2026-11-28T09:00:00Z","item":[%s]}
                """
                    .formatted(Form.load().canonical(), items));
    return check.outcome(response).getIssueFirstRep().getDiagnostics();
  }

  @Test
  void itemWithoutALinkIdIsNamed() {
    assertEquals("QuestionnaireResponse.item[0].linkId is missing", outcome("{\"text\":\"Pain\"}"));
  }

  /** It has no linkId and is not written again, so that the reader never sees it. */
  @Test
  void emptyItemIsPassedOver() {
    assertEquals("the response fits the form", outcome("{}"));
  }

  @Test
  void answerThatTheOthersDoNotAskForIsNamed() {
    var sex =
        "{\"linkId\":\"sex\",\"answer\":[{\"valueCoding\":{\"code\":\"male\",\"system\":\"http://hl7.org/fhir/administrative-gender\"}}]}";
    var pregnancy =
        "{\"linkId\":\"pregnancy\",\"answer\":[{\"valueCoding\":{\"code\":\"N\",\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\"}}]}";
    assertEquals(
        "pregnancy is answered, but the other answers do not ask for it",
        outcome(sex + "," + pregnancy));
  }

  private static RequestDetails request(String body) {
    var request = new SystemRequestDetails();
    request.addHeader("Content-Type", "application/fhir+json; charset=utf-8");
    request.setRequestContents(body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  /** What the parser of a create drops is a fault as at every other door. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"linkId\":\"fever\",\"answer\":[{}]}",
        "{\"linkId\":\"fever\",\"text\":\"\"}",
        "{\"linkId\":\"fever\",\"answer\":[{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"N\",\"display\":\"\"}}]}"
      })
  void whatWasSentIsCheckedAndNotWhatWasParsed(String item) {
    var response =
        """
        {"resourceType":"QuestionnaireResponse","questionnaire":"%s","status":"in-progress",
         "subject":{"reference":"Patient/1"},"authored":"2026-11-28T09:00:00Z","item":[%s]}"""
            .formatted(Form.load().canonical(), item);
    var parsed = new QuestionnaireResponse();
    for (var body :
        List.of(
            response,
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":%s}]}"
                .formatted(response))) {
      assertThrows(IntakeRefused.class, () -> check.require(parsed, request(body)));
      assertEquals(
          IssueSeverity.ERROR,
          check.outcome(parsed, request(body)).getIssueFirstRep().getSeverity());
    }
  }
}
