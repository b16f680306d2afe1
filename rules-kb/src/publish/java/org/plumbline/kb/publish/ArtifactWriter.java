package org.plumbline.kb.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;

/**
 * Writes the knowledge as FHIR R4 artifacts: a PlanDefinition with one action per red flag,
 * ActivityDefinitions, the CQL Library, and the terminology of {@link TerminologyWriter}.
 */
final class ArtifactWriter {
  private static final String HOOK = "patient-view";

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
    artifacts.addAll(new TerminologyWriter(knowledge, answers).write());
    return artifacts;
  }

  private JsonObject planDefinition() {
    var actions = Json.createArrayBuilder();
    redFlags().forEach(flag -> actions.add(action(flag)));
    return Artifact.of(
            "PlanDefinition",
            "low-back-triage",
            "Low-back triage after lifting: red flags",
            "One action per red flag: when it applies, why, and how fast the patient is seen.")
        .add(
            "type",
            Artifact.concept(
                "http://terminology.hl7.org/CodeSystem/plan-definition-type",
                "eca-rule",
                "ECA Rule"))
        .add("lastReviewDate", Library.REVIEWED)
        .add(
            "library",
            Json.createArrayBuilder().add(Artifact.canonical("Library", "low-back-triage-cql")))
        .add("action", actions)
        .build();
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
                .add(
                    Artifact.concept(
                        Artifact.url("CodeSystem", "low-back-rules"), flag.rule(), flag.title())))
        .add(
            "documentation",
            citations(flag.sources())
                .add(
                    Json.createObjectBuilder()
                        .add("type", "justification")
                        .add("display", "Evidence: " + flag.evidence())))
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
            Artifact.canonical("ActivityDefinition", "low-back-referral-" + urgency.code()));
  }

  private static JsonArrayBuilder citations(Collection<Citation> sources) {
    var citations = Json.createArrayBuilder();
    for (var source : sources) {
      citations.add(
          Json.createObjectBuilder()
              .add("type", "citation")
              .add("label", source.shown())
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
    return Artifact.of(
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
    return Artifact.of(
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
    for (var text : SafetyNet.general().texts()) {
      payload.add(
          Json.createObjectBuilder()
              .add("path", "payload")
              .add(
                  "expression",
                  Json.createObjectBuilder()
                      .add("language", "text/fhirpath")
                      .add("expression", "'%s'".formatted(text.english().replace("'", "\\'")))));
    }
    return Artifact.of(
            "ActivityDefinition",
            "low-back-safety-net",
            "Safety net",
            "The signs with which a patient must not wait, before anything was answered.")
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
        Artifact.of(
            "Library",
            "low-back-triage-cql",
            "Low-back triage after lifting: the red-flag rules as CQL",
            "Written from the compiled rules; a second engine concludes the same from it.");
    // A CQL library has the name that its first line declares.
    library.add("name", "LowBackTriage");
    return library
        .add(
            "type",
            Artifact.concept(
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
}
