package org.plumbline.it;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.plumbline.it.FakeEhr.Reply;
import org.plumbline.it.Keys.Token;

/**
 * An EHR that calls the hook steadily, signs each call, and asks about another patient each time.
 * It keeps how it was answered, and every message that it is sent.
 */
final class SteadyEhr implements AutoCloseable {
  private static final String NAME = "steady";
  private static final String ISSUER = "https://steady.example";
  private static final String FIRST_KEY = Keys.EC.getKeyID();

  /** Discovery says by which name our form is asked for. */
  private static final Pattern FORM =
      Pattern.compile("questionnaire=(https://[^&\"]+/Questionnaire/low-back-intake)");

  /** An EHR gives a call up then; what comes later is no answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What is special about a call. */
  enum Kind {
    /** An emergency, with everything that is needed to see that. */
    WHOLE,
    /** The same, signed with a key that the server has not fetched yet. */
    NEW_KEY,
    /** The intake must be fetched from the EHR. */
    WITHOUT_INTAKE,
    /** The rest of the record must be fetched from the EHR. */
    WITHOUT_RECORD,
    /** Whoever calls has nothing grave. */
    MILD
  }

  /**
   * One call and how it was answered.
   *
   * @param begun as of {@link System#nanoTime()}
   * @param status 0 when there was no answer
   * @param notAssessed whether the card says that nothing could be assessed
   * @param again whether another node was asked, since the first gave no answer
   */
  record Call(
      String patient,
      Kind kind,
      long begun,
      long ended,
      int status,
      boolean critical,
      boolean notAssessed,
      Optional<UUID> assessment,
      boolean again) {
    /**
     * A token whose key cannot be had cannot be trusted, and without an intake there is nothing to
     * assess: 401 and 412 are answers too. When the record breaks between patient and intake, the
     * card says that nothing was assessed.
     */
    boolean answered() {
      return switch (kind) {
        case WHOLE, WITHOUT_RECORD -> status == 200 && critical;
        case NEW_KEY -> status == 401 || (status == 200 && critical);
        case WITHOUT_INTAKE -> status == 412 || (status == 200 && (critical || notAssessed));
        case MILD -> status == 200;
      };
    }

    /** Whether nothing was missing: an emergency that was seen and recorded. */
    boolean whole() {
      return status == 200 && critical && assessment.isPresent();
    }

    long millis() {
      return (ended - begun) / 1_000_000;
    }
  }

  private final FakeEhr self = new FakeEhr(0).withoutNotes();
  private final Map<String, Set<String>> messages = new ConcurrentHashMap<>();
  private final AtomicLong deliveries = new AtomicLong();
  private final AtomicInteger number = new AtomicInteger();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<ServerProcess> nodes = new ArrayList<>();
  private final String form;
  private volatile long deliveredAt = System.nanoTime();
  private volatile String newKey = FIRST_KEY;
  private volatile String fhirServer = "";

  /** An EHR of a server that runs. */
  SteadyEhr(ServerProcess server) throws IOException, InterruptedException {
    nodes.add(server);
    form =
        FORM.matcher(server.get("/cds-services").body())
            .results()
            .map(it -> it.group(1))
            .findFirst()
            .orElseThrow();
    self.on("/keys", call -> Reply.json(200, keys()))
        .on("/webhook", this::receive)
        .on("/fhir", call -> fhir(call.path()));
  }

  int port() {
    return self.port();
  }

  /** Registers it; each address may be that of a proxy. */
  void register(int keys, int fhir, int webhook) throws IOException, InterruptedException {
    var said =
        nodes
            .get(0)
            .command(
                "clients",
                "add",
                "--name",
                NAME,
                "--tenant",
                "demo",
                "--issuer",
                ISSUER,
                "--scope",
                "cds-hooks",
                "--private-addresses",
                "--jwks",
                "http://127.0.0.1:%d/keys".formatted(keys),
                "--fhir-server",
                fhirServer(fhir),
                "--webhook",
                "http://127.0.0.1:%d/webhook".formatted(webhook));
    if (said.status() != 0) {
      throw new IllegalStateException(said.text());
    }
    this.fhirServer = fhirServer(fhir);
    Registration.settle();
  }

  private static String fhirServer(int port) {
    return "http://127.0.0.1:%d/fhir".formatted(port);
  }

  /** Calls this node too, in turn. */
  void alsoCalls(ServerProcess other) {
    nodes.add(other);
  }

  /** Publishes a key that the server does not know yet. */
  void publishes(String key) {
    newKey = key;
  }

  private String keys() {
    var published = new ArrayList<JWK>(List.of(Keys.EC));
    if (!newKey.equals(FIRST_KEY)) {
      published.add(new ECKey.Builder(Keys.ROTATED.toPublicJWK()).keyID(newKey).build());
    }
    return new JWKSet(published).toPublicJWKSet().toString();
  }

  private Reply receive(FakeEhr.Call call) {
    var message = Json.parse(call.body());
    if (message.text("/event").orElse("").equals("disposition")) {
      messages
          .computeIfAbsent(
              message.text("/assessment").orElseThrow(), it -> ConcurrentHashMap.newKeySet())
          .add(message.text("/id").orElseThrow());
      deliveries.incrementAndGet();
      deliveredAt = System.nanoTime();
    }
    return Reply.json(200, "{\"taken\":true}");
  }

  private Reply fhir(String path) {
    var patient = path.replaceAll(".*(?:patient=|/Patient/)([A-Za-z0-9-]+).*", "$1");
    if (path.contains("/Patient/")) {
      return Reply.json(
          200,
          "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"gender\":\"female\",\"birthDate\":\"1985-12-01\"}"
              .formatted(patient));
    }
    var entry =
        path.contains("/QuestionnaireResponse")
            ? "{\"resource\":%s}".formatted(response(patient, "Y"))
            : "";
    return Reply.json(
        200,
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[%s]}".formatted(entry));
  }

  /** What was told of an assessment: the ids of the messages. */
  Set<String> messagesAbout(String assessment) {
    return messages.getOrDefault(assessment, Set.of());
  }

  /** How often a message came, whichever. */
  long deliveries() {
    return deliveries.get();
  }

  /** When the last message came, as of {@link System#nanoTime()}. */
  long deliveredAt() {
    return deliveredAt;
  }

  /** Calls that go on until it is closed. */
  final class Round implements AutoCloseable {
    private final ConcurrentLinkedQueue<Call> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledFuture<?> calling;

    private Round(String patients, int eachSecond, List<Kind> kinds) {
      var turn = new AtomicInteger();
      calling =
          clock.scheduleAtFixedRate(
              () -> {
                var call = turn.getAndIncrement();
                open.incrementAndGet();
                callers.execute(() -> call(patients, call, kinds.get(call % kinds.size())));
              },
              0,
              1_000_000 / eachSecond,
              TimeUnit.MICROSECONDS);
    }

    private void call(String patients, int turn, Kind kind) {
      try {
        done.add(SteadyEhr.this.call(patients + "-" + number.incrementAndGet(), turn, kind));
      } finally {
        open.decrementAndGet();
      }
    }

    /** Those that have ended. */
    Iterable<Call> calls() {
      return done;
    }

    /** Ends it, and gives all calls once the last is answered or given up. */
    List<Call> end() throws InterruptedException {
      calling.cancel(false);
      while (open.get() > 0) {
        Thread.sleep(10);
      }
      return List.copyOf(done);
    }

    @Override
    public void close() {
      calling.cancel(false);
    }
  }

  /**
   * Begins to call.
   *
   * @param patients how the names of the patients begin
   * @param kinds of the calls, in turn
   */
  Round calls(String patients, int eachSecond, List<Kind> kinds) {
    return new Round(patients, eachSecond, kinds);
  }

  private Call call(String patient, int turn, Kind kind) {
    var begun = System.nanoTime();
    var body = body(patient, kind);
    for (var attempt = 0; ; attempt++) {
      var node = nodes.get((turn + attempt) % nodes.size());
      try {
        var answer = node.post(Ehr.HOOK, token(node, kind), PATIENCE, body);
        return new Call(
            patient,
            kind,
            begun,
            System.nanoTime(),
            answer.statusCode(),
            answer.body().contains("\"critical\""),
            answer.body().contains("no red flag was assessed"),
            answer.headers().firstValue("Plumbline-Assessment").map(UUID::fromString),
            attempt > 0);
      } catch (IOException noAnswer) {
        if (attempt + 1 >= nodes.size()) {
          return none(patient, kind, begun);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return none(patient, kind, begun);
      }
    }
  }

  private static Call none(String patient, Kind kind, long begun) {
    return new Call(
        patient, kind, begun, System.nanoTime(), 0, false, false, Optional.empty(), false);
  }

  private String token(ServerProcess node, Kind kind) {
    var token = Token.of(ISSUER, node.base() + Ehr.HOOK);
    return kind == Kind.NEW_KEY && !newKey.equals(FIRST_KEY)
        ? token.kid(newKey).signedBy(Keys.ROTATED).sign()
        : token.sign();
  }

  private String body(String patient, Kind kind) {
    var intake =
        kind == Kind.WITHOUT_INTAKE
            ? ""
            : "\"intake\":" + response(patient, kind == Kind.MILD ? "N" : "Y");
    var server =
        kind == Kind.WITHOUT_INTAKE || kind == Kind.WITHOUT_RECORD
            ? """
            "fhirServer":"%s","fhirAuthorization":{"access_token":"of-the-ehr","token_type":"Bearer","expires_in":300,"scope":"patient/*.read","subject":"plumbline"},"""
                .formatted(fhirServer)
            : "";
    return """
        {"hook":"patient-view","hookInstance":"%s",%s"context":{"userId":"Practitioner/1","patientId":"%s"},"prefetch":{%s}}"""
        .formatted(UUID.randomUUID(), server, patient, intake);
  }

  private String response(String patient, String numbness) {
    var authored = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    return """
        {"resourceType":"QuestionnaireResponse","id":"r-%1$s","questionnaire":"%3$s","status":"completed","subject":{"reference":"Patient/%1$s"},"authored":"%2$s",
         "item":[{"linkId":"saddle-numbness","answer":[{"valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/v2-0136","code":"%4$s"}}]}]}"""
        .formatted(patient, authored, form, numbness);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    callers.shutdownNow();
    self.close();
  }
}
