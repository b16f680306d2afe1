package org.plumbline.web.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.plumbline.kb.Explanation;
import org.plumbline.kb.Explanation.Change;
import org.plumbline.kb.Explanation.OpenFact;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;

/** What could still change an assessment, as a parameter with parts. */
final class ExplanationParameters {
  private static final String FACTS = Library.CANONICAL_BASE + "/CodeSystem/low-back-facts";

  private ExplanationParameters() {}

  static void write(ParametersParameterComponent explanation, Explanation what) {
    explanation.setName("explanation");
    open(explanation, "ask-next", what.askNext());
    open(explanation, "examine-next", what.examineNext());
    what.changes().forEach(it -> change(explanation.addPart().setName("would-change"), it));
  }

  private static void open(
      ParametersParameterComponent explanation, String name, List<OpenFact> facts) {
    for (var it : facts) {
      var part = explanation.addPart().setName(name);
      part.addPart().setName("fact").setValue(coding(it.fact()));
      part.addPart().setName("open").setValue(new BooleanType(it.open()));
      part.addPart().setName("most-urgent").setValue(new CodeType(it.most().code()));
      part.addPart().setName("least-urgent").setValue(new CodeType(it.least().code()));
    }
  }

  private static void change(ParametersParameterComponent part, Change it) {
    part.addPart().setName("fact").setValue(coding(it.fact()));
    part.addPart().setName("from").setValue(new StringType(it.from().stored()));
    part.addPart().setName("to").setValue(new StringType(it.to().stored()));
    part.addPart().setName("disposition").setValue(new CodeType(it.urgency().code()));
  }

  private static Coding coding(Fact fact) {
    return new Coding(FACTS, fact.code(), null);
  }
}
