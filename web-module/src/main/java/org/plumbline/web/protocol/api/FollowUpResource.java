package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.plumbline.database.Part;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.web.access.Callers;
import org.plumbline.web.json.Build;

/** The follow-ups of a clinic: what is due, and what was done about it. */
@Path("follow-ups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FollowUpResource {
  private static final int NAME = 255;
  private static final int REMARK = 1000;

  private FollowUps followUps;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  public FollowUpResource() {} // required by the container

  @Inject
  public FollowUpResource(FollowUps followUps, Callers callers) {
    this.followUps = followUps;
    this.callers = callers;
  }

  /** Those that fit, what is due first first; every open one when no state is asked for. */
  @GET
  public JsonObject list(@Context UriInfo address) {
    var sought =
        Sought.of(address, Set.of("state", "patient", "assessment", "dueFrom", "dueBefore"));
    var states =
        sought
            .one("state", "open, or states such as due,escalated", FollowUpResource::states)
            .orElse(open());
    var query =
        new FollowUps.Query(
            callers.current().tenant(),
            sought.patient(),
            sought.id("assessment").map(AssessmentId::new),
            states,
            sought.moment("dueFrom"),
            sought.moment("dueBefore"),
            new Part(sought.after(), sought.skip(), sought.count()));
    sought.check();
    query.patient().ifPresent(callers::accessed);
    var found = Build.array();
    var page = followUps.find(query);
    page.forEach(it -> found.add(json(it)));
    var answer = Build.object().add("followUps", found);
    sought.next(page, FollowUp::bookmark).ifPresent(it -> answer.add("next", it));
    return answer.build();
  }

  private static List<State> open() {
    return List.of(State.SCHEDULED, State.DUE, State.ESCALATED);
  }

  private static Optional<List<State>> states(String text) {
    if (text.equals("open")) {
      return Optional.of(open());
    }
    var states = new ArrayList<State>();
    for (var it : text.split(",", 10)) {
      var state = State.of(it);
      if (state.isEmpty()) {
        return Optional.empty();
      }
      states.add(state.get());
    }
    return Optional.of(states);
  }

  /** One with every step. */
  @GET
  @Path("{id}")
  public JsonObject read(@PathParam("id") String id) {
    var found =
        uuid(id)
            .flatMap(it -> followUps.find(callers.current().tenant(), it))
            .orElseThrow(NotFoundException::new);
    callers.accessed(found.followUp().patient());
    var steps = Build.array();
    for (var it : found.steps()) {
      var step =
          Build.object()
              .add("at", it.at().toString())
              .add("state", it.state().code())
              .add("by", it.author());
      it.remark().ifPresent(remark -> step.add("remark", remark));
      steps.add(step);
    }
    return json(found.followUp()).add("steps", steps).build();
  }

  /** Something was done about it: done, or cancelled. */
  @POST
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject move(@PathParam("id") String id, InputStream sent) throws IOException {
    var body = Body.read(sent, Set.of("state", "by", "remark"));
    var to = State.of(body.required("state", NAME));
    if (to.filter(it -> it == State.DONE || it == State.CANCELLED).isEmpty()) {
      body.fault("state", "is not understood; expected done or cancelled");
    }
    var by = body.required("by", NAME);
    var remark = body.optional("remark", REMARK);
    if (to.filter(State.CANCELLED::equals).isPresent() && remark.isEmpty()) {
      body.fault("remark", "is missing; say why it is cancelled");
    }
    body.check();
    var moved =
        uuid(id)
            .flatMap(
                it ->
                    followUps.move(
                        callers.current().tenant(),
                        it,
                        new FollowUps.Move(to.orElseThrow(), by, remark)))
            .orElseThrow(NotFoundException::new);
    callers.accessed(moved.patient());
    return json(moved).build();
  }

  static Optional<UUID> uuid(String text) {
    return AssessmentId.parse(text).map(AssessmentId::value);
  }

  static JsonObjectBuilder json(FollowUp it) {
    var json =
        Build.object()
            .add("id", it.id().toString())
            .add("patient", it.patient().value())
            .add("code", it.code())
            .add("createdAt", it.createdAt().toString())
            .add("dueAt", it.dueAt().toString())
            .add("state", it.state().code());
    it.assessment().ifPresent(of -> json.add("assessment", of.toString()));
    it.urgency().ifPresent(of -> json.add("disposition", of));
    it.supersededBy().ifPresent(by -> json.add("supersededBy", by.toString()));
    return json;
  }
}
