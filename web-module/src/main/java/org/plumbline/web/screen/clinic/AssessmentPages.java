package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.document.RecordWriter;
import org.plumbline.web.screen.page.Answer;

/** One assessment: the verdict, what to examine next, and what is written to the record. */
@Path("assessments/{id}")
@RequestScoped
public class AssessmentPages {
  private static final int TEXT = 80;

  private Desk desk;
  private OpenAssessments assessments;
  private AssessmentViews views;
  private Examination examination;
  private RecordWriter record;

  @SuppressWarnings("NullAway.Init")
  public AssessmentPages() {} // required by the container

  @Inject
  public AssessmentPages(
      Desk desk,
      OpenAssessments assessments,
      AssessmentViews views,
      Examination examination,
      RecordWriter record) {
    this.desk = desk;
    this.assessments = assessments;
    this.views = views;
    this.examination = examination;
    this.record = record;
  }

  /** The whole page. */
  @GET
  public Answer view(@BeanParam Call call, @PathParam("id") String id) {
    return views.shown(assessments.open(call, id));
  }

  /** What of the page changes while it is open. */
  @GET
  @Path("part")
  public Answer part(@BeanParam Call call, @PathParam("id") String id) {
    return Answer.page(
        Desk.TEMPLATES.clinicAssessmentPart(
            views.page(assessments.open(call, id)), Optional.empty()));
  }

  /** Keeps what was examined; the answers are assessed again with it. */
  @POST
  @Path("examine")
  public Answer examine(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    var sent = call.sent();
    var statement =
        examination.read(
            sent.text("fact", TEXT).orElse(""),
            sent.text("value", TEXT).orElse(""),
            sent.text("unit", TEXT));
    if (statement.isEmpty()) {
      return views.shown(
          opened, "This value does not fit; it was not kept. Look at its range and unit.");
    }
    return examination
        .record(call.seat().tenant(), call.seat().name(), opened.stored(), statement.get())
        .map(it -> Answer.to("/app/assessments/" + it))
        .orElseGet(desk::away);
  }

  /** Writes to the EHR that has opened us. */
  @POST
  @Path("write")
  public Answer write(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    record.write(call.request(), opened.stored());
    return Answer.to(opened.address() + "#record");
  }

  /** Every level, the most urgent first, as the keys 1 to 6 choose them. */
  public static List<Urgency> levels() {
    var levels = new ArrayList<>(List.of(Urgency.values()));
    Collections.reverse(levels);
    return levels;
  }
}
