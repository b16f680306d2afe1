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
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.AuditTrail.Told;
import org.plumbline.audit.Entry;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes.Interaction;

/**
 * The audit as AuditEvents, after the <a href="https://profiles.ihe.net/ITI/BALP/">Basic Audit Log
 * Patterns</a>.
 */
@ApplicationScoped
public class AuditEventProvider implements IResourceProvider {
  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
  private static final String ENTITY_TYPES =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String OURS = Library.CANONICAL_BASE + "/CodeSystem/low-back-audit";
  private static final int MINOR_FAILURE = 400;
  private static final int SERIOUS_FAILURE = 500;

  private AuditTrail trail;
  private Access access;
  private Callers callers;
  private StoredSearch search;

  @SuppressWarnings("NullAway.Init")
  protected AuditEventProvider() {} // required by the container

  @Inject
  AuditEventProvider(AuditTrail trail, Access access, Callers callers, StoredSearch search) {
    this.trail = trail;
    this.access = access;
    this.callers = callers;
    this.search = search;
  }

  @Override
  public Class<AuditEvent> getResourceType() {
    return AuditEvent.class;
  }

  /** Reads an AuditEvent by id. */
  @Read
  public AuditEvent read(@IdParam IdType id) {
    var found =
        AssessmentId.parse(id.getIdPart())
            .flatMap(it -> trail.find(access.tenant(), it.value()))
            .filter(it -> access.covers("AuditEvent", Interaction.READ, it.patient()))
            .orElseThrow(() -> new ResourceNotFoundException(id));
    found.patient().ifPresent(callers::accessed);
    return event(found);
  }

  /** Finds AuditEvents, newest first. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = AuditEvent.SP_PATIENT) @Nullable ReferenceParam patient,
      @OptionalParam(name = AuditEvent.SP_DATE) @Nullable DateAndListParam date,
      @Count @Nullable Integer count,
      @Offset @Nullable Integer offset,
      RequestDetails request) {
    var paging = Paging.of(count, offset, request);
    var reach = access.reach("AuditEvent", patient);
    if (reach.nobodys()) {
      return paging.nothing();
    }
    var when = search.dates().span(date);
    var query =
        new AuditTrail.Query(
            access.tenant(),
            reach.about(),
            when.from(),
            when.before(),
            paging.after(),
            paging.skip(),
            paging.most());
    return paging.page(
        trail.find(query),
        new Paging.Written<>(AuditEventProvider::event, Told::bookmark),
        trail.count(query),
        request);
  }

  static AuditEvent event(Told told) {
    var entry = told.entry();
    var event = new AuditEvent();
    event.setId(entry.id().toString());
    event.setType(new Coding(TYPES, "rest", "RESTful Operation"));
    event.addSubtype(subtype(entry.deed().action()));
    event.addSubtype(new Coding().setSystem(OURS).setCode(entry.deed().action().code()));
    event.setAction(action(entry.deed().action()));
    event.setRecorded(Date.from(entry.at()));
    event.setOutcome(outcome(entry.deed().outcome()));
    event.addAgent().setWho(new Reference().setDisplay(entry.deed().agent())).setRequestor(true);
    event.getSource().setObserver(new Reference().setDisplay("Plumbline"));
    told.patient()
        .ifPresent(
            it ->
                event
                    .addEntity()
                    .setWhat(new Reference(it.value()))
                    .setType(new Coding(ENTITY_TYPES, "1", "Person"))
                    .setRole(new Coding(ROLES, "1", "Patient")));
    var thing = event.addEntity();
    thing.setType(new Coding(ENTITY_TYPES, "2", "System Object"));
    thing.setName(
        entry.deed().about().isEmpty()
            ? entry.deed().what()
            : entry.deed().what() + " " + entry.deed().about());
    return event;
  }

  private static Coding subtype(Entry.Action action) {
    return switch (action) {
      case CREATE -> new Coding(INTERACTIONS, "create", "create");
      case READ -> new Coding(INTERACTIONS, "read", "read");
      case UPDATE -> new Coding(INTERACTIONS, "update", "update");
      case DELETE, ERASE -> new Coding(INTERACTIONS, "delete", "delete");
      case EXECUTE, GUIDANCE, ALARM -> new Coding(INTERACTIONS, "operation", "operation");
    };
  }

  private static AuditEventAction action(Entry.Action action) {
    return switch (action) {
      case CREATE -> AuditEventAction.C;
      case READ -> AuditEventAction.R;
      case UPDATE -> AuditEventAction.U;
      case DELETE, ERASE -> AuditEventAction.D;
      case EXECUTE, GUIDANCE, ALARM -> AuditEventAction.E;
    };
  }

  private static AuditEventOutcome outcome(int status) {
    if (status >= SERIOUS_FAILURE) {
      return AuditEventOutcome._8;
    }
    return status >= MINOR_FAILURE ? AuditEventOutcome._4 : AuditEventOutcome._0;
  }
}
