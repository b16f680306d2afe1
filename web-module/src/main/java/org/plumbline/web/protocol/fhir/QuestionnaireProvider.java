package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.UriOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The Questionnaire, and the operations of SDC on it. */
@ApplicationScoped
public class QuestionnaireProvider implements IResourceProvider {
  static final String PACKAGES = "$questionnaire-package";

  private Questionnaire questionnaire;
  private Bundle packaged;
  private ProcessResponse process;
  private Population population;
  private NextQuestion next;

  @SuppressWarnings("NullAway.Init")
  protected QuestionnaireProvider() {} // required by the container

  @Inject
  QuestionnaireProvider(
      FhirContext context, ProcessResponse process, Population population, NextQuestion next) {
    this.questionnaire =
        Artifacts.load(context, Questionnaire.class, "Questionnaire-low-back-intake.json");
    this.packaged = KnowledgeProviders.packaged(context);
    this.process = process;
    this.population = population;
    this.next = next;
  }

  @Override
  public Class<Questionnaire> getResourceType() {
    return Questionnaire.class;
  }

  /** Reads the Questionnaire by id. */
  @Read(version = true)
  public Questionnaire read(@IdParam IdType id) {
    requireKnown(id);
    return questionnaire;
  }

  /** Finds the Questionnaire by id, canonical address, version or status. */
  @Search
  public List<Questionnaire> search(
      @OptionalParam(name = Questionnaire.SP_RES_ID) @Nullable TokenOrListParam id,
      @OptionalParam(name = Questionnaire.SP_URL) @Nullable UriOrListParam url,
      @OptionalParam(name = Questionnaire.SP_VERSION) @Nullable TokenOrListParam version,
      @OptionalParam(name = Questionnaire.SP_STATUS) @Nullable TokenOrListParam status,
      @OptionalParam(name = "experimental") @Nullable TokenOrListParam experimental) {
    var found =
        Artifacts.isOne(id, questionnaire.getIdElement().getIdPart())
            && Artifacts.isMeant(questionnaire, url)
            && Artifacts.isOne(version, questionnaire.getVersion())
            && Artifacts.isOne(status, questionnaire.getStatus().toCode())
            && Artifacts.isOne(experimental, String.valueOf(questionnaire.getExperimental()));
    return found ? List.of(questionnaire) : List.of();
  }

  /** SDC $process-response on the type. */
  @Operation(name = ProcessResponse.NAME, manualRequest = true)
  public Parameters process(RequestDetails request) {
    return process.answer(request);
  }

  /** SDC $process-response on the instance. */
  @Operation(name = ProcessResponse.NAME, manualRequest = true)
  public Parameters process(@IdParam IdType id, RequestDetails request) {
    requireKnown(id);
    return process.answer(request);
  }

  /** SDC $populate on the type; the Questionnaire is named or sent. */
  @Operation(name = Population.NAME)
  public Parameters populate(@ResourceParam Parameters input) {
    return population.populate(meant(input), input);
  }

  /** SDC $populate on the instance. */
  @Operation(name = Population.NAME)
  public Parameters populate(@IdParam IdType id, @ResourceParam Parameters input) {
    requireKnown(id);
    return population.populate(questionnaire, input);
  }

  /** SDC $next-question. */
  @Operation(name = NextQuestion.NAME)
  public QuestionnaireResponse next(@ResourceParam Resource input) {
    return next.next(questionnaire, response(input));
  }

  /** The Questionnaire with all that belongs to it. */
  @Operation(name = KnowledgeProviders.PACKAGE, idempotent = true)
  public Bundle packageOf(@IdParam IdType id) {
    requireKnown(id);
    return packaged;
  }

  /**
   * The packages of the forms that are named, by Da Vinci DTR; of ours, when none is. A form that
   * is not kept here is named in the outcome, since a payer may ask for several at once.
   */
  @Operation(name = PACKAGES, idempotent = true)
  public Parameters packages(
      @OperationParam(name = "questionnaire") @Nullable List<CanonicalType> asked) {
    var answer = new Parameters();
    var unknown = new OperationOutcome();
    var named = asked == null ? List.<CanonicalType>of() : asked;
    named.stream()
        .map(CanonicalType::getValue)
        .filter(it -> !isOurs(it))
        .forEach(
            it ->
                unknown
                    .addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.NOTFOUND)
                    .setDiagnostics("the form " + it + " is not kept here"));
    if (unknown.getIssue().size() < Math.max(1, named.size())) {
      answer.addParameter().setName("PackageBundle").setResource(packaged);
    }
    if (unknown.hasIssue()) {
      answer.addParameter().setName("Outcome").setResource(unknown);
    }
    return answer;
  }

  private boolean isOurs(String canonical) {
    return Artifacts.isMeant(questionnaire.getUrl(), questionnaire.getVersion(), canonical);
  }

  static QuestionnaireResponse response(Resource input) {
    var resource =
        input instanceof Parameters parameters
            ? Population.named(parameters, "questionnaire-response")
                .map(Parameters.ParametersParameterComponent::getResource)
                .orElse(null)
            : input;
    if (resource instanceof QuestionnaireResponse response) {
      return response;
    }
    throw new InvalidRequestException(
        "questionnaire-response is missing; expected a QuestionnaireResponse");
  }

  /** Ours, by identifier, address or reference, or the one that was sent. */
  private Questionnaire meant(Parameters input) {
    if (Population.named(input, "identifier").isPresent()
        && Population.named(input, "questionnaire").isEmpty()) {
      return questionnaire;
    }
    var named =
        Population.named(input, "questionnaire")
            .orElseThrow(() -> new InvalidRequestException("questionnaire is missing"));
    if (named.getResource() instanceof Questionnaire sent) {
      return sent;
    }
    var address =
        named.getValue() instanceof Reference reference
            ? Optional.ofNullable(reference.getReference())
            : Optional.ofNullable(named.getValue())
                .filter(PrimitiveType.class::isInstance)
                .map(it -> ((PrimitiveType<?>) it).asStringValue());
    return address
        .filter(
            it ->
                isOurs(it)
                    || it.endsWith("Questionnaire/" + questionnaire.getIdElement().getIdPart()))
        .map(it -> questionnaire)
        .orElseThrow(() -> new ResourceNotFoundException("no such Questionnaire is kept here"));
  }

  private void requireKnown(IdType id) {
    var part = id.getIdPart();
    if (!part.equals(questionnaire.getIdElement().getIdPart())) {
      throw new ResourceNotFoundException(id);
    }
  }
}
