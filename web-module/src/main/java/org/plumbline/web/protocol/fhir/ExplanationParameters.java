package org.plumbline.web.protocol.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.outlook.Explanation;
import org.plumbline.kb.outlook.Explanation.Change;
import org.plumbline.kb.outlook.Explanation.OpenFact;

/**
 * What could still change an assessment, as a parameter with parts. A fact that can only tell
 * muscle from structure has no urgency beside it.
 */
final class ExplanationParameters {
  private ExplanationParameters() {}

  /** Empty when nothing can change it any more: FHIR knows no parameter without a value. */
  static Optional<ParametersParameterComponent> of(Explanation what, Urgency now) {
    var explanation = new ParametersParameterComponent().setName("explanation");
    open(explanation, "ask-next", what.askNext(), now);
    open(explanation, "examine-next", what.examineNext(), now);
    what.changes().stream().collect(Collectors.groupingBy(Change::urgency)).entrySet().stream()
        .sorted((one, other) -> other.getKey().compareTo(one.getKey()))
        .forEach(
            it ->
                changes(explanation.addPart().setName("would-change"), it.getKey(), it.getValue()));
    return Optional.of(explanation).filter(ParametersParameterComponent::hasPart);
  }

  private static void open(
      ParametersParameterComponent explanation, String name, List<OpenFact> facts, Urgency now) {
    for (var it : facts) {
      var part = explanation.addPart().setName(name);
      part.addPart().setName("fact").setValue(new CodeType(it.fact().code()));
      if (it.most() != now) {
        part.addPart().setName("most-urgent").setValue(new CodeType(it.most().code()));
      }
      if (it.least() != now) {
        part.addPart().setName("least-urgent").setValue(new CodeType(it.least().code()));
      }
    }
  }

  private static void changes(
      ParametersParameterComponent part, Urgency then, List<Change> changes) {
    part.addPart().setName("disposition").setValue(new CodeType(then.code()));
    for (var it : changes) {
      part.addPart()
          .setName("change")
          .setValue(
              new StringType(
                  "%s: %s -> %s"
                      .formatted(it.fact().code(), it.from().stored(), it.to().stored())));
    }
  }
}
