package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.Route;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Callers;
import org.plumbline.web.intake.PlainIntake;
import org.plumbline.web.intake.RecordedIn;

/** Assessments by plain JSON. The contract is the OpenAPI document at {@code /api/openapi.json}. */
@Path("assessments")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AssessmentResource {
  private PlainIntake intakes;
  private TriageService triage;
  private Callers callers;
  private AssessmentFinder found;
  private AssessmentAnswers answers;
  private Once once;

  @SuppressWarnings("NullAway.Init")
  public AssessmentResource() {} // required by the container

  @Inject
  public AssessmentResource(
      PlainIntake intakes,
      TriageService triage,
      Callers callers,
      AssessmentFinder found,
      AssessmentAnswers answers,
      Once once) {
    this.intakes = intakes;
    this.triage = triage;
    this.callers = callers;
    this.found = found;
    this.answers = answers;
    this.once = once;
  }

  /** Assesses an intake and records it; once, however often it is sent under one key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response assess(@HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var sent = BoundedBody.read(body);
    return once.answer(key, "", sent, () -> assess(sent), this::again);
  }

  private Once.Done assess(byte[] sent) {
    var read = intakes.read(sent);
    var recorded =
        triage.assess(read.visit(callers.current().tenant(), Route.PLAIN_JSON), read.intake());
    var json = answers.of(recorded, read.patient(), read.answeredAt());
    return new Once.Done(
        recorded.id().map(AssessmentId::toString),
        recorded
            .id()
            .map(id -> created(id, json))
            .orElseGet(() -> Response.ok(json.build()).build()));
  }

  private static Response created(AssessmentId id, JsonObjectBuilder json) {
    return Response.created(URI.create("assessments/" + id))
        .header(RecordedIn.HEADER, id)
        .entity(json.add("id", id.toString()).build())
        .build();
  }

  private Response again(String known) {
    var stored = found.find(known);
    return created(stored.id(), answers.of(stored));
  }
}
