package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.database.Part;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Answer;

/** What is due, and what was done about it. */
@Path("follow-ups")
@ClinicWide
@RequestScoped
public class FollowUpPages {
  private static final int MOST = 200;

  /** The longest number of lines to pass over, in digits. */
  private static final int FROM = 6;

  private static final int ID = 40;
  private static final int REMARK = 1000;
  private static final String OUTCOME = "outcome";
  private static final Duration WEEK = Duration.ofDays(7);

  private Desk desk;
  private FollowUps followUps;
  private People people;

  @SuppressWarnings("NullAway.Init")
  public FollowUpPages() {} // required by the container

  @Inject
  public FollowUpPages(Desk desk, FollowUps followUps, People people) {
    this.desk = desk;
    this.followUps = followUps;
    this.people = people;
  }

  /**
   * A follow-up as it is listed; without an urgency nothing was assessed yet.
   *
   * @param outcome whether it asks what became of the patient, which is told on the assessment
   */
  public record Line(
      String id,
      String address,
      String name,
      String what,
      Optional<Urgency> urgency,
      String due,
      boolean late,
      State state,
      boolean outcome) {}

  /** What is due, and what is planned for the next week. */
  @GET
  public Answer list(@BeanParam Call call) {
    return list(call, Optional.empty());
  }

  private Answer list(Call call, Optional<String> fault) {
    var from =
        call.sent()
            .text("from", FROM)
            .filter(it -> it.matches("[0-9]+"))
            .map(Integer::valueOf)
            .orElse(0);
    var due = lines(call.seat(), List.of(State.DUE, State.ESCALATED), Optional.empty(), from);
    return Answer.page(
        fault.isPresent() ? Desk.UNPROCESSABLE : HttpServletResponse.SC_OK,
        Desk.TEMPLATES.clinicFollowUps(
            desk.frame("follow-ups", call.seat()),
            due,
            lines(call.seat(), List.of(State.SCHEDULED), Optional.of(WEEK), 0),
            fault,
            Optional.of(from + MOST).filter(it -> due.size() == MOST)));
  }

  private List<Line> lines(Seat seat, List<State> states, Optional<Duration> within, int skip) {
    var found =
        followUps.gravest(
            new FollowUps.Query(
                seat.tenant(),
                Optional.empty(),
                Optional.empty(),
                states,
                Optional.empty(),
                within.map(it -> desk.now().plus(it)),
                new Part(Optional.empty(), skip, MOST)));
    var named = people.of(seat.tenant(), found.stream().map(FollowUp::patient).toList());
    return found.stream()
        .map(it -> line(it, Objects.requireNonNull(named.get(it.patient())).name()))
        .toList();
  }

  private Line line(FollowUp it, String name) {
    var now = desk.now();
    return new Line(
        it.id().toString(),
        it.assessment()
            .map(of -> "/app/assessments/" + of)
            .orElse("/app/patients/" + it.patient().value().replaceFirst(".*/", "")),
        name,
        Instruction.title(it.code()),
        it.urgency().map(of -> Urgency.of(of).orElse(Urgency.AMBULANCE)),
        Spans.due(it.dueAt(), now),
        it.dueAt().isBefore(now),
        it.state(),
        it.code().equals(OUTCOME));
  }

  /** Says that one was done, or why it is cancelled. */
  @POST
  public Answer move(@BeanParam Call call) {
    var sent = call.sent();
    var id = sent.text("id", ID).flatMap(AssessmentId::parse).orElseThrow(NotFoundException::new);
    var to =
        sent.text("state", ID)
            .flatMap(State::of)
            .filter(it -> it == State.DONE || it == State.CANCELLED)
            .orElseThrow(NotFoundException::new);
    var remark = sent.text("remark", REMARK);
    if (to == State.CANCELLED && remark.isEmpty()) {
      return list(call, Optional.of("Say why it is cancelled."));
    }
    followUps
        .move(call.seat().tenant(), id.value(), new FollowUps.Move(to, call.seat().name(), remark))
        .ifPresent(it -> desk.callers().accessed(it.patient()));
    return Answer.to("/app/follow-ups");
  }
}
