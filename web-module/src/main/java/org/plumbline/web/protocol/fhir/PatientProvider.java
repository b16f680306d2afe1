package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateAndListParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Search.By;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes.Interaction;

/** Patients, for EHRs that send a response which refers to one. */
@ApplicationScoped
public class PatientProvider implements IResourceProvider {
  /** What a record holds; whoever takes it away must be allowed to read each. */
  private static final List<String> RECORD =
      List.of("Patient", "QuestionnaireResponse", "Task", "AuditEvent");

  private ResourceShelf shelf;
  private StoredSearch search;
  private Everything everything;
  private Access access;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  protected PatientProvider() {} // required by the container

  @Inject
  PatientProvider(
      ResourceShelf shelf,
      StoredSearch search,
      Everything everything,
      Access access,
      Callers callers) {
    this.shelf = shelf;
    this.search = search;
    this.everything = everything;
    this.access = access;
    this.callers = callers;
  }

  @Override
  public Class<Patient> getResourceType() {
    return Patient.class;
  }

  /** Keeps a new Patient under an id of ours, unless If-None-Exist finds it. */
  @Create
  public MethodOutcome create(
      @ResourceParam Patient patient, @ConditionalUrlParam @Nullable String condition) {
    return shelf.create(patient, condition);
  }

  /** Keeps a Patient under the sender's id. */
  @Update
  public MethodOutcome update(
      @IdParam IdType id, @ResourceParam Patient patient, RequestDetails request) {
    return shelf.update(id, patient, request.getHeader(Constants.HEADER_IF_MATCH));
  }

  /** Finds Patients by id or identifier, newest first unless another order is asked for. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = Patient.SP_RES_ID) @Nullable TokenOrListParam id,
      @OptionalParam(name = Patient.SP_IDENTIFIER) @Nullable TokenOrListParam identifier,
      @OptionalParam(name = Constants.PARAM_LASTUPDATED) @Nullable DateAndListParam lastUpdated,
      @Sort @Nullable SortSpec sort,
      @Count @Nullable Integer count,
      @Offset @Nullable Integer offset) {
    var terms =
        search
            .terms()
            .id(id)
            .identifier(identifier)
            .received(lastUpdated)
            .sorted(sort, EnumSet.of(By.ID, By.RECEIVED));
    return search.find(Patient.class, terms, Paging.of(count, offset));
  }

  /** Everything that is kept here about a patient, to be taken away. */
  @Operation(name = "$everything", idempotent = true)
  public Bundle everything(@IdParam IdType id, RequestDetails request) {
    var patient = new PatientReference("Patient/" + id.getIdPart());
    for (var type : RECORD) {
      access.require(type, Interaction.READ);
      if (!access.covers(type, Interaction.READ, Optional.of(patient))) {
        throw Access.forbidden();
      }
    }
    callers.accessed(patient);
    return everything
        .of(patient, request.getFhirServerBase())
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** Reads a Patient by id. */
  @Read(version = true)
  public Patient read(@IdParam IdType id) {
    return shelf.read(Patient.class, id);
  }
}
