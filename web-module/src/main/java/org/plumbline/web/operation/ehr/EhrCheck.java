package org.plumbline.web.operation.ehr;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.web.document.Hook;

/**
 * Reads what an EHR says of itself, and what of it does not fit what we ask: discovery of SMART,
 * the capability statement, and the searches of our prefetch.
 */
final class EhrCheck {
  private static final List<String> WRITTEN = List.of("ServiceRequest", "Task", "Communication");
  private static final String SMART = "/.well-known/smart-configuration";

  private final EhrServer server;
  private final Report report = new Report();

  EhrCheck(EhrServer server) {
    this.server = server;
  }

  /**
   * The report.
   *
   * @param patient the id of a test patient whose record is searched; no search when it is blank
   */
  Report of(String patient) {
    smart();
    metadata();
    if (patient.isBlank()) {
      report.note("No patient was given, so no search was tried: --patient <id of a test patient>");
    } else {
      new EhrSearches(server, report).of(patient, templates());
    }
    return report;
  }

  /** Every search and read of our prefetch, once. */
  static Map<String, String> templates() {
    var templates = new LinkedHashMap<String, String>();
    Arrays.stream(Hook.values()).forEach(it -> templates.putAll(it.prefetch()));
    templates.remove(Hook.ENCOUNTER);
    return templates;
  }

  private void smart() {
    var answer = server.get(SMART, false);
    if (!answer.isGood()) {
      report.missing(
          "SMART configuration (%s): %s. Launch, sign-in and write-back do not work; hooks with prefetch do"
              .formatted(SMART, answer.why()));
      return;
    }
    var said = answer.json().orElseThrow();
    for (var it : List.of("authorization_endpoint", "token_endpoint")) {
      report.either(said.containsKey(it), "SMART: " + it, "No launch");
    }
    for (var it : List.of("issuer", "jwks_uri")) {
      report.either(
          said.containsKey(it),
          "SMART: " + it,
          "Nobody can be signed in: id tokens are not checked");
    }
    var capabilities = texts(said, "capabilities");
    report.either(
        capabilities.contains("client-confidential-asymmetric"),
        "SMART: client-confidential-asymmetric (private_key_jwt)",
        "Our only way to sign in as a client");
    report.either(
        capabilities.contains("launch-ehr") || capabilities.contains("launch-standalone"),
        "SMART: launch-ehr or launch-standalone",
        "No launch");
    report.either(
        texts(said, "code_challenge_methods_supported").contains("S256"),
        "SMART: PKCE with S256",
        "We send it in every launch");
    var signing = texts(said, "token_endpoint_auth_signing_alg_values_supported");
    if (!signing.isEmpty() && !signing.contains("ES384")) {
      report.missing("SMART: signing with ES384; offered: " + String.join(", ", signing));
    }
    if (!capabilities.contains("permission-v2")) {
      report.note("SMART: permission-v2 not named; our scopes are written as patient/Task.cruds");
    }
  }

  private void metadata() {
    var answer = server.get("/metadata", false);
    if (!answer.isGood()) {
      report.missing(
          "Capability statement (/metadata): %s. Nothing is asked of this server"
              .formatted(answer.why()));
      return;
    }
    var statement = answer.json().orElseThrow();
    var version = statement.getString("fhirVersion", "not said");
    report.either(version.startsWith("4.0"), "FHIR R4 (%s)".formatted(version), "We read R4 alone");
    var resources = objects(statement, "rest").flatMap(it -> objects(it, "resource")).toList();
    templates().forEach((key, template) -> declared(resources, key, template));
    for (var type : WRITTEN) {
      if (!interactions(resources, type).contains("create")) {
        report.note(
            type + ": create is not declared; what a clinician confirms stays with us as pending");
      }
    }
  }

  private void declared(List<JsonObject> resources, String key, String template) {
    var type = template.split("[/?]")[0];
    var search = template.contains("?");
    var needed = search ? "search-type" : "read";
    var what = "%s: %s of %s".formatted(key, needed, type);
    if (!interactions(resources, type).contains(needed)) {
      report.note(what + " is not declared; send it as prefetch, else it is not assessed");
      return;
    }
    var known =
        named(resources, type)
            .flatMap(it -> objects(it, "searchParam"))
            .map(it -> it.getString("name", ""))
            .collect(Collectors.toSet());
    var absent =
        search
            ? parameters(template).filter(it -> !known.contains(it)).toList()
            : List.<String>of();
    if (absent.isEmpty()) {
      report.good(what);
    } else {
      report.note(what + ", without the parameters " + String.join(", ", absent));
    }
  }

  /** The parameters of a search, save those that shape the result. */
  private static Stream<String> parameters(String template) {
    return Arrays.stream(template.split("\\?")[1].split("&"))
        .map(it -> it.split("=")[0])
        .filter(it -> !it.startsWith("_"));
  }

  private static Set<String> interactions(List<JsonObject> resources, String type) {
    return named(resources, type)
        .flatMap(it -> objects(it, "interaction"))
        .map(it -> it.getString("code", ""))
        .collect(Collectors.toSet());
  }

  private static Stream<JsonObject> named(List<JsonObject> resources, String type) {
    return resources.stream().filter(it -> it.getString("type", "").equals(type));
  }

  /** The objects of an array; none when it is missing or something else. */
  static Stream<JsonObject> objects(JsonObject of, String name) {
    return values(of, name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  private static List<String> texts(JsonObject of, String name) {
    return values(of, name)
        .filter(JsonString.class::isInstance)
        .map(it -> ((JsonString) it).getString())
        .toList();
  }

  private static Stream<JsonValue> values(JsonObject of, String name) {
    return Optional.ofNullable(of.get(name))
        .filter(JsonArray.class::isInstance)
        .map(it -> ((JsonArray) it).stream())
        .orElse(Stream.empty());
  }
}
