package org.plumbline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls the deployed server as an EHR would: over HTTP, and with nothing that a real client could
 * not do.
 */
final class Ehr {
  static final String JSON = "application/json";
  static final String FHIR_JSON = "application/fhir+json";
  static final String HOOK = "/cds-services/low-back-triage";
  static final String PROCESS = "/fhir/Questionnaire/$process-response";

  static final URI BASE = URI.create("http://127.0.0.1:" + System.getProperty("it.port"));
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Ehr() {}

  /** What came back. */
  record Answer(int status, String type, Optional<String> assessment, String body) {
    Json json() {
      return Json.parse(body);
    }
  }

  static Answer get(String path) {
    return send(HttpRequest.newBuilder(BASE.resolve(path)).GET());
  }

  static Answer post(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(BASE.resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  static Answer put(String path, String type, String body) {
    return send(
        HttpRequest.newBuilder(BASE.resolve(path))
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(body)));
  }

  static Answer send(HttpRequest.Builder request) {
    var answer = answer(raw(request));
    Bodies.keep(answer);
    return answer;
  }

  /** The answer with all its headers. */
  static HttpResponse<String> raw(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<String> response) {
    var headers = response.headers();
    return new Answer(
        response.statusCode(),
        headers.firstValue("Content-Type").orElse(""),
        headers.firstValue("Plumbline-Assessment"),
        response.body());
  }
}
