package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.document.Handouts;
import org.plumbline.web.document.Letters;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.StepPage.Clinic;

/** What goes out with a patient: the letter, and the hand-out. */
@Path("assessments/{id}")
@RequestScoped
public class AssessmentDocuments {
  private static final int TEXT = 80;

  private Desk desk;
  private OpenAssessments assessments;
  private People people;
  private Letters letters;
  private Handouts handouts;
  private ClinicSettings settings;
  private ClinicFace face;

  @SuppressWarnings("NullAway.Init")
  public AssessmentDocuments() {} // required by the container

  @Inject
  public AssessmentDocuments(
      Desk desk,
      OpenAssessments assessments,
      People people,
      Letters letters,
      Handouts handouts,
      ClinicSettings settings,
      ClinicFace face) {
    this.desk = desk;
    this.assessments = assessments;
    this.people = people;
    this.letters = letters;
    this.handouts = handouts;
    this.settings = settings;
    this.face = face;
  }

  /** The letter to whoever sees the patient next. */
  @GET
  @Path("letter.pdf")
  public Answer letter(@BeanParam Call call, @PathParam("id") String id) {
    var stored = assessments.open(call, id).stored();
    var tenant = call.seat().tenant();
    var person = people.of(tenant, stored.patient());
    var patient =
        Stream.of(
                Optional.of(person.name()),
                person.born().map("born "::concat),
                person.phone().map("telephone "::concat),
                Optional.of("id " + person.id()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return Answer.pdf("letter.pdf", letters.of(tenant, stored, patient).pdf());
  }

  /** What the patient takes home, in the language that is asked for. */
  @GET
  @Path("handout")
  public Answer handout(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    var seat = call.seat();
    var language = call.sent().text("lang", TEXT).flatMap(Language::of).orElse(settings.language());
    return Answer.page(
        Desk.TEMPLATES.clinicHandout(
            desk.frame("", seat),
            Messages.in(language),
            handouts.of(opened.stored(), desk.zone(seat), language),
            settings.emergencyNumber(),
            new Clinic(face.name(), face.phone()),
            people.of(seat.tenant(), opened.stored().patient()).name(),
            opened.address(),
            handouts.earlier(seat.tenant(), opened.stored(), language)));
  }
}
