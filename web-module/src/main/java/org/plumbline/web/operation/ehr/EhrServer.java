package org.plumbline.web.operation.ehr;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.outbound.SmartServer;

/**
 * The FHIR server of an EHR, which is only read.
 *
 * @param base its address, without a slash at the end
 * @param token for searches; empty when the server asks for none, or none is at hand
 * @param privateAddresses whether it may lie in a private network, or answer plain http
 */
record EhrServer(Outbound outbound, String base, Optional<String> token, boolean privateAddresses) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * What was answered.
   *
   * @param status the HTTP status; 0 when there was no answer
   * @param json empty when the body is no JSON object
   * @param why what went wrong; empty when nothing did
   */
  record Answer(int status, Optional<JsonObject> json, String why) {
    boolean isGood() {
      return status == 200 && json.isPresent();
    }
  }

  /** Reads a path beneath the base; the token is not sent to what everybody may read. */
  Answer get(String path, boolean withToken) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(LIMIT)
              .header(
                  "Accept", path.startsWith("/.") ? "application/json" : "application/fhir+json")
              .GET();
      token
          .filter(it -> withToken)
          .ifPresent(it -> request.header("Authorization", "Bearer " + it));
      var answer = outbound.send(request.build(), privateAddresses);
      return new Answer(answer.status(), json(answer.body()), "status " + answer.status());
    } catch (Refused e) {
      return new Answer(0, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static Optional<JsonObject> json(byte[] body) {
    try {
      return Optional.of(SmartServer.json(body));
    } catch (Refused e) {
      return Optional.empty();
    }
  }
}
