package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.plumbline.database.Part;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes.Interaction;

/** The follow-ups as Tasks, to be read and found. What was done is told by the plain API. */
@ApplicationScoped
public class TaskProvider implements IResourceProvider {
  private FollowUps followUps;
  private Access access;
  private Callers callers;
  private StoredSearch search;

  @SuppressWarnings("NullAway.Init")
  protected TaskProvider() {} // required by the container

  @Inject
  TaskProvider(FollowUps followUps, Access access, Callers callers, StoredSearch search) {
    this.followUps = followUps;
    this.access = access;
    this.callers = callers;
    this.search = search;
  }

  @Override
  public Class<Task> getResourceType() {
    return Task.class;
  }

  /** Reads a Task by id. */
  @Read
  public Task read(@IdParam IdType id) {
    var found =
        AssessmentId.parse(id.getIdPart())
            .flatMap(it -> followUps.find(access.tenant(), it.value()))
            .map(FollowUp.History::followUp)
            .filter(it -> access.covers("Task", Interaction.READ, Optional.of(it.patient())))
            .orElseThrow(() -> new ResourceNotFoundException(id));
    callers.accessed(found.patient());
    return FollowUpTask.of(found);
  }

  /** Finds Tasks, what is due first first. {@code period} is the time when one is due. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = Task.SP_PATIENT) @Nullable ReferenceParam patient,
      @OptionalParam(name = Task.SP_STATUS) @Nullable TokenOrListParam status,
      @OptionalParam(name = Task.SP_PERIOD) @Nullable DateAndListParam period,
      @Count @Nullable Integer count,
      @Offset @Nullable Integer offset,
      RequestDetails request) {
    var paging = Paging.of(count, offset, request);
    var reach = access.reach("Task", patient);
    if (reach.nobodys()) {
      return paging.nothing();
    }
    var due = search.dates().span(period);
    var query =
        new FollowUps.Query(
            access.tenant(),
            reach.about(),
            Optional.empty(),
            states(status),
            due.from(),
            due.before(),
            new Part(paging.after(), paging.skip(), paging.most()));
    return paging.page(
        followUps.find(query),
        new Paging.Written<>(FollowUpTask::of, FollowUp::bookmark),
        followUps.count(query),
        request);
  }

  private static List<State> states(@Nullable TokenOrListParam status) {
    if (status == null) {
      return List.of();
    }
    var wanted = status.getValuesAsQueryTokens().stream().map(it -> it.getValue()).toList();
    var states =
        Stream.of(State.values())
            .filter(it -> wanted.contains(FollowUpTask.status(it).toCode()))
            .toList();
    if (states.isEmpty()) {
      throw new InvalidRequestException(
          "status is not one of accepted, ready, completed, cancelled");
    }
    return states;
  }
}
