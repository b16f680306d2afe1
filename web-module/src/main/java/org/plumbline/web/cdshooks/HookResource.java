package org.plumbline.web.cdshooks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import org.plumbline.web.intake.JsonBody;

/** CDS Hooks: which service there is, and the call of it. */
@Path("")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HookResource {
  /** The response header that names the recorded assessment. */
  public static final String ASSESSMENT_HEADER = "Plumbline-Assessment";

  private static final String SERVICE = "low-back-triage";
  static final String HOOK = "patient-view";

  private TriageHook triage;
  private CardWriter cards;

  @SuppressWarnings("NullAway.Init")
  public HookResource() {} // required by the container

  @Inject
  public HookResource(TriageHook triage, CardWriter cards) {
    this.triage = triage;
    this.cards = cards;
  }

  /** The services. See <a href="https://cds-hooks.hl7.org/2.0/#discovery">Discovery</a>. */
  @GET
  public JsonObject discovery() {
    var prefetch =
        Json.createObjectBuilder()
            .add(TriageHook.PATIENT, "Patient/{{context.patientId}}")
            .add(
                TriageHook.CONDITIONS,
                "Condition?patient={{context.patientId}}&category=problem-list-item")
            .add(
                TriageHook.INTAKE,
                "QuestionnaireResponse?patient={{context.patientId}}&_sort=-authored&_count=5");
    var service =
        Json.createObjectBuilder()
            .add("hook", HOOK)
            .add("id", SERVICE)
            .add("title", "Low-back triage after lifting")
            .add(
                "description",
                "Finds red flags in the intake of a patient with low-back pain after lifting and says where the patient goes next, how fast, and why.")
            .add("prefetch", prefetch)
            .add(
                "usageRequirements",
                "Works without access to the FHIR server: send the intake, a QuestionnaireResponse to the low-back intake, as prefetch.");
    return Json.createObjectBuilder()
        .add("services", Json.createArrayBuilder().add(service))
        .build();
  }

  /**
   * One call. See <a href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a CDS
   * Service</a>.
   */
  @POST
  @Path("{service}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response call(@PathParam("service") String service, InputStream body, @Context UriInfo uri)
      throws IOException {
    if (!service.equals(SERVICE)) {
      throw new NotFoundException();
    }
    var outcome = triage.assess(HookRequest.read(read(body), HOOK));
    var response = Response.ok(cards.write(outcome, uri.getBaseUri().resolve("/")));
    outcome
        .answered()
        .flatMap(it -> it.recorded().id())
        .ifPresent(id -> response.header(ASSESSMENT_HEADER, id));
    return response.build();
  }

  private static byte[] read(InputStream body) throws IOException {
    var bytes = body.readNBytes(JsonBody.MAX_BYTES + 1);
    if (bytes.length > JsonBody.MAX_BYTES) {
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    return bytes;
  }
}
