package org.plumbline.web.access.launch;

import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.json.Build;

/**
 * What a launch led to. It stays on the server.
 *
 * @param secret what the browser holds, by cookie
 * @param client the name of the registered client
 * @param iss the FHIR server that launched us
 * @param token the access token
 * @param patient the patient in context; empty when a clinician signed in for the clinic
 * @param appContext what our card handed to the EHR; empty when the EHR does not pass it on
 * @param banner whether we must show who the patient is
 * @param user the clinician who signed in, as a reference
 */
public record Session(
    String secret,
    String client,
    String iss,
    String token,
    Optional<PatientReference> patient,
    Optional<String> appContext,
    boolean banner,
    String user) {

  String sealed() {
    var json =
        Build.object()
            .add("client", client)
            .add("iss", iss)
            .add("token", token)
            .add("banner", banner)
            .add("user", user);
    patient.ifPresent(it -> json.add("patient", it.value()));
    appContext.ifPresent(it -> json.add("appContext", it));
    return Seal.seal(secret, json.build().toString());
  }

  /** The session that was kept; empty when it is none, or not that of a clinician. */
  static Optional<Session> open(String secret, String sealed) {
    return Seal.open(secret, sealed)
        .map(Session::read)
        .filter(it -> IdToken.isClinician(it.getString("user", ""), it.getString("iss")))
        .map(it -> of(secret, it));
  }

  private static JsonObject read(String text) {
    try (var reader = Build.reader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static Session of(String secret, JsonObject json) {
    return new Session(
        secret,
        json.getString("client"),
        json.getString("iss"),
        json.getString("token"),
        Optional.ofNullable(json.getString("patient", null)).map(PatientReference::new),
        Optional.ofNullable(json.getString("appContext", null)),
        json.getBoolean("banner"),
        json.getString("user"));
  }

  @Override
  public String toString() {
    return "session of " + client;
  }
}
