package org.plumbline.web.fhir;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;

/** Responses to the Questionnaire; only one that can be assessed is kept. */
@ApplicationScoped
public class QuestionnaireResponseProvider implements IResourceProvider {
  private ResourceShelf shelf;
  private ProcessResponse process;

  @SuppressWarnings("NullAway.Init")
  protected QuestionnaireResponseProvider() {} // required by the container

  @Inject
  QuestionnaireResponseProvider(ResourceShelf shelf, ProcessResponse process) {
    this.shelf = shelf;
    this.process = process;
  }

  @Override
  public Class<QuestionnaireResponse> getResourceType() {
    return QuestionnaireResponse.class;
  }

  /** Keeps a response under an id of ours. */
  @Create
  public MethodOutcome create(@ResourceParam QuestionnaireResponse response) {
    process.check(response);
    return shelf.create(response);
  }

  /** Reads a response by id. */
  @Read
  public QuestionnaireResponse read(@IdParam IdType id) {
    return shelf.read(QuestionnaireResponse.class, id);
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
}
