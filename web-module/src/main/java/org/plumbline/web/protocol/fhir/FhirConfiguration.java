package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Builds the FHIR context once; an element that FHIR does not have is refused, not dropped. */
@ApplicationScoped
public class FhirConfiguration {
  private final FhirContext context = strict();

  private static FhirContext strict() {
    var context = FhirContext.forR4();
    context.setParserErrorHandler(new StrictErrorHandler());
    return context;
  }

  @Produces
  @Dependent
  FhirContext context() {
    return context;
  }
}
