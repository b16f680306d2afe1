package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.decision.Decisions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Callers;
import org.plumbline.web.json.Build;

/** What clinicians decided about an assessment. */
@Path("assessments/{id}/decisions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
  private Callers callers;
  private AssessmentFinder found;
  private Decisions decisions;
  private Once once;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  public DecisionResource() {} // required by the container

  @Inject
  public DecisionResource(
      Callers callers, AssessmentFinder found, Decisions decisions, Once once, Clock clock) {
    this.callers = callers;
    this.found = found;
    this.decisions = decisions;
    this.once = once;
    this.clock = clock;
  }

  /** What clinicians decided about an assessment, newest first. */
  @GET
  public JsonObject all(@PathParam("id") String id) {
    var all = Build.array();
    decisions
        .about(callers.current().tenant(), found.find(id).id())
        .forEach(it -> all.add(DecisionJson.write(it)));
    return Build.object().add("decisions", all).build();
  }

  /** Keeps what a clinician decided; a correction names the decision that it replaces. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response decide(
      @PathParam("id") String id, @HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var stored = found.find(id);
    var sent = BoundedBody.read(body);
    return once.answer(
        key,
        "decision about " + stored.id(),
        sent,
        () -> decide(stored, sent),
        known ->
            decisions.about(callers.current().tenant(), stored.id()).stream()
                .filter(it -> it.id().toString().equals(known))
                .findFirst()
                .map(it -> Once.created(DecisionJson.write(it)))
                .orElseThrow(NotFoundException::new));
  }

  private Once.Done decide(StoredAssessment stored, byte[] sent) throws IOException {
    var earlier = decisions.about(callers.current().tenant(), stored.id());
    var decision =
        DecisionJson.read(sent, callers.current().tenant(), stored, earlier, clock.instant());
    if (!decisions.add(decision)) {
      throw new ClientErrorException(
          "another decision stands already; read it and name it in replaces",
          Response.Status.CONFLICT);
    }
    return new Once.Done(
        Optional.of(decision.id().toString()), Once.created(DecisionJson.write(decision)));
  }
}
