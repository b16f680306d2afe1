package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Callers;
import org.plumbline.web.json.Build;

/** What became of the patient after an assessment. */
@Path("assessments/{id}/outcomes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OutcomeResource {
  private Callers callers;
  private AssessmentFinder found;
  private ReportedOutcomes outcomes;
  private Once once;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  public OutcomeResource() {} // required by the container

  @Inject
  public OutcomeResource(
      Callers callers, AssessmentFinder found, ReportedOutcomes outcomes, Once once, Clock clock) {
    this.callers = callers;
    this.found = found;
    this.outcomes = outcomes;
    this.once = once;
    this.clock = clock;
  }

  /** What became of the patient; the one that holds first. */
  @GET
  public JsonObject all(@PathParam("id") String id) {
    var all = Build.array();
    outcomes
        .of(callers.current().tenant(), found.find(id).id())
        .forEach(it -> all.add(OutcomeJson.write(it)));
    return Build.object().add("outcomes", all).build();
  }

  /** Keeps what became of the patient; a later one holds. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response report(
      @PathParam("id") String id, @HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var stored = found.find(id);
    var sent = BoundedBody.read(body);
    return once.answer(
        key,
        "outcome of " + stored.id(),
        sent,
        () -> report(stored, sent),
        known ->
            outcomes
                .find(callers.current().tenant(), stored.id(), Integer.parseInt(known))
                .map(it -> Once.created(OutcomeJson.write(it)))
                .orElseThrow(NotFoundException::new));
  }

  private Once.Done report(StoredAssessment stored, byte[] sent) throws IOException {
    var outcome = OutcomeJson.read(sent, callers.current().tenant(), stored, clock.instant());
    var position = outcomes.add(outcome);
    return new Once.Done(
        Optional.of(String.valueOf(position)), Once.created(OutcomeJson.write(outcome)));
  }
}
