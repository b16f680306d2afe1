package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
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
  private static final String RESPONSE = "QuestionnaireResponse";
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
    require(response, node(response));
  }

  /**
   * Refuses a response that does not fit as it was sent: what is empty is lost when it is parsed.
   *
   * @throws IntakeRefused with every fault
   */
  void require(QuestionnaireResponse response, RequestDetails request) {
    require(response, sent(request).orElseGet(() -> node(response)));
  }

  private void require(QuestionnaireResponse response, Node node) {
    var faults = faults(response, node);
    if (!faults.isEmpty()) {
      throw IntakeRefused.content(faults);
    }
  }

  /** The response in the body of a request, also as a parameter; empty when it came as XML. */
  private static Optional<Node> sent(RequestDetails request) {
    var body = request.getRequestContentsIfLoaded();
    var type = request.getHeader(Constants.HEADER_CONTENT_TYPE);
    if (body == null
        || type == null
        || EncodingEnum.forContentType(type.split(";")[0].strip()) != EncodingEnum.JSON) {
      return Optional.empty();
    }
    var whole = new Node(RESPONSE, JsonBody.parse(body), new Faults());
    return Stream.concat(
            Stream.of(whole),
            whole.lookAt("parameter").stream().flatMap(it -> it.lookAt("resource").stream()))
        .filter(it -> it.look("resourceType").equals(Optional.of(RESPONSE)))
        .map(it -> new Node(RESPONSE, it.json(), new Faults()))
        .findFirst();
  }

  private Node node(QuestionnaireResponse response) {
    var json = context.newJsonParser().encodeResourceToString(response).getBytes(UTF_8);
    return new Node(RESPONSE, JsonBody.parse(json), new Faults());
  }

  /** Every fault as an issue; one that says so when there is none. */
  OperationOutcome outcome(QuestionnaireResponse response) {
    return outcome(faults(response, node(response)));
  }

  /** Every fault of a response as it was sent. */
  OperationOutcome outcome(QuestionnaireResponse response, RequestDetails request) {
    return outcome(faults(response, sent(request).orElseGet(() -> node(response))));
  }

  private static OperationOutcome outcome(List<Fault> faults) {
    var outcome = new OperationOutcome();
    for (var fault : faults) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.ERROR)
          .setCode(IssueType.INVALID)
          .setDiagnostics(fault.shown())
          .addExpression(fault.where().isBlank() ? RESPONSE : fault.where());
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

  private List<Fault> faults(QuestionnaireResponse response, Node node) {
    try {
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
