package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.resource.Search.By;

/** Responses to the Questionnaire; only one that can be assessed is kept. */
@ApplicationScoped
public class QuestionnaireResponseProvider implements IResourceProvider {
  private ResourceShelf shelf;
  private StoredSearch search;
  private ProcessResponse process;
  private ResponseCheck check;
  private Extraction extraction;
  private Questionnaire questionnaire;

  @SuppressWarnings("NullAway.Init")
  protected QuestionnaireResponseProvider() {} // required by the container

  @Inject
  QuestionnaireResponseProvider(
      FhirContext context,
      ResourceShelf shelf,
      StoredSearch search,
      ProcessResponse process,
      ResponseCheck check,
      Extraction extraction) {
    this.shelf = shelf;
    this.search = search;
    this.process = process;
    this.check = check;
    this.extraction = extraction;
    this.questionnaire =
        Artifacts.load(context, Questionnaire.class, "Questionnaire-low-back-intake.json");
  }

  @Override
  public Class<QuestionnaireResponse> getResourceType() {
    return QuestionnaireResponse.class;
  }

  /** Keeps a response under an id of ours, unless If-None-Exist finds it. */
  @Create
  public MethodOutcome create(
      @ResourceParam QuestionnaireResponse response,
      @ConditionalUrlParam @Nullable String condition,
      RequestDetails request) {
    check.require(response, request);
    return shelf.create(response, condition);
  }

  /** Keeps a response under the sender's id, as its next version. */
  @Update
  public MethodOutcome update(
      @IdParam IdType id, @ResourceParam QuestionnaireResponse response, RequestDetails request) {
    check.require(response, request);
    return shelf.update(id, response, request.getHeader(Constants.HEADER_IF_MATCH));
  }

  /** Reads a response by id, in its newest version or another. */
  @Read(version = true)
  public QuestionnaireResponse read(@IdParam IdType id) {
    return shelf.read(QuestionnaireResponse.class, id);
  }

  /** Finds responses, newest first unless another order is asked for. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = QuestionnaireResponse.SP_RES_ID) @Nullable TokenOrListParam id,
      @OptionalParam(name = QuestionnaireResponse.SP_SUBJECT)
          @Nullable ReferenceOrListParam subject,
      @OptionalParam(name = QuestionnaireResponse.SP_PATIENT)
          @Nullable ReferenceOrListParam patient,
      @OptionalParam(name = QuestionnaireResponse.SP_QUESTIONNAIRE)
          @Nullable ReferenceOrListParam questionnaire,
      @OptionalParam(name = QuestionnaireResponse.SP_STATUS) @Nullable TokenOrListParam status,
      @OptionalParam(name = QuestionnaireResponse.SP_IDENTIFIER)
          @Nullable TokenOrListParam identifier,
      @OptionalParam(name = QuestionnaireResponse.SP_AUTHOR) @Nullable ReferenceOrListParam author,
      @OptionalParam(name = QuestionnaireResponse.SP_AUTHORED) @Nullable DateAndListParam authored,
      @OptionalParam(name = Constants.PARAM_LASTUPDATED) @Nullable DateAndListParam lastUpdated,
      @Sort @Nullable SortSpec sort,
      @Count @Nullable Integer count,
      @Offset @Nullable Integer offset) {
    var terms =
        search
            .terms()
            .id(id)
            .about(subject)
            .about(patient)
            .answers(questionnaire)
            .status(status)
            .identifier(identifier)
            .author(author)
            .authored(authored)
            .received(lastUpdated)
            .sorted(sort, EnumSet.allOf(By.class));
    return search.find(QuestionnaireResponse.class, terms, Paging.of(count, offset));
  }

  /** SDC $process-response on a response that is sent along. */
  @Operation(name = ProcessResponse.NAME, manualRequest = true)
  public Parameters process(RequestDetails request) {
    return process.answer(request);
  }

  /** SDC $process-response on a response that is stored here. */
  @Operation(name = ProcessResponse.NAME, manualRequest = true)
  public Parameters process(@IdParam IdType id, RequestDetails request) {
    return process.answer(shelf.read(QuestionnaireResponse.class, id), request);
  }

  /** Whether a response that is sent along fits the form. */
  @Operation(name = "$validate")
  public OperationOutcome validate(@ResourceParam Resource input, RequestDetails request) {
    return check.outcome(resource(input), request);
  }

  /** Whether a response that is stored here fits the form. */
  @Operation(name = "$validate")
  public OperationOutcome validate(@IdParam IdType id) {
    return check.outcome(shelf.read(QuestionnaireResponse.class, id));
  }

  private static QuestionnaireResponse resource(Resource input) {
    if (input instanceof Parameters parameters) {
      var named = Population.named(parameters, "resource");
      if (named.isPresent() && named.get().getResource() instanceof QuestionnaireResponse sent) {
        return sent;
      }
      throw new InvalidRequestException("resource is missing; expected a QuestionnaireResponse");
    }
    return QuestionnaireProvider.response(input);
  }

  /** SDC $extract from a response that is sent along. */
  @Operation(name = Extraction.NAME)
  public Parameters extract(@ResourceParam Resource input, RequestDetails request) {
    var response = QuestionnaireProvider.response(input);
    check.require(response, request);
    return extraction.extract(form(input), response);
  }

  /** SDC $extract from a response that is stored here. */
  @Operation(name = Extraction.NAME)
  public Parameters extract(@IdParam IdType id) {
    return extraction.extract(questionnaire, shelf.read(QuestionnaireResponse.class, id));
  }

  private Questionnaire form(Resource input) {
    return input instanceof Parameters parameters
            && Population.named(parameters, "questionnaire")
                    .map(Parameters.ParametersParameterComponent::getResource)
                    .orElse(null)
                instanceof Questionnaire sent
        ? sent
        : questionnaire;
  }
}
