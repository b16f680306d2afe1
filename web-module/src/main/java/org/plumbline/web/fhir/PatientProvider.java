package org.plumbline.web.fhir;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** Patients, for EHRs that send a response which refers to one. */
@ApplicationScoped
public class PatientProvider implements IResourceProvider {
  private ResourceShelf shelf;

  @SuppressWarnings("NullAway.Init")
  protected PatientProvider() {} // required by the container

  @Inject
  PatientProvider(ResourceShelf shelf) {
    this.shelf = shelf;
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

  /** Reads a Patient by id. */
  @Read(version = true)
  public Patient read(@IdParam IdType id) {
    return shelf.read(Patient.class, id);
  }
}
