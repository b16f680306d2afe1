package org.plumbline.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Questionnaire;
import org.jspecify.annotations.Nullable;

/** The Questionnaire, and $process-response on it. */
@ApplicationScoped
public class QuestionnaireProvider implements IResourceProvider {
  private Questionnaire questionnaire;
  private ProcessResponse process;

  @SuppressWarnings("NullAway.Init")
  protected QuestionnaireProvider() {} // required by the container

  @Inject
  QuestionnaireProvider(FhirContext context, ProcessResponse process) {
    this.questionnaire =
        Artifacts.load(context, Questionnaire.class, "Questionnaire-low-back-intake.json");
    this.process = process;
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

  /** Finds the Questionnaire by canonical address, version or status. */
  @Search
  public List<Questionnaire> search(
      @OptionalParam(name = Questionnaire.SP_URL) @Nullable UriParam url,
      @OptionalParam(name = Questionnaire.SP_VERSION) @Nullable TokenParam version,
      @OptionalParam(name = Questionnaire.SP_STATUS) @Nullable TokenParam status) {
    var found =
        (url == null
                || Artifacts.isMeant(
                    questionnaire.getUrl(), questionnaire.getVersion(), url.getValue()))
            && (version == null || version.getValue().equals(questionnaire.getVersion()))
            && (status == null || status.getValue().equals(questionnaire.getStatus().toCode()));
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

  private void requireKnown(IdType id) {
    if (!id.getIdPart().equals(questionnaire.getIdElement().getIdPart())) {
      throw new ResourceNotFoundException(id);
    }
  }
}
