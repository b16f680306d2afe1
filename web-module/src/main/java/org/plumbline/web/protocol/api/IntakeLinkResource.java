package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.json.Build;

/** Links by which a patient fills the intake on a phone, or on a shared device by a code. */
@Path("intake-links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IntakeLinkResource {
  private static final Duration LIFE = Duration.ofHours(72);
  private static final int ID = 100;

  private IntakeLinks links;
  private LinkTokens tokens;
  private Callers callers;
  private ServerAddress address;
  private Once once;

  @SuppressWarnings("NullAway.Init")
  public IntakeLinkResource() {} // required by the container

  @Inject
  public IntakeLinkResource(
      IntakeLinks links, LinkTokens tokens, Callers callers, ServerAddress address, Once once) {
    this.once = once;
    this.links = links;
    this.tokens = tokens;
    this.callers = callers;
    this.address = address;
  }

  /** A new link for one patient; it ends after 72 hours. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(
      @HeaderParam(Once.HEADER) @Nullable String key,
      InputStream body,
      @Context HttpServletRequest request)
      throws IOException {
    var sent = BoundedBody.read(body);
    return once.answer(
        key,
        "link",
        sent,
        () -> add(sent, request),
        known ->
            links
                .find(UUID.fromString(known))
                .map(it -> created(it, request))
                .orElseThrow(NotFoundException::new));
  }

  private Once.Done add(byte[] sent, HttpServletRequest request) {
    var body = Body.read(sent, Set.of("patient"));
    var patient = Reference.to("Patient", body.required("patient", ID));
    if (patient.isEmpty()) {
      body.fault("patient", "is not an id; expected 1 to 64 letters, digits, hyphens and dots");
    }
    body.check();
    var caller = callers.current();
    var link =
        links.send(
            caller.tenant(), new PatientReference(patient.orElseThrow()), LIFE, caller.name());
    return new Once.Done(Optional.of(link.id().toString()), created(link, request));
  }

  private Response created(IntakeLink link, HttpServletRequest request) {
    callers.accessed(link.patient());
    var json =
        Build.object()
            .add("url", address.base(request) + "/intake/" + tokens.of(link))
            .add("code", link.code())
            .add("patient", link.patient().value())
            .add("expiresAt", link.expiresAt().toString())
            .build();
    return Response.status(Response.Status.CREATED).entity(json).build();
  }
}
