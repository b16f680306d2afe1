package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.plumbline.kb.evidence.Library;

/** The FHIR R4 endpoint at {@code /fhir}. */
@WebServlet(urlPatterns = "/fhir/*", loadOnStartup = 1)
public class FhirEndpoint extends RestfulServer {
  private static final long serialVersionUID = 1L;

  private final transient Providers providers;
  private final transient Bundles bundles;
  private final transient Access access;
  private final transient Clock clock;
  private final transient FhirContext fhir;

  @Inject
  public FhirEndpoint(
      FhirContext context, Providers providers, Bundles bundles, Access access, Clock clock) {
    super(context);
    this.providers = providers;
    this.bundles = bundles;
    this.access = access;
    this.clock = clock;
    this.fhir = context;
  }

  @Override
  protected void initialize() {
    setResourceProviders(providers.all(fhir, clock));
    registerProvider(bundles);
    setServerName("Plumbline");
    setImplementationDescription("Plumbline low-back triage");
    setServerVersion(Library.VERSION);
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setDefaultPrettyPrint(false);
    registerInterceptor(new FhirFaultMapper());
    registerInterceptor(new SpokenFormats());
    registerInterceptor(new OfferedMethods());
    registerInterceptor(new DeclaredSearch());
    registerInterceptor(new StorableBody());
    registerInterceptor(new AccessControl(access));
    registerInterceptor(new Capabilities());
    registerInterceptor(new Paging.Links());
  }

  @Override
  protected void handleRequest(
      RequestTypeEnum method, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    var whole = new WholeAnswer(response);
    super.handleRequest(method, request, whole);
    whole.send();
  }

  /** Which software answers is the operator's business, not every client's. */
  @Override
  protected String createPoweredByHeader() {
    return "";
  }
}
