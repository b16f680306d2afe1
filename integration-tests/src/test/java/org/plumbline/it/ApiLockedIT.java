package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.client.ApiClient;
import org.plumbline.client.ApiException;
import org.plumbline.client.api.DefaultApi;
import org.plumbline.client.model.FactValue;
import org.plumbline.client.model.Intake;
import org.plumbline.client.model.Message;
import org.plumbline.client.model.Question;
import org.plumbline.it.FakeEhr.Call;
import org.plumbline.it.FakeEhr.Reply;

/** The plain JSON API, called by a client that was generated from its OpenAPI document. */
class ApiLockedIT extends Deployed {
  private static final Duration DOWN = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeAll
  static void register() {
    Clinic.open();
    Clinic.EHR.on("/webhook", call -> Reply.json(200, ""));
  }

  /** A client that signs a token for every call. */
  private static DefaultApi api() {
    var client = new ApiClient();
    client.updateBaseUri(Clinic.BASE + "/api");
    client.setHttpClientBuilder(
        java.net.http.HttpClient.newBuilder().version(java.net.http.HttpClient.Version.HTTP_1_1));
    client.setRequestInterceptor(
        request ->
            request.header("Authorization", Clinic.bearer(request.copy().build().uri().getPath())));
    return new DefaultApi(client);
  }

  private static Intake intake(String patient, Map<String, Object> facts) {
    var values = new HashMap<String, FactValue>();
    facts.forEach(
        (code, value) ->
            values.put(
                code,
                value instanceof Number number
                    ? new FactValue(new BigDecimal(number.toString()))
                    : new FactValue(value.toString())));
    return new Intake().patient(patient).facts(values);
  }

  @Test
  void generatedClientAssessesReadsAndGetsTheLetter() throws Exception {
    var assessed = api().createAssessment(intake("S07-plain", Patients.of("S07").given()), null);
    assertEquals("emergency", assessed.getDisposition().getCode().getValue());
    assertTrue(assessed.getRecorded());
    assertEquals("saddle-sensory-change", assessed.getRedFlags().get(0).getRule());
    var read = api().getAssessment(assessed.getId());
    assertEquals(assessed.getDisposition(), read.getDisposition());
    assertEquals(assessed.getRedFlags(), read.getRedFlags());
    assertEquals("emergency", read.getAsRecorded().getDisposition());
    var letter =
        Ehr.raw(
            HttpRequest.newBuilder(
                    Ehr.BASE.resolve("/api/assessments/" + assessed.getId() + "/letter"))
                .header(
                    "Authorization",
                    Clinic.bearer("/api/assessments/" + assessed.getId() + "/letter"))
                .header("Accept", "text/plain"));
    assertTrue(letter.body().contains("New or worse saddle numbness"), letter.body());
  }

  @Test
  void letterIsAPdfOnRequest() throws Exception {
    var id = api().createAssessment(intake("S07-pdf", Patients.of("S07").given()), null).getId();
    var path = "/api/assessments/" + id + "/letter";
    var pdf =
        java.net.http.HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(Ehr.BASE.resolve(path))
                    .header("Authorization", Clinic.bearer(path))
                    .header("Accept", "application/pdf")
                    .build(),
                BodyHandlers.ofFile(Path.of("target", "letter.pdf")));
    assertEquals(200, pdf.statusCode());
    var bytes = java.nio.file.Files.readAllBytes(pdf.body());
    assertEquals("%PDF", new String(bytes, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void everyPatientOfTheCasesEndsWhereTheCaseSays() throws Exception {
    for (var patient : Patients.all()) {
      var assessed = api().createAssessment(intake(patient.id() + "-plain", patient.given()), null);
      assertEquals(
          patient.disposition(), assessed.getDisposition().getCode().getValue(), patient.id());
    }
  }

  @Test
  void questionsNameEveryCodeAndItsValues() throws Exception {
    var questions =
        api().getQuestionnaire().getGroups().stream()
            .flatMap(it -> it.getQuestions().stream())
            .toList();
    assertEquals(162, questions.size());
    assertTrue(
        questions.stream()
            .filter(it -> it.getType() == Question.TypeEnum.CHOICE)
            .allMatch(
                it -> it.getOptions().stream().anyMatch(o -> o.getValue().equals("unknown"))));
  }

  @Test
  void faultsAreAllNamed() {
    var refused =
        assertThrows(
            ApiException.class,
            () ->
                api()
                    .createAssessment(
                        intake("p1", Map.of("age", 400, "onset", "never", "nonsense", "present")),
                        null));
    assertEquals(422, refused.getCode());
    for (var code : List.of("facts.age", "facts.onset", "facts.nonsense")) {
      assertTrue(refused.getResponseBody().contains(code), refused.getResponseBody());
    }
  }

  @Test
  void webhookIsSignedAndSurvivesAReceiverThatIsDownForAMinute() throws Exception {
    var downUntil = Instant.now().plus(DOWN);
    Clinic.EHR.on(
        "/webhook", call -> Reply.json(Instant.now().isBefore(downUntil) ? 503 : 200, ""));
    var id = api().createAssessment(intake("webhook-1", Patients.of("S07").given()), null).getId();
    var deadline = downUntil.plus(PATIENCE);
    while (state(id) != Message.StateEnum.SENT && Instant.now().isBefore(deadline)) {
      Thread.sleep(1_000);
    }
    assertEquals(Message.StateEnum.SENT, state(id));
    var calls =
        Clinic.EHR.calls("/webhook").stream()
            .filter(it -> it.body().contains(id.toString()))
            .toList();
    assertTrue(calls.size() > 1, calls.size() + " tries");
    assertEquals(1, calls.stream().map(Call::body).distinct().count());
    verify(calls.get(calls.size() - 1));
    System.out.printf("webhook: arrived at try %d, after 60 s down%n", calls.size());
  }

  private static Message.StateEnum state(java.util.UUID id) throws ApiException {
    return api().getMessages(id).getMessages().get(0).getState();
  }

  private static void verify(Call call) throws Exception {
    var keys = JWKSet.parse(Ehr.get("/.well-known/jwks.json").body());
    var signature = JWSObject.parse(call.headers().get("plumbline-signature"));
    var key = keys.getKeyByKeyId(signature.getHeader().getKeyID());
    assertTrue(signature.verify(new ECDSAVerifier(key.toECKey())));
    assertEquals(call.body(), signature.getPayload().toString());
    assertTrue(keys.getKeys().stream().noneMatch(it -> it.isPrivate()));
    assertEquals("emergency", Json.parse(call.body()).text("/disposition").orElseThrow());
  }
}
