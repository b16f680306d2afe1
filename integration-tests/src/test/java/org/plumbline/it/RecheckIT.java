package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.it.FakeEhr.Call;
import org.plumbline.it.FakeEhr.Reply;

/**
 * A patient who agrees is reminded when a look again is due, by mail and by text message, and
 * whoever is worse then stands first on the board; seen by a clock that the test moves.
 */
class RecheckIT {
  private static final String MAIL = "dana.reminded@example.org";
  private static final String NUMBER = "+34600111222";
  private static final Pattern LINK = Pattern.compile("http://\\S+(/intake/[A-Za-z0-9_-]+)");
  private static final String BETTER =
      "pain-now=2&trend=improving&rest.ambulance=none&rest.emergency=none&rest.same-day=none";

  @TempDir Path folder;

  private final FakeEhr gateway = new FakeEhr(0).on("/sms", call -> Reply.json(200, "{}"));
  private final int port = freePort();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    mail.stop();
    gateway.close();
  }

  @Test
  void whoAgreesIsRemindedAndWhoIsWorseStandsFirst() throws Exception {
    var server = new ServerProcess("rechecked", 19480, folder);
    server
        .with("PLUMBLINE_URL", server.base())
        .with("PLUMBLINE_TLS", "none")
        .with("PLUMBLINE_SMTP_HOST", "127.0.0.1")
        .with("PLUMBLINE_SMTP_PORT", String.valueOf(port))
        .with("PLUMBLINE_SMTP_FROM", "clinic@example.org")
        .with("PLUMBLINE_SMS_WEBHOOK", gateway.base() + "/sms");
    try (server) {
      server.start();
      assertEquals(
          0,
          server
              .command(
                  "clinics", "set", "--tenant", "demo", "--zone", "UTC", "--call-after-hours", "24")
              .status());
      var other = answered(server, "r0");
      var byMail = answered(server, "r1");
      var bySms = answered(server, "r2");
      var unasked = answered(server, "r3");
      whoAgreesIsKeptSealed(server, byMail, bySms);
      aReminderWaitsUntilTheMailServerIsBack(server);
      var opened = theMailAsksToOpenTheLink();
      assertEquals(id(byMail), id(opened));
      theTextMessageIsSigned(server, bySms);
      whoIsWorseStandsFirst(server, opened, other);
      aForeignLinkIsRefused(server, opened);
      anOldLinkLeadsToTheNewestAnswers(server, unasked);
      nothingAboutAPatientIsLogged(server, List.of(byMail, bySms, unasked));
    }
  }

  /** A link under which all was answered and nothing is wrong. */
  private static String answered(ServerProcess server, String patient) throws Exception {
    var made =
        server.post("/api/intake-links", Ehr.JSON, "{\"patient\":\"%s\"}".formatted(patient));
    assertEquals(201, made.statusCode(), made.body());
    var link = URI.create(Json.parse(made.body()).text("/url").orElseThrow()).getPath();
    answer(server, link);
    return link;
  }

  private static void answer(ServerProcess server, String link) throws Exception {
    var asked =
        server.json("/fhir/Questionnaire/low-back-intake").list("/item").stream()
            .flatMap(it -> it.list("/item").stream())
            .filter(it -> it.node().at("/answerOption").toString().contains("\"N\""))
            .map(it -> it.text("/linkId").orElseThrow())
            .map(it -> "asked=%s&%s=N".formatted(it, it));
    var others =
        Stream.of(
            "asked=age&age=30",
            "asked=sex&sex=male",
            "asked=pain-now&pain-now=4",
            "asked=pain-worst&pain-worst=6",
            "asked=trend&trend=improving",
            "asked=duration-weeks&duration-weeks=1&duration-weeks.unit=d");
    for (var form : Stream.concat(others, asked).toList()) {
      next(send(server, link, form));
    }
    assertEquals(link, next(send(server, link, "review=1")));
  }

  /** What a link has before the time until which it holds, which is longer once all was sent. */
  private static String id(String link) {
    return link.substring(0, "/intake/".length() + 21);
  }

  private static HttpResponse<String> send(ServerProcess server, String path, String form)
      throws Exception {
    return server.post(path, "application/x-www-form-urlencoded", form);
  }

  private static String next(HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static void whoAgreesIsKeptSealed(ServerProcess server, String byMail, String bySms)
      throws Exception {
    assertTrue(server.get(byMail).body().contains("Open this link again on"));
    var calendar = server.get(byMail + "/after/next.ics");
    assertEquals(200, calendar.statusCode());
    assertTrue(calendar.body().startsWith("BEGIN:VCALENDAR\r\n"), calendar.body());
    assertFalse(calendar.body().contains("/intake/"), calendar.body());
    next(send(server, byMail + "/after/diary", "pain=3&trained=light"));
    assertTrue(server.get(byMail).body().contains("<td>3</td><td>Light</td>"));
    next(send(server, byMail + "/after/contact", "channel=mail&agree=1&address=" + MAIL));
    next(
        send(
            server,
            bySms + "/after/contact",
            "channel=sms&agree=1&language=es&address=" + NUMBER.replace("+", "%2B")));
    assertEquals("2", number(server, "select count(*) from patient_contact"));
    assertEquals(
        "0",
        number(
            server,
            "select count(*) from patient_contact where address like '%@%' or address like"
                + " '%600%111%'"));
  }

  private void aReminderWaitsUntilTheMailServerIsBack(ServerProcess server) throws Exception {
    var noon = Instant.now().atOffset(ZoneOffset.UTC).plusDays(3).with(LocalTime.NOON);
    server.moveClock(Duration.between(Instant.now(), noon));
    await(
        () ->
            !"0"
                .equals(
                    number(
                        server,
                        "select coalesce(max(attempts), 0) from outbox where kind = 'MAIL'")));
    assertEquals(
        "1",
        number(server, "select count(*) from outbox where kind = 'MAIL' and state = 'PENDING'"));
    mail.start();
    assertTrue(mail.waitForIncomingEmail(60_000, 1), "the mail did not arrive");
    await(
        () ->
            "1"
                .equals(
                    number(
                        server,
                        "select count(*) from outbox where kind = 'MAIL' and state = 'SENT'")));
  }

  private String theMailAsksToOpenTheLink() throws Exception {
    assertEquals(1, mail.getReceivedMessages().length);
    var message = mail.getReceivedMessages()[0];
    assertEquals(MAIL, message.getAllRecipients()[0].toString());
    assertEquals("A message from your clinic", message.getSubject());
    var text = String.valueOf(message.getContent());
    assertFalse(text.contains("back") || text.contains("pain"), text);
    var link = LINK.matcher(text);
    assertTrue(link.find(), text);
    return link.group(1);
  }

  private void theTextMessageIsSigned(ServerProcess server, String bySms) throws Exception {
    await(() -> !gateway.calls("/sms").isEmpty());
    var call = gateway.calls("/sms").get(0);
    verify(server, call);
    var body = Json.parse(call.body());
    assertEquals(NUMBER, body.text("/to").orElseThrow());
    assertTrue(body.text("/text").orElseThrow().contains(id(bySms)), "not the link");
    assertTrue(body.text("/text").orElseThrow().contains("abra su enlace"), "not in Spanish");
  }

  private static void verify(ServerProcess server, Call call) throws Exception {
    var keys = JWKSet.parse(server.get("/.well-known/jwks.json").body());
    var signature = JWSObject.parse(call.headers().get("plumbline-signature"));
    var key = keys.getKeyByKeyId(signature.getHeader().getKeyID());
    assertTrue(signature.verify(new ECDSAVerifier(key.toECKey())));
    assertEquals(call.body(), signature.getPayload().toString());
  }

  private static void whoIsWorseStandsFirst(ServerProcess server, String link, String other)
      throws Exception {
    var result = server.get(link).body();
    assertTrue(result.contains("It is time for a short check"), result);
    assertTrue(server.get(link + "/recheck").body().contains("name=\"pain-now\""));
    assertEquals(link, next(send(server, other + "/recheck", BETTER)).replace(other, link));
    var open = send(server, link + "/recheck", "pain-now=8");
    assertEquals(422, open.statusCode());
    assertTrue(open.body().contains("class=\"q wrong\" id=\"trend\""), open.body());
    var before = server.assessments().size();
    assertEquals(
        link,
        next(send(server, link + "/recheck", "pain-now=8&trend=worsening&sign=saddle-numbness")));
    assertEquals(before + 1, server.assessments().size());
    assertTrue(server.get(link).body().contains("Go to a hospital now"));
    var first = server.json("/api/worklist");
    assertEquals("Patient/r1", first.text("/assessments/0/patient").orElseThrow());
    assertEquals("emergency", first.text("/assessments/0/disposition").orElseThrow());
    var board = server.get("/app/board").body();
    assertTrue(board.indexOf("r1") > 0 && board.indexOf("r1") < board.indexOf("r0"), board);
    var done =
        server.json("/api/follow-ups?patient=r1&state=done").list("/followUps").stream()
            .map(it -> it.text("/code").orElseThrow())
            .toList();
    assertTrue(done.contains("re-screen"), done.toString());
  }

  private static void aForeignLinkIsRefused(ServerProcess server, String link) throws Exception {
    var before = server.assessments();
    var last = link.charAt(link.length() - 2) == 'A' ? "BB" : "AA";
    for (var foreign :
        List.of("/intake/" + "A".repeat(54), link.substring(0, link.length() - 2) + last)) {
      for (var path : List.of("/recheck", "/after/diary", "/after/contact", "/after/anew")) {
        var answer = send(server, foreign + path, BETTER + "&pain=9&trained=none&stop=1");
        assertEquals(404, answer.statusCode(), path);
      }
      assertEquals(404, server.get(foreign + "/recheck").statusCode());
      assertEquals(404, server.get(foreign + "/after/next.ics").statusCode());
    }
    assertEquals(before, server.assessments());
  }

  private static void anOldLinkLeadsToTheNewestAnswers(ServerProcess server, String old)
      throws Exception {
    var anew = next(send(server, old + "/after/anew", "")).replaceFirst("\\?.*", "");
    assertEquals(200, server.get(anew).statusCode());
    answer(server, anew);
    var before = server.assessments();
    assertEquals(id(anew), id(next(server.get(old))));
    assertEquals(old, next(send(server, old + "/recheck", BETTER)));
    assertEquals(before, server.assessments());
  }

  private static void nothingAboutAPatientIsLogged(ServerProcess server, List<String> links)
      throws Exception {
    var log = Files.readString(server.log());
    for (var told :
        List.of(
            "dana.reminded", NUMBER.substring(1), "saddle", "worsening", "Patient/", "abra su")) {
      assertFalse(log.contains(told), told);
    }
    for (var link : links) {
      assertFalse(log.contains(link.substring("/intake/".length())), "a link");
    }
  }

  private static String number(ServerProcess server, String sql) throws Exception {
    try (var connection = server.connect();
        var query = connection.createStatement();
        var rows = query.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    for (var turn = 0; !condition.holds(); turn++) {
      assertTrue(turn < 300, "waited for thirty seconds");
      Thread.sleep(100);
    }
  }
}
