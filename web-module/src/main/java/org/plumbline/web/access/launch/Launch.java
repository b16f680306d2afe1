package org.plumbline.web.access.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.client.Client;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.key.SmartSessions;
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
public class Launch {
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

  @SuppressWarnings("NullAway.Init")
  protected Launch() {} // required by the container

  @Inject
  Launch(
      Registry registry,
      SmartServer servers,
      SmartSessions sessions,
      BackendToken tokens,
      Outbound outbound) {
    this.registry = registry;
    this.servers = servers;
    this.sessions = sessions;
    this.tokens = tokens;
    this.outbound = outbound;
  }

  /**
   * Where the browser goes next, and what it must bring back.
   *
   * @param secret for the cookie
   */
  public record Begun(URI authorize, String secret) {}

  /**
   * Where a launch comes from.
   *
   * @param iss the FHIR server
   * @param client the registered client; empty when the address did not name one
   */
  public record From(String iss, Optional<String> client) {}

  /** What somebody signs in for. */
  public enum Purpose {
    /** One patient, as SMART App Launch has it. */
    PATIENT,
    /** The clinic: the board, the follow-ups and the knowledge. By OpenID Connect alone. */
    CLINIC
  }

  /** A launch that is under way. */
  public record Pending(
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
   * @param from where it comes from; nothing is asked of a server that is not registered
   * @param launch the handle of the EHR; empty when we are opened by ourselves
   * @param known the secret of this browser when other launches of it are under way: a clinician
   *     opens two patients in two tabs
   * @throws Refused if the server is not registered or cannot be reached
   * @throws SignInRefused if it is not clear for which clinic
   */
  public Begun begin(
      From from, Optional<String> launch, String redirect, Purpose purpose, Optional<String> known)
      throws Refused, SignInRefused {
    var iss = from.iss();
    var client = client(from);
    var endpoints = servers.of(client, URI.create(iss));
    var state = Seal.secret();
    var browser = known.orElseGet(Seal::secret);
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

  /**
   * The one client that was meant. The FHIR server alone does not say it when several clinics have
   * their records there: then the EHR decides who may use which registration.
   */
  private Client client(From from) throws Refused, SignInRefused {
    var candidates =
        at(from.iss()).stream()
            .filter(it -> from.client().map(it.name()::equals).orElse(true))
            .toList();
    if (candidates.isEmpty()) {
      throw Refused.because("this FHIR server is not registered");
    }
    if (candidates.stream().map(Client::tenant).distinct().count() > 1) {
      throw SignInRefused.ambiguous();
    }
    return candidates.get(0);
  }

  private List<Client> at(String iss) throws Refused {
    try {
      return registry.ofFhirServer(URI.create(iss)).stream()
          .filter(it -> it.smartClientId().isPresent())
          .toList();
    } catch (IllegalArgumentException e) {
      throw Refused.because("iss is no address");
    }
  }

  /** The client for which a launch was begun, if it is still registered with that server. */
  private Client client(Pending pending) throws Refused {
    return at(pending.iss()).stream()
        .filter(it -> it.name().equals(pending.client()))
        .findFirst()
        .orElseThrow(() -> Refused.because("the client of this launch is not registered any more"));
  }

  /** The launch that a state belongs to; each state is good once. */
  public Optional<Pending> pending(String state) {
    return sessions
        .take(Seal.hash("state", state))
        .flatMap(it -> Seal.open(state, it))
        .map(Pending::of);
  }

  /** Whether the browser that comes back is the one that left. */
  public static boolean isSameBrowser(Pending pending, Optional<String> secret) {
    return secret.filter(it -> Seal.hash("browser", it).equals(pending.browser())).isPresent();
  }

  /**
   * Changes the code for a token and keeps the session, under a secret of its own.
   *
   * @throws Refused if the EHR gives no token, or no patient with it
   * @throws SignInRefused if whoever signed in is no clinician
   */
  public Session finish(Pending pending, String code, String redirect)
      throws Refused, SignInRefused {
    var client = client(pending);
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
    var session = session(pending, answer, clinician(answer, endpoints, client, pending));
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

  private static Session session(Pending pending, JsonObject answer, String user) throws Refused {
    var token = answer.getString("access_token", "");
    var patient =
        Optional.ofNullable(answer.getString("patient", null))
            .flatMap(it -> Reference.to("Patient", it));
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

  /** The clinician who signed in. */
  private String clinician(JsonObject answer, Endpoints endpoints, Client client, Pending pending)
      throws Refused, SignInRefused {
    var token = answer.getString("id_token", "");
    if (token.isEmpty() || endpoints.keys().isEmpty() || endpoints.issuer().isEmpty()) {
      throw Refused.because("the EHR did not say who signed in");
    }
    var user =
        new IdToken(
                endpoints.issuer().get(),
                client.smartClientId().orElseThrow(),
                pending.nonce(),
                keys(endpoints.keys().get(), client))
            .fhirUser(token);
    if (!IdToken.isClinician(user, pending.iss())) {
      throw SignInRefused.notAClinician();
    }
    return user;
  }

  private JWKSet keys(URI address, Client client) throws Refused {
    var request = HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
    try {
      return JWKSet.parse(
          new String(outbound.send(request, client.privateAddresses()).body(), UTF_8));
    } catch (ParseException e) {
      throw Refused.because("the keys of the EHR cannot be read");
    }
  }

  /** Ends the session of a browser. */
  public void end(String secret) {
    var ended = sessions.take(Seal.hash("session", secret));
    assert ended.isEmpty() || !ended.get().isEmpty();
  }

  /** The session of a browser; empty when it has none or it has ended. */
  Optional<Session> session(Optional<String> secret) {
    return secret.flatMap(
        it -> sessions.find(Seal.hash("session", it)).flatMap(text -> Session.open(it, text)));
  }
}
