package org.plumbline.web.operation.ehr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.web.operation.ehr.Report.Grade;
import org.plumbline.web.operation.ehr.Report.Line;
import org.plumbline.web.outbound.Outbound;

class EhrCheckTest {
  private static final String SMART =
      """
      {"issuer":"https://ehr.example","jwks_uri":"https://ehr.example/jwks",
       "authorization_endpoint":"https://ehr.example/a","token_endpoint":"https://ehr.example/t",
       "capabilities":["launch-ehr","client-confidential-asymmetric","permission-v2"],
       "code_challenge_methods_supported":["S256"]}
      """;

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final Map<String, String> answers = new HashMap<>();
  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

  EhrCheckTest() throws IOException {
    server.createContext(
        "/",
        call -> {
          var path = call.getRequestURI().toString();
          var body = answers.get(path.substring("/fhir".length()));
          tokens.add(path + " " + call.getRequestHeaders().getFirst("Authorization"));
          var bytes = String.valueOf(body).getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
          call.getResponseBody().write(bytes);
          call.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
  }

  private Report check(String patient) {
    return new EhrCheck(new EhrServer(new Outbound(), base(), Optional.of("secret"), true))
        .of(patient);
  }

  /** A capability statement that declares all that we ask and write, except some types. */
  private static String statement(String... without) {
    return "{\"fhirVersion\":\"4.0.1\",\"rest\":[{\"resource\":[%s]}]}"
        .formatted(
            List.of(
                    "Patient",
                    "Condition",
                    "QuestionnaireResponse",
                    "Observation",
                    "MedicationStatement",
                    "MedicationRequest",
                    "ServiceRequest",
                    "Task",
                    "Communication")
                .stream()
                .filter(it -> !List.of(without).contains(it))
                .map(
                    it ->
                        "{\"type\":\"%s\",\"interaction\":[{\"code\":\"read\"},{\"code\":\"search-type\"},{\"code\":\"create\"}],\"searchParam\":[{\"name\":\"patient\"},{\"name\":\"category\"},{\"name\":\"status\"},{\"name\":\"questionnaire\"}]}"
                            .formatted(it))
                .collect(Collectors.joining(",")));
  }

  private static List<String> of(Report report, Grade grade) {
    return report.lines().stream().filter(it -> it.grade() == grade).map(Line::text).toList();
  }

  @Test
  void serverThatHasAllIsGood() {
    answers.put("/.well-known/smart-configuration", SMART);
    answers.put("/metadata", statement());
    var report = check("");
    assertEquals(List.of(), of(report, Grade.MISSING));
    assertEquals(1, of(report, Grade.NOTE).size(), "that no search was tried");
    assertTrue(report.isUsable());
    assertTrue(tokens.stream().allMatch(it -> it.endsWith(" null")), tokens.toString());
  }

  @Test
  void serverThatSaysNothingOfItselfIsToldWithTheConsequence() {
    var report = check("");
    assertFalse(report.isUsable());
    assertTrue(report.toString().contains("Launch, sign-in and write-back do not work"));
    assertTrue(report.toString().contains("Capability statement (/metadata): status 404"));
  }

  @Test
  void whatDoesNotFitIsNamedOneByOne() {
    answers.put(
        "/.well-known/smart-configuration",
        "{\"token_endpoint\":\"https://ehr.example/t\",\"token_endpoint_auth_signing_alg_values_supported\":[\"RS384\"]}");
    answers.put("/metadata", statement("MedicationRequest", "Task").replace("4.0.1", "5.0.0"));
    var report = check("");
    var missing = String.join("\n", of(report, Grade.MISSING));
    for (var it :
        List.of(
            "authorization_endpoint", "jwks_uri", "private_key_jwt", "S256", "ES384", "5.0.0")) {
      assertTrue(missing.contains(it), it + " in " + missing);
    }
    var notes = String.join("\n", of(report, Grade.NOTE));
    assertTrue(notes.contains("prescriptions: search-type of MedicationRequest"), notes);
    assertTrue(notes.contains("Task: create is not declared"), notes);
  }

  @Test
  void searchesOfThePrefetchAreTriedWithTheTokenAndNothingOfTheRecordIsShown() {
    answers.put("/.well-known/smart-configuration", SMART);
    answers.put("/metadata", statement());
    answers.put("/Patient/p1", "{\"resourceType\":\"Patient\",\"id\":\"p1\"}");
    answers.put(
        "/Condition?patient=p1&category=problem-list-item",
        """
        {"resourceType":"Bundle","link":[{"relation":"next","url":"https://elsewhere.example/2"}],
         "entry":[
          {"resource":{"resourceType":"Condition","id":"c 1","code":{"coding":[{"system":"urn:local","code":"SECRET"}]}}},
          {"resource":{"resourceType":"Condition","id":"c2","code":{"coding":[{"system":"http://snomed.info/sct","code":"1"}]}}},
          {"resource":{"resourceType":"OperationOutcome","id":"o"}}]}
        """);
    var report = check("p1");
    var said = report.toString();
    assertTrue(said.contains("conditions: Condition: 3 entries"), said);
    assertTrue(said.contains("1 of 2 entries have a code of a system that we read"), said);
    assertTrue(said.contains("further pages on another address"), said);
    assertTrue(said.contains("ids that are none of FHIR"), said);
    assertTrue(said.contains("OperationOutcome among its entries"), said);
    assertTrue(said.contains("prescriptions: MedicationRequest answered status 404"), said);
    assertFalse(said.contains("SECRET") || said.contains("secret"), said);
    assertTrue(
        tokens.stream().anyMatch(it -> it.contains("/Patient/p1 Bearer secret")),
        tokens.toString());
  }

  @Test
  void patientWithAnIdThatIsNoneIsToldAtOnce() {
    var report = check("a/b");
    assertTrue(String.join("\n", of(report, Grade.MISSING)).contains("every hook call is refused"));
  }
}
