package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.plumbline.web.access.Callers;

/** What was concluded, by each type of resource that tells of it. */
@ApplicationScoped
class ResultProviders {
  private Results results;
  private Access access;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  protected ResultProviders() {} // required by the container

  @Inject
  ResultProviders(Results results, Access access, Callers callers) {
    this.results = results;
    this.access = access;
    this.callers = callers;
  }

  List<IResourceProvider> all() {
    return List.of(
        of(GuidanceResponse.class),
        of(DetectedIssue.class),
        of(ServiceRequest.class),
        of(Provenance.class));
  }

  private <T extends Resource> ResultProvider<T> of(Class<T> type) {
    return new ResultProvider<>(type, results, access, callers);
  }
}
