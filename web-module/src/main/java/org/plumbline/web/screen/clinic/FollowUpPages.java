package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.decision.RuleStatistics;
import org.plumbline.decision.RuleStatistics.Counts;
import org.plumbline.decision.RuleStatistics.Ends;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.followup.Outcomes;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Redirect;

/** What is due, what was done about it, and how the patients of the clinic fare. */
@WebServlet({"/app/follow-ups", "/app/follow-ups/*", "/app/outcomes"})
public class FollowUpPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 200;

  /** The longest number of lines to pass over, in digits. */
  private static final int FROM = 6;

  private static final int ID = 40;
  private static final int REMARK = 1000;
  private static final String OUTCOME = "outcome";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration QUARTER = Duration.ofDays(90);

  private final transient Desk desk;
  private final transient FollowUps followUps;
  private final transient Outcomes outcomes;
  private final transient People people;
  private final transient RuleStatistics statistics;
  private final transient KnowledgeBase knowledge;

  @Inject
  FollowUpPages(
      Desk desk,
      FollowUps followUps,
      Outcomes outcomes,
      People people,
      RuleStatistics statistics,
      KnowledgeBase knowledge) {
    this.statistics = statistics;
    this.knowledge = knowledge;
    this.desk = desk;
    this.followUps = followUps;
    this.outcomes = outcomes;
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

  /**
   * What became of the patients in whom a red flag fired.
   *
   * @param right how often it was right, with its interval
   */
  public record RuleLine(String rule, String title, long fired, Ends ends, String right) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
      return;
    }
    try {
      if (request.getServletPath().equals("/app/outcomes")) {
        outcomes(request, response, seat.get());
      } else {
        list(request, response, seat.get(), Optional.empty());
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private void list(
      HttpServletRequest request, HttpServletResponse response, Seat seat, Optional<String> fault)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("follow-ups", seat));
    var from =
        Desk.parameter(request, "from", FROM)
            .filter(it -> it.matches("[0-9]+"))
            .map(Integer::valueOf)
            .orElse(0);
    var due = lines(seat, List.of(State.DUE, State.ESCALATED), Optional.empty(), from);
    model.put("due", due);
    model.put("next", Optional.of(from + MOST).filter(it -> due.size() == MOST));
    model.put("planned", lines(seat, List.of(State.SCHEDULED), Optional.of(WEEK), 0));
    model.put("fault", fault);
    desk.show(request, response, fault.isPresent() ? 422 : 200, "clinic/followups.jte", model);
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
                skip,
                MOST));
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
        it.code().replace('-', ' '),
        it.urgency().map(of -> Urgency.of(of).orElse(Urgency.AMBULANCE)),
        Spans.due(it.dueAt(), now),
        it.dueAt().isBefore(now),
        it.state(),
        it.code().equals(OUTCOME));
  }

  private void outcomes(HttpServletRequest request, HttpServletResponse response, Seat seat)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("outcomes", seat));
    model.put("figures", outcomes.of(seat.tenant(), desk.now().minus(QUARTER), desk.now()));
    model.put("rules", rules(seat));
    desk.show(request, response, 200, "clinic/outcomes.jte", model);
  }

  /** The red flags that fired, those of which most is known first. */
  private List<RuleLine> rules(Seat seat) {
    return statistics.of(seat.tenant(), desk.now().minus(QUARTER), desk.now()).stream()
        .filter(it -> knowledge.outlook().urgency(it.rule()).isPresent())
        .filter(it -> it.ends().told() > 0)
        .sorted(Comparator.comparing((Counts it) -> it.ends().told()).reversed())
        .map(
            it ->
                new RuleLine(
                    it.rule(),
                    knowledge.rule(it.rule()).map(Reason::title).orElse(it.rule()),
                    it.fired(),
                    it.ends(),
                    it.ends().predictive().text()))
        .toList();
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
      return;
    }
    var id = Desk.parameter(request, "id", ID).flatMap(AssessmentId::parse);
    var to =
        Desk.parameter(request, "state", ID)
            .flatMap(State::of)
            .filter(it -> it == State.DONE || it == State.CANCELLED);
    var remark = Desk.parameter(request, "remark", REMARK);
    try {
      if (id.isEmpty() || to.isEmpty()) {
        desk.missing(request, response);
      } else if (to.get() == State.CANCELLED && remark.isEmpty()) {
        list(request, response, seat.get(), Optional.of("Say why it is cancelled."));
      } else {
        followUps
            .move(seat.get().tenant(), id.get().value(), to.get(), seat.get().name(), remark)
            .ifPresent(it -> desk.callers().accessed(it.patient()));
        Redirect.to(response, "/app/follow-ups");
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }
}
