package org.plumbline.web.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** Adds to the CapabilityStatement what HAPI cannot know. */
@Interceptor
public class Capabilities {

  /** Names the publisher and the standard operation. */
  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void complete(IBaseConformance conformance) {
    var statement = (CapabilityStatement) conformance;
    statement.setPublisher("Plumbline");
    // The short codes say the same and need no terminology server to be checked.
    statement.getFormat().removeIf(format -> format.getCode().contains("/"));
    statement.getRest().stream()
        .flatMap(rest -> rest.getResource().stream())
        .flatMap(it -> it.getOperation().stream())
        .filter(it -> it.getName().equals("process-response"))
        .forEach(
            it ->
                it.setDefinition(
                    "http://hl7.org/fhir/uv/sdc/OperationDefinition/Questionnaire-process-response"));
  }
}
