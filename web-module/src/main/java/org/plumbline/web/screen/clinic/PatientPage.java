package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.document.RecordWriter;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.screen.page.Answer;

/** A patient: the newest assessment, or that there is none yet. */
@Path("")
@RequestScoped
public class PatientPage {
  private Desk desk;
  private Assessments assessments;
  private People people;
  private RecordWriter record;

  @SuppressWarnings("NullAway.Init")
  public PatientPage() {} // required by the container

  @Inject
  public PatientPage(Desk desk, Assessments assessments, People people, RecordWriter record) {
    this.desk = desk;
    this.assessments = assessments;
    this.people = people;
    this.record = record;
  }

  /** The one whom the EHR has opened. */
  @GET
  @Path("patient")
  public Answer ofTheEhr(@BeanParam Call call) {
    return open(call, call.seat().patient());
  }

  /** One whom the board or a follow-up names. */
  @GET
  @Path("patients/{id}")
  public Answer named(@BeanParam Call call, @PathParam("id") String id) {
    return open(call, Reference.to("Patient", id).map(PatientReference::new));
  }

  private Answer open(Call call, Optional<PatientReference> named) {
    var patient = named.filter(call.seat()::maySee).orElseThrow(NotFoundException::new);
    desk.callers().accessed(patient);
    return assessment(call, patient)
        .map(it -> Answer.to("/app/assessments/" + it.id()))
        .orElseGet(
            () ->
                Answer.page(
                    Desk.TEMPLATES.clinicNoIntake(
                        desk.frame("", call.seat()), people.of(call.seat().tenant(), patient))));
  }

  /** The assessment that our card was about, when it is this patient's; else the newest. */
  private Optional<StoredAssessment> assessment(Call call, PatientReference patient) {
    var tenant = call.seat().tenant();
    return record
        .cardAssessment(call.request())
        .flatMap(it -> assessments.find(tenant, it))
        .filter(it -> it.patient().equals(patient))
        .or(() -> assessments.newest(tenant, patient));
  }
}
