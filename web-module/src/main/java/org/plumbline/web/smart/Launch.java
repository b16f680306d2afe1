package org.plumbline.web.smart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.plumbline.clinic.Client;
import org.plumbline.clinic.SmartSessions;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.json.Build;
import org.plumbline.web.outbound.BackendToken;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.outbound.SmartServer;
import org.plumbline.web.outbound.SmartServer.Endpoints;
import org.plumbline.web.registry.Registry;

/**
 * The SMART App Launch on the server, from an EHR or by itself. See <a
 * href="https://hl7.org/fhir/smart-app-launch/app-launch.html">SMART App Launch</a>.
 */
@ApplicationScoped
class Launch {
  private static final Duration PENDING = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(8);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int DEFAULT_SECONDS = 300;
  private static final String SCOPE =
      "openid fhirUser patient/Patient.rs patient/ServiceRequest.cruds patient/Task.cruds patient/Communication.cruds";

  private Registry registry;
  private SmartServer servers;
  private SmartSessions sessions;
  private BackendToken tokens;
  private Outbound outbound;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Launch() {} // required by the container

  @Inject
  Launch(
      Registry registry,
      SmartServer servers,
      SmartSessions sessions,
      BackendToken tokens,
      Outbound outbound,
      Clock clock) {
    this.registry = registry;
    this.servers = servers;
    this.sessions = sessions;
    this.tokens = tokens;
    this.outbound = outbound;
    this.clock = clock;
  }

  /**
   * Where the browser goes next, and what it must bring back.
   *
   * @param secret for the cookie
   */
  record Begun(URI authorize, String secret) {}

  /** What somebody signs in for. */
  enum Purpose {
    /** One patient, as SMART App Launch has it. */
    PATIENT,
    /** The clinic: the board, the follow-ups and the knowledge. By OpenID Connect alone. */
    CLINIC
  }

  /** A launch that is under way. */
  record Pending(
      String client, String iss, String verifier, String browser, String nonce, Purpose purpose) {
    String json() {
      return Build.object()
          .add("client", client)
          .add("iss", iss)
          .add("verifier", verifier)
          .add("browser", browser)
          .add("nonce", nonce)
          .add("purpose", purpose.name())
          .build()
          .toString();
    }

    static Pending of(String text) {
      try (var reader = Build.reader(new StringReader(text))) {
        var json = reader.readObject();
        return new Pending(
            json.getString("client"),
            json.getString("iss"),
            json.getString("verifier"),
            json.getString("browser"),
            json.getString("nonce"),
            Purpose.valueOf(json.getString("purpose", Purpose.PATIENT.name())));
      }
    }
  }

  /**
   * Begins a launch.
   *
   * @param iss the FHIR server; nothing is asked of one that is not registered
   * @param launch the handle of the EHR; empty when we are opened by ourselves
   * @throws Refused if the server is not registered or cannot be reached
   */
  Begun begin(String iss, Optional<String> launch, String redirect, Purpose purpose)
      throws Refused {
    var client = client(iss);
    var endpoints = servers.of(client, URI.create(iss));
    var state = Seal.secret();
    var browser = Seal.secret();
    var verifier = Seal.secret();
    var nonce = Seal.secret();
    var pending =
        new Pending(client.name(), iss, verifier, Seal.hash("browser", browser), nonce, purpose);
    var scope =
        purpose == Purpose.CLINIC
            ? "openid fhirUser"
            : SCOPE + (launch.isPresent() ? " launch" : " launch/patient");
    sessions.add(Seal.hash("state", state), client, PENDING, Seal.seal(state, pending.json()));
    var query =
        BackendToken.form(
            Map.of(
                "response_type",
                "code",
                "client_id",
                client.smartClientId().orElseThrow(),
                "redirect_uri",
                redirect,
                "scope",
                scope,
                "state",
                state,
                "nonce",
                nonce,
                "aud",
                iss,
                "code_challenge",
                Seal.challenge(verifier),
                "code_challenge_method",
                "S256"));
    var handle = launch.map(it -> "&" + BackendToken.form(Map.of("launch", it))).orElse("");
    var separator = endpoints.authorize().getQuery() == null ? "?" : "&";
    return new Begun(URI.create(endpoints.authorize() + separator + query + handle), browser);
  }

  private Client client(String iss) throws Refused {
    try {
      return registry
          .ofFhirServer(URI.create(iss))
          .filter(it -> it.smartClientId().isPresent())
          .orElseThrow(() -> Refused.because("this FHIR server is not registered"));
    } catch (IllegalArgumentException e) {
      throw Refused.because("iss is no address");
    }
  }

  /** The launch that a state belongs to; each state is good once. */
  Optional<Pending> pending(String state) {
    return sessions
        .take(Seal.hash("state", state))
        .flatMap(it -> Seal.open(state, it))
        .map(Pending::of);
  }

  /** Whether the browser that comes back is the one that left. */
  static boolean isSameBrowser(Pending pending, Optional<String> secret) {
    return secret.filter(it -> Seal.hash("browser", it).equals(pending.browser())).isPresent();
  }

  /**
   * Changes the code for a token and keeps the session, under a secret of its own.
   *
   * @throws Refused if the EHR gives no token, or no patient with it
   */
  Session finish(Pending pending, String code, String redirect) throws Refused {
    var client = client(pending.iss());
    var endpoints = servers.of(client, URI.create(pending.iss()));
    var id = client.smartClientId().orElseThrow();
    var form =
        BackendToken.form(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                redirect,
                "code_verifier",
                pending.verifier(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                tokens.assertion(id, endpoints.token())));
    var answer = SmartServer.json(tokens.post(endpoints.token(), form, client));
    var session = session(pending, answer, user(answer, endpoints, client, pending));
    var life =
        answer.get("expires_in") instanceof JsonNumber number
            ? Duration.ofSeconds(number.intValue())
            : Duration.ofSeconds(DEFAULT_SECONDS);
    sessions.add(
        Seal.hash("session", session.secret()),
        client,
        life.compareTo(LONGEST) > 0 ? LONGEST : life,
        session.sealed());
    return session;
  }

  private static Session session(Pending pending, JsonObject answer, Optional<String> user)
      throws Refused {
    var token = answer.getString("access_token", "");
    var patient =
        Optional.ofNullable(answer.getString("patient", null))
            .flatMap(it -> Reference.to("Patient", it));
    if (pending.purpose() == Purpose.CLINIC && user.isEmpty()) {
      throw Refused.because("the EHR did not say who signed in");
    }
    if (pending.purpose() == Purpose.PATIENT && (token.isEmpty() || patient.isEmpty())) {
      throw Refused.because("the EHR gave no token, or no patient with it");
    }
    return new Session(
        Seal.secret(),
        pending.client(),
        pending.iss(),
        token,
        pending.purpose() == Purpose.CLINIC ? Optional.empty() : patient.map(PatientReference::new),
        Optional.ofNullable(answer.getString("appContext", null)),
        answer.getBoolean("need_patient_banner", true),
        user);
  }

  /** Who signed in, when the EHR says so and it is true. */
  private Optional<String> user(
      JsonObject answer, Endpoints endpoints, Client client, Pending pending) throws Refused {
    var token = answer.getString("id_token", "");
    if (token.isEmpty() || endpoints.keys().isEmpty()) {
      return Optional.empty();
    }
    try {
      var signed = SignedJWT.parse(token);
      var request = HttpRequest.newBuilder(endpoints.keys().get()).timeout(LIMIT).GET().build();
      var set =
          JWKSet.parse(new String(outbound.send(request, client.privateAddresses()).body(), UTF_8));
      var key = set.getKeyByKeyId(signed.getHeader().getKeyID());
      if (key == null
          || !signed.getHeader().getAlgorithm().getName().equals("RS256")
          || !signed.verify(new RSASSAVerifier(key.toRSAKey()))
          || !fits(signed.getJWTClaimsSet(), endpoints, client, pending)) {
        throw Refused.because("the id token of the EHR does not hold");
      }
      return Optional.ofNullable(signed.getJWTClaimsSet().getStringClaim("fhirUser"));
    } catch (ParseException | JOSEException | ClassCastException e) {
      throw Refused.because("the id token of the EHR cannot be read");
    }
  }

  private boolean fits(JWTClaimsSet claims, Endpoints endpoints, Client client, Pending pending)
      throws ParseException {
    var ours = claims.getAudience().contains(client.smartClientId().orElseThrow());
    var issuer = endpoints.issuer().map(it -> it.equals(claims.getIssuer())).orElse(true);
    var expires = claims.getExpirationTime();
    var nonce = claims.getStringClaim("nonce");
    return ours
        && issuer
        && (nonce == null || nonce.equals(pending.nonce()))
        && expires != null
        && expires.toInstant().isAfter(clock.instant());
  }

  /** Ends the session of a browser. */
  void end(String secret) {
    var ended = sessions.take(Seal.hash("session", secret));
    assert ended.isEmpty() || !ended.get().isEmpty();
  }

  /** The session of a browser; empty when it has none or it has ended. */
  Optional<Session> session(Optional<String> secret) {
    return secret.flatMap(
        it -> sessions.find(Seal.hash("session", it)).flatMap(text -> Session.open(it, text)));
  }
}
