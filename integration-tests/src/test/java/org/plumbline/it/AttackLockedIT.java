package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.it.Ehr.Answer;
import org.plumbline.it.Keys.Token;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What attackers send, from attacks.yaml: none passes that should not, none gives a 5xx or a stack
 * trace, none leaves a row behind, and no server is called that is not registered.
 */
class AttackLockedIT extends Deployed {
  private static final int FEWEST = 400;
  private static final Map<String, String> PATHS =
      Map.of(
          "hook",
          Ehr.HOOK,
          "feedback",
          Ehr.HOOK + "/feedback",
          "api",
          "/api/assessments",
          "process",
          Ehr.PROCESS);

  private String response = "";
  private String assessment = "";

  private record Attack(Map<String, Object> row) {
    @SuppressWarnings("unchecked") // the shape of the file is said in its head
    <T> T get(String key, T otherwise) {
      return (T) row.getOrDefault(key, otherwise);
    }

    String way() {
      return get("way", "");
    }

    List<?> statuses() {
      return row.get("status") instanceof List<?> several ? several : List.of(row.get("status"));
    }
  }

  private static List<Attack> rows() throws IOException {
    try (var file = AttackLockedIT.class.getResourceAsStream("/attacks.yaml");
        var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      List<Map<String, Object>> rows = new Yaml(new LoaderOptions()).load(reader);
      return rows.stream().map(Attack::new).toList();
    }
  }

  @Test
  void nothingPassesThatShouldNot() throws IOException {
    Clinic.open();
    prepare();
    var rows = rows();
    var calledBefore = Clinic.EHR.calls("/").size();
    var wrong = new ArrayList<String>();
    var failed = 0;
    var left = 0;
    for (var attack : rows) {
      var before = Records.rows();
      var answer = send(attack);
      var faults = faults(attack, answer);
      failed += answer.status() >= 500 || faults.contains("a stack trace") ? 1 : 0;
      var replayed = attack.get("token", Map.of()).containsKey("replay");
      if (Records.rows() != before
          && !attack.get("good", false)
          && !replayed
          && leavesRows(attack)) {
        left++;
        faults.add("rows left behind");
      }
      if (!faults.isEmpty()) {
        wrong.add(
            "%s: %s: %s %s".formatted(attack.way(), attack.get("name", ""), faults, answer.body()));
      }
    }
    var reached =
        Clinic.EHR.calls("/").stream()
            .skip(calledBefore)
            .filter(it -> !it.path().startsWith("/fhir/") && !it.path().startsWith("/webhook"))
            .filter(it -> !it.path().startsWith("/b/jwks"))
            .toList();
    System.out.printf(
        "attacks: %d, %d went wrong, %d gave a 5xx or a stack trace, %d left rows, %d calls to servers that are not registered%n",
        rows.size(), wrong.size(), failed, left, reached.size());
    assertEquals(List.of(), wrong);
    assertEquals(List.of(), reached);
    assertTrue(rows.size() >= FEWEST, rows.size() + " attacks");
  }

  /**
   * Whether an attack leaves rows once more. On a busy machine an accepted call before it may have
   * been recorded from the journal just then; what an attack leaves, it leaves each time.
   */
  private boolean leavesRows(Attack attack) {
    var before = Records.settled();
    send(attack);
    return Records.settled() != before;
  }

  /** Data of clinic a, which nobody else may see. */
  private void prepare() {
    var intake = Intake.of(Patients.of("S07"));
    var created =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/fhir/QuestionnaireResponse"))
                .header("Authorization", Clinic.access("user/*.cruds"))
                .header("Content-Type", Ehr.FHIR_JSON)
                .POST(BodyPublishers.ofString(intake.response.toString())));
    assertEquals(201, created.status(), created.body());
    response = created.json().text("/id").orElseThrow();
    Ehr.send(
        HttpRequest.newBuilder(Ehr.BASE.resolve("/fhir/Patient/S07"))
            .header("Authorization", Clinic.access("user/*.cruds"))
            .header("Content-Type", Ehr.FHIR_JSON)
            .PUT(BodyPublishers.ofString(intake.patient.toString())));
    var assessed =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/api/assessments"))
                .header("Authorization", Clinic.bearer("/api/assessments"))
                .header("Content-Type", Ehr.JSON)
                .POST(BodyPublishers.ofString("{\"patient\":\"S07\",\"facts\":{\"age\":40}}")));
    assertEquals(201, assessed.status(), assessed.body());
    assessment = assessed.assessment().orElseThrow();
  }

  private static List<String> faults(Attack attack, Answer answer) {
    var faults = new ArrayList<String>();
    if (!attack.statuses().contains(answer.status())) {
      faults.add("expected %s, got %d".formatted(attack.statuses(), answer.status()));
    }
    if (answer.body().contains("at org.") || answer.body().contains("Exception")) {
      faults.add("a stack trace");
    }
    for (var said : attack.get("says", List.<String>of())) {
      if (!answer.body().contains(said)) {
        faults.add("does not say " + said);
      }
    }
    for (var said : attack.get("saysNot", List.<String>of())) {
      if (answer.body().contains(said)) {
        faults.add("says " + said);
      }
    }
    if (answer.status() == 401 && attack.way().equals("hook") && reason(answer)) {
      faults.add("tells why");
    }
    return faults;
  }

  /** A 401 gives no reason. */
  private static boolean reason(Answer answer) {
    return !answer.json().text("/issue/0/diagnostics").orElse("").equals("not signed in");
  }

  private Answer send(Attack attack) {
    var path = filled(attack.get("path", PATHS.getOrDefault(attack.way(), "/")));
    var token = authorization(attack, path.split("\\?")[0]);
    var answer = send(attack, path, token);
    return attack.get("token", Map.of()).containsKey("replay") ? send(attack, path, token) : answer;
  }

  private Answer send(Attack attack, String path, String authorization) {
    var method = attack.get("method", "POST");
    var fhir = attack.way().equals("fhir") || attack.way().equals("process");
    var request =
        HttpRequest.newBuilder(
            URI.create(
                Clinic.BASE + path.replace(" ", "%20").replace("'", "%27").replace("\\", "%5c")));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    attack.get("headers", Map.<String, String>of()).forEach(request::header);
    if (method.equals("GET") || method.equals("DELETE")) {
      return Ehr.send(request.method(method, BodyPublishers.noBody()));
    }
    return Ehr.send(
        request
            .header("Content-Type", attack.get("type", fhir ? Ehr.FHIR_JSON : Ehr.JSON))
            .method(method, BodyPublishers.ofString(body(attack))));
  }

  private String body(Attack attack) {
    if (attack.row().get("nest") instanceof List<?> nest) {
      var levels = attack.get("levels", 0);
      return nest.get(0)
          + nest.get(1).toString().repeat(levels)
          + nest.get(2).toString().repeat(levels)
          + nest.get(3);
    }
    var whole = attack.row().get("body");
    if (whole != null) {
      return whole instanceof String text
          ? text
          : filled(Json.MAPPER.valueToTree(whole).toString());
    }
    var intake = Intake.of(Patients.of("S07"));
    return switch (attack.way()) {
      case "hook" -> changed(attack, intake.hook());
      case "process" -> intake.self().toString();
      case "fhir" -> intake.response.toString();
      case "feedback" ->
          """
          {"feedback":[{"card":"4e0a3a1e-3883-4575-ab7d-028e2fe209ec","outcome":"overridden","outcomeTimestamp":"2026-11-26T10:00:00Z"}]}""";
      default -> "{\"patient\":\"p1\",\"facts\":{\"age\":30}}";
    };
  }

  private String changed(Attack attack, ObjectNode hook) {
    if (attack.get("bare", false)) {
      hook.remove("prefetch");
      // A patient of whom we hold nothing.
      ((ObjectNode) hook.get("context")).put("patientId", "nobody-here");
    }
    attack
        .get("set", Map.<String, Object>of())
        .forEach(
            (pointer, value) -> {
              var at = JsonPointer.compile(pointer);
              var parent = hook.at(at.head());
              var tree = Json.MAPPER.<com.fasterxml.jackson.databind.JsonNode>valueToTree(value);
              if (parent instanceof ObjectNode object) {
                object.set(at.last().getMatchingProperty(), tree);
              } else {
                throw new IllegalArgumentException(pointer);
              }
            });
    return filled(hook.toString());
  }

  private String filled(String text) {
    return text.replace("@base", Clinic.BASE)
        .replace("@fake", Clinic.EHR.base())
        .replace("@response-a", response)
        .replace("@patient-a", "S07")
        .replace("@assessment-a", assessment);
  }

  private String authorization(Attack attack, String path) {
    var given = attack.get("token", Map.<String, Object>of());
    if (given.containsKey("none")) {
      return "";
    }
    if (given.containsKey("raw")) {
      return (String) given.get("raw");
    }
    if (given.get("access") instanceof Map<?, ?> access) {
      return "Bearer " + access(access);
    }
    var client = (String) given.getOrDefault("client", "ehr-a");
    var token =
        attack.way().equals("process") || attack.way().equals("fhir") && given.isEmpty()
            ? Token.of("https://as-a.example", Clinic.BASE + "/fhir").claim("scope", "user/*.cruds")
            : Clinic.token(client, path);
    return "Bearer " + signed(token, given);
  }

  private String access(Map<?, ?> access) {
    var clinic = "b".equals(access.get("clinic")) ? "b" : "a";
    var token = Token.of("https://as-%s.example".formatted(clinic), Clinic.BASE + "/fhir");
    token.claim("scope", access.get("scope"));
    if (access.containsKey("aud")) {
      token.claim("aud", access.get("aud"));
    }
    if (access.containsKey("patient")) {
      token.claim("patient", access.get("patient"));
    }
    @SuppressWarnings("unchecked") // the shape of the file is said in its head
    var rest = (Map<String, Object>) access;
    return signed(token, rest);
  }

  private String signed(Token token, Map<String, Object> given) {
    if (given.containsKey("aud")) {
      token.claim("aud", given.get("aud") == null ? null : filled(given.get("aud").toString()));
    }
    if (given.containsKey("rsa")) {
      token.rsa((String) given.get("rsa"));
    }
    if (given.containsKey("hmac")) {
      token.hmac(
          (String) given.get("hmac"), Keys.publicSet().getBytes(StandardCharsets.UTF_8), "ec-1");
    }
    if (given.containsKey("key")) {
      token.signedBy(Keys.FOREIGN);
    }
    if (given.containsKey("embedded")) {
      token.embeddedKey();
    }
    if (given.containsKey("kid")) {
      token.kid((String) given.get("kid"));
    }
    if (given.containsKey("jku")) {
      token.jku((String) given.get("jku"));
    }
    if (given.containsKey("type")) {
      token.type((String) given.get("type"));
    }
    if (given.containsKey("critical")) {
      token.critical((String) given.get("critical"));
    }
    claims(token, given);
    var signed = token.sign();
    return given.containsKey("unsigned")
        ? unsigned(signed, (String) given.get("unsigned"))
        : signed;
  }

  private void claims(Token token, Map<String, Object> given) {
    if (given.get("claims") instanceof Map<?, ?> claims) {
      claims.forEach(
          (name, value) ->
              token.claim(
                  name.toString(),
                  value instanceof List<?> list
                      ? list.stream().map(it -> filled(it.toString())).toList()
                      : value instanceof String text ? filled(text) : value));
    }
    if (given.get("seconds") instanceof Map<?, ?> seconds) {
      seconds.forEach(
          (name, value) -> token.seconds(name.toString(), ((Number) value).longValue()));
    }
  }

  /** The claims of a good token without a signature. */
  private static String unsigned(String signed, String algorithm) {
    var header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"ec-1\"}"
                    .formatted(algorithm)
                    .getBytes(StandardCharsets.UTF_8));
    return header + "." + signed.split("\\.")[1] + ".";
  }

  @Test
  void preflightNeedsNoTokenAndAnswersRegisteredOriginsOnly() {
    Clinic.open();
    for (var origin : List.of(Clinic.ISSUER, "https://evil.example")) {
      var answer =
          Ehr.raw(
              HttpRequest.newBuilder(Ehr.BASE.resolve(Ehr.HOOK))
                  .header("Origin", origin)
                  .header("Access-Control-Request-Method", "POST")
                  .method("OPTIONS", BodyPublishers.noBody()));
      assertEquals(204, answer.statusCode());
      assertEquals(
          origin.equals(Clinic.ISSUER),
          answer.headers().firstValue("Access-Control-Allow-Origin").isPresent());
      assertFalse(
          answer.headers().firstValue("Access-Control-Allow-Origin").orElse("").contains("*"));
    }
  }
}
