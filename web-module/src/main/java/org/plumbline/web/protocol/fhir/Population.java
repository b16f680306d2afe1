package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.protocol.fhir.FhirPaths.BadExpression;

/**
 * SDC $populate by expression: fills in what the record says, marks nothing that it does not say,
 * and leaves the rest to the patient. See <a href="http://hl7.org/fhir/uv/sdc/populate.html">Form
 * Population</a>.
 */
@ApplicationScoped
class Population {
  static final String NAME = "$populate";

  private static final String INITIAL =
      "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression";

  private FhirPaths paths;
  private ResourceShelf shelf;
  private Access access;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Population() {} // required by the container

  @Inject
  Population(FhirPaths paths, ResourceShelf shelf, Access access, Clock clock) {
    this.paths = paths;
    this.shelf = shelf;
    this.access = access;
    this.clock = clock;
  }

  /** Fills the form in. */
  Parameters populate(Questionnaire form, Parameters input) {
    var subject = subject(input);
    if (!access.covers("QuestionnaireResponse", Interaction.CREATE, Optional.of(subject))) {
      throw Access.forbidden();
    }
    var issues = new OperationOutcome();
    var variables = new LinkedHashMap<String, IBase>();
    variables.put("questionnaire", form);
    patient(input, subject)
        .ifPresentOrElse(
            it -> variables.put("patient", it),
            () -> issue(issues, "no Patient was given, and none is kept here under this id"));
    var response = new QuestionnaireResponse();
    response.setQuestionnaireElement(new CanonicalType(form.getUrl() + "|" + form.getVersion()));
    response.setStatus(QuestionnaireResponseStatus.INPROGRESS);
    response.setSubject(new Reference(subject.value()));
    response.setAuthored(Date.from(clock.instant()));
    for (var item : form.getItem()) {
      fill(item, variables, issues).ifPresent(response::addItem);
    }
    var output = new Parameters();
    output.addParameter().setName("response").setResource(response);
    if (issues.hasIssue()) {
      output.addParameter().setName("issues").setResource(issues);
    }
    return output;
  }

  private static PatientReference subject(Parameters input) {
    return named(input, "subject")
        .map(ParametersParameterComponent::getValue)
        .filter(Reference.class::isInstance)
        .map(Reference.class::cast)
        .flatMap(it -> Access.subject(it.getReference()))
        .or(() -> content(input).flatMap(Access::patient))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "subject is missing; expected a Reference to a Patient"));
  }

  static Optional<ParametersParameterComponent> named(Parameters input, String name) {
    return input.getParameter().stream().filter(it -> name.equals(it.getName())).findFirst();
  }

  /** The Patient of a launch context that was sent along. */
  private static Optional<Patient> content(Parameters input) {
    return input.getParameter().stream()
        .filter(it -> "context".equals(it.getName()))
        .flatMap(it -> it.getPart().stream())
        .filter(it -> "content".equals(it.getName()))
        .map(ParametersParameterComponent::getResource)
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .findFirst();
  }

  private Optional<Patient> patient(Parameters input, PatientReference subject) {
    var sent = content(input);
    if (sent.isEmpty()) {
      return shelf.patient(subject.value()).map(it -> shelf.parse(Patient.class, it));
    }
    if (sent.flatMap(Access::patient).filter(it -> !it.equals(subject)).isPresent()) {
      throw new UnprocessableEntityException("context is another patient than the subject");
    }
    return sent;
  }

  /** The item with what is known; empty when nothing in it is. */
  private Optional<QuestionnaireResponseItemComponent> fill(
      QuestionnaireItemComponent item, Map<String, IBase> variables, OperationOutcome issues) {
    var filled = new QuestionnaireResponseItemComponent();
    filled.setLinkId(item.getLinkId()).setText(item.getText());
    for (var child : item.getItem()) {
      fill(child, variables, issues).ifPresent(filled::addItem);
    }
    if (item.getExtensionByUrl(INITIAL) != null
        && item.getExtensionByUrl(INITIAL).getValue() instanceof Expression initial) {
      value(item, initial.getExpression(), variables, issues)
          .ifPresent(it -> filled.addAnswer().setValue(it));
    }
    return filled.hasItem() || filled.hasAnswer() ? Optional.of(filled) : Optional.empty();
  }

  private Optional<Type> value(
      QuestionnaireItemComponent item,
      String expression,
      Map<String, IBase> variables,
      OperationOutcome issues) {
    if (!variables.containsKey("patient") && expression.contains("%patient")) {
      return Optional.empty();
    }
    try {
      var found = paths.evaluate(new QuestionnaireResponse(), expression, variables);
      return fitting(item, found);
    } catch (BadExpression e) {
      issue(issues, item.getLinkId() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** One value of the type that the item asks for; anything else is not an answer. */
  private static Optional<Type> fitting(QuestionnaireItemComponent item, List<IBase> found) {
    if (found.size() != 1) {
      return Optional.empty();
    }
    var value = found.get(0);
    if (item.getType() == QuestionnaireItemType.CHOICE) {
      return option(item, value);
    }
    var fits =
        value instanceof PrimitiveType<?> primitive
            && primitive.fhirType().equals(item.getType().toCode());
    return fits ? Optional.of((Type) value) : Optional.empty();
  }

  /** A Coding, or the option that has the code. */
  private static Optional<Type> option(QuestionnaireItemComponent item, IBase value) {
    if (value instanceof Coding coding) {
      return Optional.of(coding);
    }
    return item.getAnswerOption().stream()
        .map(QuestionnaireItemAnswerOptionComponent::getValue)
        .filter(Coding.class::isInstance)
        .map(Coding.class::cast)
        .filter(
            it ->
                value instanceof PrimitiveType<?> code
                    && it.getCode().equals(code.getValueAsString()))
        .map(it -> (Type) it.copy())
        .findFirst();
  }

  private static void issue(OperationOutcome issues, String text) {
    issues
        .addIssue()
        .setSeverity(IssueSeverity.WARNING)
        .setCode(IssueType.INCOMPLETE)
        .setDiagnostics(text);
  }
}
