package org.plumbline.kb.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/**
 * Writes the knowledge as FHIR R4 artifacts with the metadata that <a
 * href="http://hl7.org/fhir/uv/crmi/">CRMI</a> asks of what is published: a PlanDefinition with one
 * action per red flag, ActivityDefinitions, the CQL Library, CodeSystems and ValueSets.
 */
final class ArtifactWriter {
  private static final String HOOK = "patient-view";
  private static final String SNOMED = "http://snomed.info/sct";

  private final KnowledgeBase knowledge;
  private final Map<String, String> answers;

  /**
   * A writer.
   *
   * @param answers the answers that the form offers beside yes and no: code and wording
   */
  ArtifactWriter(KnowledgeBase knowledge, Map<String, String> answers) {
    this.knowledge = knowledge;
    this.answers = answers;
  }

  /** Every artifact, each named by its type and id. */
  List<JsonObject> write() {
    var artifacts = new ArrayList<JsonObject>();
    artifacts.add(planDefinition());
    for (var urgency : Urgency.values()) {
      artifacts.add(referral(urgency));
    }
    artifacts.add(review());
    artifacts.add(safetyNet());
    artifacts.add(cqlLibrary());
    artifacts.addAll(codeSystems());
    return artifacts;
  }

  private static String url(String type, String id) {
    return Library.CANONICAL_BASE + "/" + type + "/" + id;
  }

  /** The metadata of a shareable artifact. */
  static JsonObjectBuilder artifact(String type, String id, String title, String says) {
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
        .add("status", "draft")
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

  private static JsonObjectBuilder coding(String system, String code, String display) {
    return Json.createObjectBuilder()
        .add("system", system)
        .add("code", code)
        .add("display", display);
  }

  private static JsonObjectBuilder concept(String system, String code, String display) {
    return Json.createObjectBuilder()
        .add("coding", Json.createArrayBuilder().add(coding(system, code, display)));
  }

  private JsonObject planDefinition() {
    var actions = Json.createArrayBuilder();
    redFlags().forEach(flag -> actions.add(action(flag)));
    return artifact(
            "PlanDefinition",
            "low-back-triage",
            "Low-back triage after lifting: red flags",
            "One action per red flag: when it applies, why, and how fast the patient is seen.")
        .add(
            "type",
            concept(
                "http://terminology.hl7.org/CodeSystem/plan-definition-type",
                "eca-rule",
                "ECA Rule"))
        .add("lastReviewDate", Library.REVIEWED)
        .add("library", Json.createArrayBuilder().add(canonical("Library", "low-back-triage-cql")))
        .add("action", actions)
        .build();
  }

  private static String canonical(String type, String id) {
    return url(type, id) + "|" + Library.VERSION;
  }

  /** The red flags, the most urgent first. */
  private List<Reason> redFlags() {
    return knowledge.outlook().rules().stream()
        .filter(it -> knowledge.outlook().urgency(it).isPresent())
        .map(it -> knowledge.rule(it).orElseThrow())
        .filter(it -> !it.family().equals("DISPOSITION"))
        .sorted(
            Comparator.comparing((Reason it) -> urgency(it)).reversed().thenComparing(Reason::rule))
        .toList();
  }

  private Urgency urgency(Reason flag) {
    return knowledge.outlook().urgency(flag.rule()).orElseThrow();
  }

  private JsonObjectBuilder action(Reason flag) {
    var urgency = urgency(flag);
    return Json.createObjectBuilder()
        .add("id", flag.rule())
        .add("title", flag.title())
        .add("description", flag.claim())
        .add("textEquivalent", "%s: %s".formatted(urgency.display(), flag.title()))
        .add("priority", priority(urgency))
        .add(
            "code",
            Json.createArrayBuilder()
                .add(concept(url("CodeSystem", "low-back-rules"), flag.rule(), flag.title())))
        .add("documentation", citations(flag.sources()))
        .add(
            "trigger",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("type", "named-event").add("name", HOOK)))
        .add(
            "condition",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("kind", "applicability")
                        .add(
                            "expression",
                            Json.createObjectBuilder()
                                .add("language", "text/cql")
                                .add("expression", "\"rule %s\"".formatted(flag.rule())))))
        .add(
            "definitionCanonical",
            canonical("ActivityDefinition", "low-back-referral-" + urgency.code()));
  }

  private static JsonArrayBuilder citations(Collection<Citation> sources) {
    var citations = Json.createArrayBuilder();
    for (var source : sources) {
      citations.add(
          Json.createObjectBuilder()
              .add("type", "citation")
              .add("label", source.key())
              .add("display", source.kind())
              .add("citation", source.text()));
    }
    return citations;
  }

  private static String priority(Urgency urgency) {
    return switch (urgency) {
      case AMBULANCE, EMERGENCY -> "stat";
      case SAME_DAY -> "asap";
      case URGENT -> "urgent";
      case ROUTINE, SELF_CARE -> "routine";
    };
  }

  private static JsonObject referral(Urgency urgency) {
    var id = "low-back-referral-" + urgency.code();
    return artifact(
            "ActivityDefinition",
            id,
            "Referral: " + urgency.display(),
            "%s. See: %s.".formatted(urgency.timeframe(), urgency.see()))
        .add("kind", "ServiceRequest")
        .add("intent", "proposal")
        .add("priority", priority(urgency))
        .build();
  }

  private static JsonObject review() {
    return artifact(
            "ActivityDefinition",
            "low-back-review",
            "Review after 72 hours",
            "Screen again at the later of 72 h after the session and 48 h after the answers.")
        .add("kind", "Task")
        .add("intent", "proposal")
        .add("priority", "routine")
        .build();
  }

  private static JsonObject safetyNet() {
    var payload = Json.createArrayBuilder();
    for (var text : List.of(Instruction.callAnAmbulance(), Instruction.goToEmergency())) {
      payload.add(
          Json.createObjectBuilder()
              .add("path", "payload")
              .add(
                  "expression",
                  Json.createObjectBuilder()
                      .add("language", "text/fhirpath")
                      .add("expression", "'%s'".formatted(text.english().replace("'", "\\'")))));
    }
    return artifact(
            "ActivityDefinition",
            "low-back-safety-net",
            "Safety net",
            "What every patient is told to look out for, whatever the disposition.")
        .add("kind", "CommunicationRequest")
        .add("intent", "proposal")
        .add("priority", "routine")
        .add("dynamicValue", payload)
        .build();
  }

  private JsonObject cqlLibrary() {
    var cql = new CqlWriter(knowledge).write();
    var content =
        Json.createObjectBuilder()
            .add("contentType", "text/cql")
            .add("data", Base64.getEncoder().encodeToString(cql.getBytes(UTF_8)))
            .add("title", "LowBackTriage.cql");
    var parameters = Json.createArrayBuilder();
    for (var fact : Fact.values()) {
      parameters.add(
          Json.createObjectBuilder()
              .add("name", fact.code())
              .add("use", "in")
              .add("min", 0)
              .add("max", "1")
              .add("documentation", fact.meaning())
              .add("type", type(fact)));
    }
    var library =
        artifact(
            "Library",
            "low-back-triage-cql",
            "Low-back triage after lifting: the red-flag rules as CQL",
            "Written from the compiled rules; a second engine concludes the same from it.");
    // A CQL library has the name that its first line declares.
    library.add("name", "LowBackTriage");
    return library
        .add(
            "type",
            concept(
                "http://terminology.hl7.org/CodeSystem/library-type",
                "logic-library",
                "Logic Library"))
        .add("parameter", parameters)
        .add("content", Json.createArrayBuilder().add(content))
        .build();
  }

  private static String type(Fact fact) {
    return switch (fact.kind()) {
      case FINDING -> "boolean";
      case READING -> "decimal";
      case CHOICE -> "string";
    };
  }

  private List<JsonObject> codeSystems() {
    var facts = Json.createArrayBuilder();
    for (var fact : Fact.values()) {
      facts.add(code(fact.code(), fact.meaning(), fact.meaning()));
    }
    var options = Json.createArrayBuilder();
    answers.forEach((code, display) -> options.add(code(code, display, display)));
    var rules = Json.createArrayBuilder();
    for (var name : knowledge.ruleNames()) {
      var rule = knowledge.rule(name).orElseThrow();
      rules.add(code(name, rule.title(), rule.claim()));
    }
    var origins = Json.createArrayBuilder();
    for (var origin : Origin.values()) {
      origins.add(translated(origin.code(), origin.display(), origin.wording()));
    }
    var advice = Json.createArrayBuilder();
    for (var item : AdviceItem.all()) {
      advice.add(code(item.id(), item.title(), item.wording().english()));
    }
    var form =
        Json.createArrayBuilder().add(code("low-back-intake", "Low-back intake", "The intake"));
    var systems = new ArrayList<JsonObject>();
    add(systems, "low-back-facts", "Facts of the low-back intake", facts);
    add(systems, "low-back-fact-options", "Answers of the low-back intake", options);
    add(systems, "low-back-rules", "Rules of the low-back triage", rules);
    add(systems, "low-back-origins", "Origins of low-back pain after lifting", origins);
    add(systems, "low-back-advice", "Advice of the low-back triage", advice);
    add(systems, "low-back-questionnaires", "Forms of the low-back triage", form);
    var dispositions = Json.createArrayBuilder();
    for (var urgency : mostUrgentFirst()) {
      dispositions.add(
          translated(urgency.code(), urgency.display(), Instruction.of(urgency).wording()));
    }
    add(systems, "low-back-disposition", "Dispositions of the low-back triage", dispositions);
    return systems;
  }

  private static List<Urgency> mostUrgentFirst() {
    return Arrays.stream(Urgency.values()).sorted(Comparator.reverseOrder()).toList();
  }

  private static JsonObjectBuilder code(String code, String display, String definition) {
    return Json.createObjectBuilder()
        .add("code", code)
        .add("display", display)
        .add("definition", definition);
  }

  private static JsonObjectBuilder translated(String code, String display, Wording wording) {
    var designations = Json.createArrayBuilder();
    for (var language : Language.values()) {
      designations.add(
          Json.createObjectBuilder()
              .add("language", language.code())
              .add("value", wording.in(language)));
    }
    return Json.createObjectBuilder()
        .add("code", code)
        .add("display", display)
        .add("designation", designations);
  }

  /** A complete code system, and the value set of all its codes. */
  private static void add(
      List<JsonObject> systems, String id, String title, JsonArrayBuilder concepts) {
    systems.add(
        artifact("CodeSystem", id, title, title + ", complete.")
            .add("caseSensitive", true)
            .add("valueSet", url("ValueSet", id))
            .add("content", "complete")
            .add("concept", concepts)
            .build());
    systems.add(valueSet(id, title));
  }

  private static JsonObject valueSet(String id, String title) {
    return artifact("ValueSet", id, title, "Every code of the code system of the same name.")
        .add(
            "compose",
            Json.createObjectBuilder()
                .add(
                    "include",
                    Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("system", url("CodeSystem", id)))))
        .build();
  }
}
