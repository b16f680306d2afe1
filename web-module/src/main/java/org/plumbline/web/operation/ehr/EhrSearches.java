package org.plumbline.web.operation.ehr;

import static org.plumbline.web.operation.ehr.EhrCheck.objects;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.web.intake.CodeSystems;

/** Tries the searches of our prefetch for one patient; counts, and shows nothing of the record. */
final class EhrSearches {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");
  private static final List<String> CODED = List.of("code", "medicationCodeableConcept");

  private final EhrServer server;
  private final Report report;

  EhrSearches(EhrServer server, Report report) {
    this.server = server;
    this.report = report;
  }

  void of(String patient, Map<String, String> templates) {
    if (!ID.matcher(patient).matches()) {
      report.missing(
          "The patient's id is none of FHIR (1 to 64 letters, digits, hyphens, dots): every hook call is refused");
      return;
    }
    var encoded = URLEncoder.encode(patient, StandardCharsets.UTF_8);
    templates.forEach(
        (key, template) -> tried(key, template.replace("{{context.patientId}}", encoded)));
  }

  private void tried(String key, String path) {
    var answer = server.get("/" + path, true);
    var what = "%s: %s".formatted(key, path.split("[/?]")[0]);
    if (!answer.isGood()) {
      report.note("%s answered %s; it will be shown as not assessed".formatted(what, answer.why()));
      return;
    }
    var body = answer.json().orElseThrow();
    if (!body.getString("resourceType", "").equals("Bundle")) {
      report.good(what);
      return;
    }
    var resources =
        objects(body, "entry")
            .flatMap(it -> Stream.ofNullable(it.get("resource")))
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList();
    report.good("%s: %d entries".formatted(what, resources.size()));
    pages(what, body);
    entries(what, resources);
  }

  private void pages(String what, JsonObject bundle) {
    var next =
        objects(bundle, "link")
            .filter(it -> it.getString("relation", "").equals("next"))
            .map(it -> it.getString("url", ""))
            .findFirst();
    next.ifPresent(
        it ->
            report.note(
                it.startsWith(server.base() + "/") || it.startsWith(server.base() + "?")
                    ? what + " has further pages; we follow them within 250 ms in all"
                    : what + " has further pages on another address, which we do not follow"));
  }

  private void entries(String what, List<JsonObject> resources) {
    if (resources.stream()
        .anyMatch(it -> it.getString("resourceType", "").equals("OperationOutcome"))) {
      report.note(what + " has an OperationOutcome among its entries: it counts as read in part");
    }
    var odd = resources.stream().filter(it -> !ID.matcher(it.getString("id", "-")).matches());
    if (odd.findAny().isPresent()) {
      report.note(what + " has ids that are none of FHIR; they are not named in a card");
    }
    var coded = resources.stream().filter(it -> CODED.stream().anyMatch(it::containsKey)).toList();
    var known = coded.stream().filter(EhrSearches::isRead).count();
    if (known < coded.size()) {
      report.note(
          "%s: %d of %d entries have a code of a system that we read (docs/codes.md)"
              .formatted(what, known, coded.size()));
    }
  }

  private static boolean isRead(JsonObject resource) {
    return CODED.stream()
        .flatMap(it -> Stream.ofNullable(resource.get(it)))
        .filter(JsonObject.class::isInstance)
        .flatMap(it -> objects((JsonObject) it, "coding"))
        .anyMatch(it -> !CodeSystems.display(it.getString("system", "")).isEmpty());
  }
}
