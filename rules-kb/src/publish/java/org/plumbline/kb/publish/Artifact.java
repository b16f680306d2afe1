package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.plumbline.kb.evidence.Library;

/**
 * The metadata that <a href="http://hl7.org/fhir/uv/crmi/">CRMI</a> asks of every artifact that is
 * published, and what all of them are spelled with.
 */
final class Artifact {
  private static final String SNOMED = "http://snomed.info/sct";

  private Artifact() {}

  static String url(String type, String id) {
    return Library.CANONICAL_BASE + "/" + type + "/" + id;
  }

  static String canonical(String type, String id) {
    return url(type, id) + "|" + Library.VERSION;
  }

  /** The metadata of a shareable artifact. */
  static JsonObjectBuilder of(String type, String id, String title, String says) {
    var algorithm =
        Json.createObjectBuilder()
            .add("url", "http://hl7.org/fhir/StructureDefinition/artifact-versionAlgorithm")
            .add(
                "valueCoding",
                Json.createObjectBuilder()
                    .add("system", "http://hl7.org/fhir/version-algorithm")
                    .add("code", "semver"));
    var artifact =
        Json.createObjectBuilder()
            .add("resourceType", type)
            .add("id", id)
            .add("extension", Json.createArrayBuilder().add(algorithm))
            .add("url", url(type, id));
    if (!type.equals("ConceptMap")) {
      artifact.add(
          "identifier",
          Json.createArrayBuilder()
              .add(
                  Json.createObjectBuilder()
                      .add("system", "urn:ietf:rfc:3986")
                      .add("value", url(type, id))));
    }
    return artifact
        .add("version", Library.VERSION)
        .add("name", name(id))
        .add("title", title)
        .add("status", Library.STATUS)
        .add("experimental", true)
        .add("date", Library.REVIEWED)
        .add("publisher", "Plumbline")
        .add(
            "contact",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("name", "Plumbline")
                        .add(
                            "telecom",
                            Json.createArrayBuilder()
                                .add(
                                    Json.createObjectBuilder()
                                        .add("system", "url")
                                        .add("value", "https://plumbline.example.org")))))
        .add("description", says)
        .add("useContext", Json.createArrayBuilder().add(useContext()))
        .add(
            "jurisdiction",
            Json.createArrayBuilder()
                .add(concept("http://unstats.un.org/unsd/methods/m49/m49.htm", "001", "World")))
        .add(
            "copyright",
            "Contains codes of the SNOMED CT Global Patient Set (CC BY 4.0, SNOMED International).");
  }

  private static JsonObjectBuilder useContext() {
    return Json.createObjectBuilder()
        .add(
            "code",
            coding(
                "http://terminology.hl7.org/CodeSystem/usage-context-type",
                "focus",
                "Clinical Focus"))
        .add("valueCodeableConcept", concept(SNOMED, "279039007", "Low back pain"));
  }

  /** A name that a program can use: {@code LowBackTriage}. */
  private static String name(String id) {
    var name = new StringBuilder();
    for (var part : id.split("-")) {
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return name.toString();
  }

  static JsonObjectBuilder coding(String system, String code, String display) {
    return Json.createObjectBuilder()
        .add("system", system)
        .add("code", code)
        .add("display", display);
  }

  static JsonObjectBuilder concept(String system, String code, String display) {
    return Json.createObjectBuilder()
        .add("coding", Json.createArrayBuilder().add(coding(system, code, display)));
  }
}
