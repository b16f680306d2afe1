package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.StringType;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Form;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;

/**
 * Whether a response fits the form: what the reader refuses, and in a completed one also an answer
 * to a question that is not asked, or another wording. See <a
 * href="http://hl7.org/fhir/uv/sdc/behavior.html">SDC, form behaviour</a>.
 */
@ApplicationScoped
class ResponseCheck {
  private static final Set<QuestionnaireResponseStatus> DONE =
      Set.of(QuestionnaireResponseStatus.COMPLETED, QuestionnaireResponseStatus.AMENDED);
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();
  private FhirContext context;
  private IntakeReader reader;

  @SuppressWarnings("NullAway.Init")
  protected ResponseCheck() {} // required by the container

  @Inject
  ResponseCheck(FhirContext context, IntakeReader reader) {
    this.context = context;
    this.reader = reader;
    add(
        Artifacts.load(context, Questionnaire.class, "Questionnaire-low-back-intake.json")
            .getItem());
  }

  private void add(List<QuestionnaireItemComponent> all) {
    for (var item : all) {
      items.put(item.getLinkId(), item);
      add(item.getItem());
    }
  }

  /**
   * Refuses a response that does not fit.
   *
   * @throws IntakeRefused with every fault
   */
  void require(QuestionnaireResponse response) {
    var faults = faults(response);
    if (!faults.isEmpty()) {
      throw IntakeRefused.content(faults);
    }
  }

  /** Every fault as an issue; one that says so when there is none. */
  OperationOutcome outcome(QuestionnaireResponse response) {
    var outcome = new OperationOutcome();
    for (var fault : faults(response)) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.ERROR)
          .setCode(IssueType.INVALID)
          .setDiagnostics(fault.shown())
          .addExpression(fault.where().isBlank() ? "QuestionnaireResponse" : fault.where());
    }
    if (!outcome.hasIssue()) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDiagnostics("the response fits the form");
    }
    return outcome;
  }

  private List<Fault> faults(QuestionnaireResponse response) {
    try {
      var json = context.newJsonParser().encodeResourceToString(response).getBytes(UTF_8);
      var node = new Node("QuestionnaireResponse", JsonBody.parse(json), new Faults());
      var intake = reader.read(node, List.of(), Optional.empty()).intake();
      var faults = new ArrayList<Fault>();
      if (DONE.contains(response.getStatus())) {
        response.getItem().forEach(it -> check(it, intake, faults));
      }
      return faults;
    } catch (IntakeRefused e) {
      return e.faults();
    }
  }

  private void check(QuestionnaireResponseItemComponent said, Intake intake, List<Fault> faults) {
    var linkId = said.getLinkId();
    var question = Optional.ofNullable(linkId).flatMap(Form.load()::question);
    if (said.hasAnswer() && question.filter(it -> !it.enabled(intake)).isPresent()) {
      faults.add(new Fault(linkId, "is answered, but the other answers do not ask for it"));
    }
    var asked = items.get(linkId);
    if (said.hasText() && asked != null && wordings(asked).noneMatch(said.getText()::equals)) {
      faults.add(new Fault(linkId, "has another text than the form"));
    }
    said.getItem().forEach(it -> check(it, intake, faults));
  }

  private static Stream<String> wordings(QuestionnaireItemComponent asked) {
    return Stream.concat(
        Stream.of(asked.getText()),
        asked.getTextElement().getExtensionsByUrl(TRANSLATION).stream()
            .map(it -> it.getExtensionByUrl("content").getValue())
            .filter(StringType.class::isInstance)
            .map(it -> ((StringType) it).getValue()));
  }
}
