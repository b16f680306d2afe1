package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.as.controller.client.helpers.Operations;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.it.Keys.Token;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Who is let in where: access.yaml lists everything that the server offers and to whom. Every path
 * is called with every method by every kind of caller, and nothing is found that is not listed.
 */
class AccessLockedIT extends Deployed {
  private static final List<String> METHODS =
      List.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "PROPFIND",
          "SEARCH",
          "MADEUP");

  /** Nobody was let in, or there is nothing to be let into. */
  private static final Set<Integer> SHUT = Set.of(400, 401, 403, 404, 405, 501);

  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** Of each way of signing in one, for what is answered to nobody. */
  private static final List<String> SOME = List.of("nobody", "writes", "data", "clinician");

  private static Map<String, Object> listed;
  private static Map<String, String> callers;
  private static String assessment;

  @ArquillianResource ManagementClient management;

  @BeforeAll
  static void prepare() throws IOException {
    Clinic.open();
    try (var file = AccessLockedIT.class.getResourceAsStream("/access.yaml");
        var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      listed = new Yaml(new LoaderOptions()).load(reader);
    }
    for (var grant : List.of("cds-hooks", "assessments.write", "assessments.read")) {
      var ended =
          Registration.run(
              "add",
              "--name",
              "only-" + grant.replace('.', '-'),
              "--tenant",
              "clinic-a",
              "--issuer",
              "https://only-" + grant + ".example",
              "--scope",
              grant,
              "--keys",
              java.nio.file.Path.of("target", "client-keys.json").toAbsolutePath().toString());
      assertEquals(0, ended.status(), ended.said());
    }
    Registration.settle();
    var ehr = new SmartEhr(Clinic.EHR).user("Practitioner/access");
    assessment = assess();
    ehr.opens("access-1", "");
    callers = new LinkedHashMap<>();
    callers.put("clinician", session("/launch/sign-in"));
    callers.put("patient-page", session("/launch/standalone"));
  }

  private static String assess() {
    var made =
        Ehr.send(
            HttpRequest.newBuilder(Ehr.BASE.resolve("/api/assessments"))
                .header("Authorization", Clinic.bearer("/api/assessments"))
                .header("Content-Type", Ehr.JSON)
                .POST(
                    BodyPublishers.ofString("{\"patient\":\"access-1\",\"facts\":{\"age\":40}}")));
    return made.assessment().orElseThrow();
  }

  /** The cookie of somebody who signs in by a path. */
  private static String session(String path) {
    var begun =
        Ehr.raw(
            HttpRequest.newBuilder(Ehr.BASE.resolve(path + "?iss=" + Clinic.EHR.base() + "/fhir")));
    var authorized =
        Ehr.raw(
            HttpRequest.newBuilder(
                URI.create(begun.headers().firstValue("Location").orElseThrow())));
    var back =
        Ehr.raw(
            HttpRequest.newBuilder(
                    URI.create(authorized.headers().firstValue("Location").orElseThrow()))
                .header(
                    "Cookie",
                    begun.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0]));
    assertEquals(303, back.statusCode(), back.body());
    return back.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  /** The headers of a kind of caller for a call of a path. */
  private static String headers(String caller, String path) {
    var address = Clinic.BASE + path.split("\\?")[0];
    return switch (caller) {
      case "nobody" -> "";
      case "garbage" -> "Authorization: Bearer a.b.c\r\n";
      case "hooks" -> signer("only-cds-hooks", address);
      case "writes" -> signer("only-assessments.write", address);
      case "reads" -> signer("only-assessments.read", address);
      case "data" -> "Authorization: " + Clinic.access("user/*.cruds") + "\r\n";
      case "data-of-one" -> "Authorization: " + Clinic.access("patient/*.rs", "access-1") + "\r\n";
      case "clinician", "patient-page" ->
          "Cookie: " + callers.get(caller) + "\r\nSec-Fetch-Site: same-origin\r\n";
      case "forger" -> "Cookie: " + callers.get("clinician") + "\r\nSec-Fetch-Site: cross-site\r\n";
      default -> throw new IllegalArgumentException(caller);
    };
  }

  private static String signer(String name, String address) {
    return "Authorization: Bearer "
        + Token.of("https://%s.example".formatted(name), address).sign()
        + "\r\n";
  }

  @SuppressWarnings("unchecked") // the shape of the file is said in its head
  private static <T> T list(String key) {
    return (T) listed.get(key);
  }

  @Test
  void everyPathLetsInThoseWhoAreListedAndNobodyElse() {
    Map<String, Map<String, String>> paths = list("paths");
    List<String> kinds = list("callers");
    var wrong = new ArrayList<String>();
    var cells = 0;
    for (var path : paths.entrySet()) {
      var address = path.getKey().replace("{assessment}", assessment);
      for (var method : METHODS) {
        var who = path.getValue().get(method);
        var welcome = who == null ? Set.<String>of() : welcome(who, kinds);
        for (var kind : who == null ? SOME : kinds) {
          cells++;
          var status = status(method, address, kind);
          var right =
              who == null
                  ? SHUT.contains(status)
                  : welcome.contains(kind)
                      ? !REFUSED.contains(status) && status > 0 && status < 500
                      : REFUSED.contains(status) || status == 404;
          if (!right) {
            wrong.add("%s %s by %s: %d".formatted(method, path.getKey(), kind, status));
          }
        }
      }
    }
    System.out.printf("access: %d cells, %d wrong%n", cells, wrong.size());
    assertEquals(List.of(), wrong);
  }

  private static Set<String> welcome(String who, List<String> kinds) {
    if (who.equals("anybody")) {
      return Set.copyOf(kinds);
    }
    return who.equals("all")
        ? kinds.stream().filter(it -> !it.equals("garbage")).collect(Collectors.toSet())
        : Set.of(who.split(" "));
  }

  private static int status(String method, String path, String caller) {
    var body = Set.of("POST", "PUT", "PATCH").contains(method) ? body(path) : "";
    var type =
        path.startsWith("/app") || path.startsWith("/launch")
            ? "application/x-www-form-urlencoded"
            : path.startsWith("/fhir") ? Ehr.FHIR_JSON : Ehr.JSON;
    return Raw.status(
        Raw.call(method, path, headers(caller, path) + "Content-Type: " + type + "\r\n", body));
  }

  /** What a call of FHIR needs to be taken for one; a plain one is refused for its caller first. */
  private static String body(String path) {
    if (path.startsWith("/fhir/Patient/")) {
      return "{\"resourceType\":\"Patient\",\"id\":\"%s\"}"
          .formatted(path.substring("/fhir/Patient/".length()));
    }
    return path.startsWith("/fhir/Questionnaire")
        ? Intake.of(Patients.of("S07")).response.toString()
        : "{}";
  }

  @Test
  void noOtherProtocolIsSpoken() {
    var wrong = new ArrayList<String>();
    List<String> upgrades = list("refused-upgrades");
    for (var name : upgrades) {
      var answer =
          Raw.ask(
              ("GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: %s\r\n"
                      + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nSec-JbossRemoting-Key: x\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                  .formatted(name));
      if (Raw.status(answer) == 101 || Raw.answers(answer) != 1) {
        wrong.add(name + ": " + answer.lines().findFirst().orElse(""));
      }
    }
    for (var first :
        List.of(
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0000\u0005hello",
            "JRMI\u0000\u0002K",
            "AJP\r\n\r\n")) {
      var answer = Raw.ask(first);
      if (!answer.isEmpty() && Raw.status(answer) != 400) {
        wrong.add(first + ": " + answer);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void oneRequestGetsOneAnswer() {
    var hidden = "GET /cds-services HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    var first = "GET /index.html HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    var wrong = new ArrayList<String>();
    for (var sent :
        List.of(
            first + "X-Note: a\r\r\r" + hidden,
            first + "X-Note: a\r\r" + hidden,
            first + "X-Note: a\n\r\r" + hidden,
            first + "X-Note: a\r\n\r\r\r" + hidden,
            "GET /index.html HTTP/1.1\r\n X-Note: a\r\nHost: 127.0.0.1\r\n\r\n",
            "GET /index.html HTTP/1.1\r\n\tTransfer-Encoding: chunked\r\nHost: 127.0.0.1\r\n\r\n",
            "POST /cds-services/low-back-triage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + hidden,
            "POST /cds-services/low-back-triage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nContent-Length: 58\r\n\r\n"
                + hidden,
            "POST /cds-services/low-back-triage HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"
                + hidden)) {
      var answer = Raw.ask(sent);
      if (Raw.answers(answer) > 1) {
        wrong.add(sent.replace("\r", "<CR>").replace("\n", "<LF>") + ": " + answer);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noOtherContextAnswers() {
    var wrong = new ArrayList<String>();
    List<String> contexts = list("refused-contexts");
    for (var path : contexts) {
      for (var method : List.of("GET", "POST", "OPTIONS")) {
        for (var caller : List.of("nobody", "clinician")) {
          var status = Raw.status(Raw.call(method, path, headers(caller, path), ""));
          if (!SHUT.contains(status)) {
            wrong.add("%s %s by %s: %d".formatted(method, path, caller, status));
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What the server itself says that it offers: nothing can hide behind a path nobody guesses. */
  @Test
  void serverOffersWhatIsListed() throws IOException {
    var web = "/deployment=plumbline.ear/subdeployment=web.war/subsystem=undertow";
    assertEquals(named("servlets"), children(web, "servlet"));
    assertEquals(named("extensions"), children("", "extension"));
    assertEquals(Set.of("default-server"), children("/subsystem=undertow", "server"));
    var server = "/subsystem=undertow/server=default-server";
    assertEquals(Set.of("default"), children(server, "http-listener"));
    assertEquals(Set.of("https"), children(server, "https-listener"));
    assertEquals(Set.of(), children(server, "ajp-listener"));
    assertEquals(Set.of("default-host"), children(server, "host"));
    assertEquals(Set.of(), children(server + "/host=default-host", "location"));
    assertEquals(Set.of(), children(server + "/host=default-host", "setting"));
    var others =
        children("", "deployment").stream()
            .filter(it -> !it.equals("plumbline.ear") && !it.equals("nothing.war"))
            .toList();
    assertEquals(List.of(), others);
  }

  private static Set<String> named(String key) {
    List<String> names = list(key);
    return new TreeSet<>(names);
  }

  private Set<String> children(String address, String type) throws IOException {
    var at = new ModelNode().setEmptyList();
    Stream.of(address.split("/"))
        .filter(it -> !it.isEmpty())
        .forEach(it -> at.add(it.split("=")[0], it.split("=")[1]));
    var ask = Operations.createOperation("read-children-names", at);
    ask.get("child-type").set(type);
    var answer = management.getControllerClient().execute(ask);
    assertTrue(Operations.isSuccessfulOutcome(answer), answer.toString());
    return Operations.readResult(answer).asList().stream()
        .map(ModelNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
