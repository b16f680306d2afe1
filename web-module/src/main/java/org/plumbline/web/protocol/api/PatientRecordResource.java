package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.board.Board;
import org.plumbline.board.BoardLine;
import org.plumbline.board.BoardQuery;
import org.plumbline.client.Tenant;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Part;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.diary.Diary;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.Assessments;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.web.access.Callers;
import org.plumbline.web.document.Sheet;
import org.plumbline.web.intake.Reference;

/** What is kept about one patient, to be read; the same as FHIR is $everything of the Patient. */
@Path("patients")
@RequestScoped
public class PatientRecordResource {
  private static final int MOST = 200;

  private Board board;
  private Assessments assessments;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private FollowUps followUps;
  private Diary diary;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  public PatientRecordResource() {} // required by the container

  @Inject
  public PatientRecordResource(
      Board board,
      Assessments assessments,
      Decisions decisions,
      ReportedOutcomes outcomes,
      FollowUps followUps,
      Diary diary,
      Callers callers) {
    this.diary = diary;
    this.board = board;
    this.assessments = assessments;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.followUps = followUps;
    this.callers = callers;
  }

  /** The record as PDF. */
  @GET
  @Path("{id}/record")
  @Produces("application/pdf")
  public byte[] record(@PathParam("id") String id) {
    var patient =
        Reference.to("Patient", id).map(PatientReference::new).orElseThrow(NotFoundException::new);
    callers.accessed(patient);
    var tenant = callers.current().tenant();
    var lines = lines(tenant, patient);
    if (lines.isEmpty()) {
      throw new NotFoundException();
    }
    var sheet = new Sheet("Record of low-back triage").line("Patient: " + patient.value());
    lines.forEach(it -> visit(sheet, tenant, it));
    var days = diary.of(tenant, patient);
    if (!days.isEmpty()) {
      sheet.line("").heading("Diary");
      days.forEach(
          it ->
              sheet.line(
                  "- %s pain %d, trained %s".formatted(it.day(), it.pain(), it.trained().code())));
    }
    return sheet.pdf();
  }

  private List<BoardLine> lines(Tenant tenant, PatientReference patient) {
    var all = new ArrayList<BoardLine>();
    Optional<Bookmark> after = Optional.empty();
    while (true) {
      var sought = BoardQuery.historyOf(tenant, patient, new Part(after, 0, MOST));
      var page = board.lines(sought);
      all.addAll(page);
      if (page.size() < MOST) {
        return all;
      }
      after = Optional.of(sought.bookmark(page.get(page.size() - 1)));
    }
  }

  private void visit(Sheet sheet, Tenant tenant, BoardLine line) {
    sheet
        .line("")
        .heading(
            "%s  %s%s"
                .formatted(
                    line.answeredAt(),
                    shown(line.urgency()),
                    line.standing().provisional() ? ", provisional" : ""))
        .line(
            "Assessment %s, recorded %s, knowledge %s"
                .formatted(line.id(), line.recordedAt(), line.standing().knowledgeVersion()));
    line.redFlags().forEach(it -> sheet.line("- red flag: " + it.title()));
    assessments
        .find(tenant, line.id())
        .ifPresent(
            stored ->
                stored.statements().stream()
                    .filter(it -> !it.value().isUnknown())
                    .forEach(it -> sheet.line("- said: " + Glossary.line(it.fact(), it.value()))));
    for (var it : decisions.about(tenant, line.id())) {
      sheet.line(
          "- decided %s by %s: %s, %s %s"
              .formatted(
                  it.decidedAt(),
                  it.author(),
                  it.kind().code(),
                  it.urgency().display(),
                  OverrideReason.of(it.reason()).map(OverrideReason::display).orElse("")));
    }
    for (var it : outcomes.of(tenant, line.id())) {
      sheet.line(
          "- told %s by %s: arrived %s, scanned %s, found %s %s"
              .formatted(
                  it.reportedAt(),
                  it.author(),
                  it.arrived().code(),
                  it.scanned().code(),
                  it.found().display(),
                  it.remark().orElse("")));
    }
    for (var it : followUps.find(FollowUps.Query.first(tenant, MOST).calledForBy(line.id()))) {
      sheet.line(
          "- %s, due %s: %s"
              .formatted(Instruction.title(it.code()), it.dueAt(), it.state().code()));
    }
  }

  private static String shown(String urgency) {
    return Urgency.of(urgency).map(Urgency::display).orElse(urgency);
  }
}
