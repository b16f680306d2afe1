package org.plumbline.kb.publish;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/** Writes the codes of the knowledge: one CodeSystem each, and the ValueSet of all its codes. */
final class TerminologyWriter {
  private final KnowledgeBase knowledge;
  private final Map<String, String> answers;
  private final List<JsonObject> systems = new ArrayList<>();

  /**
   * A writer.
   *
   * @param answers the answers that the form offers beside yes and no: code and wording
   */
  TerminologyWriter(KnowledgeBase knowledge, Map<String, String> answers) {
    this.knowledge = knowledge;
    this.answers = answers;
  }

  List<JsonObject> write() {
    add("low-back-facts", "Facts of the low-back intake", facts());
    add("low-back-fact-options", "Answers of the low-back intake", options());
    add("low-back-rules", "Rules of the low-back triage", rules());
    add("low-back-origins", "Origins of low-back pain after lifting", origins());
    add("low-back-advice", "Advice of the low-back triage", advice());
    add("low-back-disposition", "Dispositions of the low-back triage", dispositions());
    add(
        "low-back-questionnaires",
        "Forms of the low-back triage",
        Stream.of(code("low-back-intake", "Low-back intake", "The intake")));
    return systems;
  }

  private static Stream<JsonObjectBuilder> facts() {
    return Arrays.stream(Fact.values()).map(it -> code(it.code(), it.meaning(), it.meaning()));
  }

  private Stream<JsonObjectBuilder> options() {
    return answers.entrySet().stream().map(it -> code(it.getKey(), it.getValue(), it.getValue()));
  }

  private Stream<JsonObjectBuilder> rules() {
    return knowledge.ruleNames().stream()
        .map(it -> knowledge.rule(it).orElseThrow())
        .map(it -> code(it.rule(), it.title(), it.claim()));
  }

  private static Stream<JsonObjectBuilder> origins() {
    return Arrays.stream(Origin.values())
        .map(it -> translated(it.code(), it.display(), it.wording()));
  }

  private static Stream<JsonObjectBuilder> advice() {
    return AdviceItem.all().stream().map(it -> code(it.id(), it.title(), it.wording().english()));
  }

  private static Stream<JsonObjectBuilder> dispositions() {
    return Arrays.stream(Urgency.values())
        .sorted(Comparator.reverseOrder())
        .map(it -> translated(it.code(), it.display(), Instruction.of(it).wording()));
  }

  private static JsonObjectBuilder code(String code, String display, String definition) {
    return Json.createObjectBuilder()
        .add("code", code)
        .add("display", display)
        .add("definition", definition);
  }

  private static JsonObjectBuilder translated(String code, String display, Wording wording) {
    var designations = Json.createArrayBuilder();
    for (var language : Language.all()) {
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
  private void add(String id, String title, Stream<JsonObjectBuilder> codes) {
    var concepts = Json.createArrayBuilder();
    codes.forEach(concepts::add);
    systems.add(
        Artifact.of("CodeSystem", id, title, title + ", complete.")
            .add("caseSensitive", true)
            .add("valueSet", Artifact.url("ValueSet", id))
            .add("content", "complete")
            .add("concept", concepts)
            .build());
    systems.add(valueSet(id, title));
  }

  private static JsonObject valueSet(String id, String title) {
    return Artifact.of("ValueSet", id, title, "Every code of the code system of the same name.")
        .add(
            "compose",
            Json.createObjectBuilder()
                .add(
                    "include",
                    Json.createArrayBuilder()
                        .add(
                            Json.createObjectBuilder()
                                .add("system", Artifact.url("CodeSystem", id)))))
        .build();
  }
}
