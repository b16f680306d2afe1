package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.board.Board;
import org.plumbline.board.Waiting;
import org.plumbline.board.Waiting.Rating;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.clinic.BoardPage.Filter;
import org.plumbline.web.screen.clinic.BoardPage.Panel;
import org.plumbline.web.screen.clinic.BoardPage.Row;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;

/** The board: who waits, in the order in which they must be seen. */
@Path("")
@ClinicWide
@RequestScoped
public class BoardPages {
  private static final int SHOWN = 50;
  private static final int ALL = 500;
  private static final int TEXT = 80;
  private static final int NAME = 255;
  private static final int WHOLE = 100;

  private Desk desk;
  private Board board;
  private FollowUps followUps;
  private People people;

  @SuppressWarnings("NullAway.Init")
  public BoardPages() {} // required by the container

  @Inject
  public BoardPages(Desk desk, Board board, FollowUps followUps, People people) {
    this.desk = desk;
    this.board = board;
    this.followUps = followUps;
    this.people = people;
  }

  /** The first page of the clinic is its board. */
  @GET
  public Answer first() {
    return Answer.to("/app/board");
  }

  /** The board, or the part of it that changes while it is open. */
  @GET
  @Path("board")
  public Answer board(@BeanParam Call call) {
    var page = page(call.sent(), call.seat());
    return Answer.page(
        call.sent().has("part")
            ? Desk.TEMPLATES.clinicBoardPart(page)
            : Desk.TEMPLATES.clinicBoard(page));
  }

  /** Says who looks after a patient: whoever is named, or whoever sits there. */
  @POST
  @Path("board/assign")
  public Answer assign(@BeanParam Call call) {
    var id =
        call.sent()
            .text("id", TEXT)
            .flatMap(AssessmentId::parse)
            .orElseThrow(NotFoundException::new);
    board.assign(
        call.seat().tenant(), id, call.sent().text("assignee", NAME).orElse(call.seat().name()));
    return Answer.to("/app/board?open=" + id);
  }

  private BoardPage page(Sent sent, Seat seat) {
    var filter =
        new Filter(
            sent.text("urgency", TEXT).flatMap(Urgency::of),
            sent.text("q", TEXT).orElse(""),
            sent.text("who", NAME).orElse(""),
            sent.has("all"),
            sent.text("open", TEXT));
    var waiting = board.waiting(seat.tenant());
    var fitting = waiting.stream().filter(it -> fits(it, filter)).toList();
    var shown =
        fitting.stream()
            .limit(filter.text().isEmpty() && !filter.all() ? shown(fitting) : Long.MAX_VALUE)
            .toList();
    var rows = rows(seat, shown).stream().filter(it -> fits(it, filter.text())).toList();
    var due = followUps.find(due(seat));
    return new BoardPage(
        desk.frame("board", seat),
        board.counts(seat.tenant()),
        due.size(),
        due.stream()
            .filter(it -> it.dueAt().isBefore(desk.now().minus(Duration.ofHours(1))))
            .count(),
        rows,
        fitting.size(),
        filter,
        waiting.stream().flatMap(it -> it.assignee().stream()).distinct().sorted().toList(),
        filter
            .open()
            .flatMap(id -> waiting.stream().filter(it -> it.id().toString().equals(id)).findFirst())
            .map(it -> panel(seat, it)),
        desk.now()
            .atZone(desk.zone(seat))
            .format(DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH)));
  }

  /** Every emergency, however many: a new one stands behind those that are past their target. */
  private static long shown(List<Waiting> fitting) {
    var grave = fitting.stream().filter(it -> it.urgency().compareTo(Urgency.EMERGENCY) >= 0);
    return Math.max(SHOWN, grave.count());
  }

  private static FollowUps.Query due(Seat seat) {
    return FollowUps.Query.first(seat.tenant(), ALL).in(State.DUE, State.ESCALATED);
  }

  private static boolean fits(Waiting waiting, Filter filter) {
    var byUrgency = filter.urgency().map(waiting.urgency()::equals).orElse(true);
    var byAssignee =
        filter.who().isEmpty()
            || (filter.who().equals("nobody")
                ? waiting.assignee().isEmpty()
                : waiting.assignee().filter(filter.who()::equals).isPresent());
    return byUrgency && byAssignee;
  }

  private static boolean fits(Row row, String text) {
    var sought = text.toLowerCase(Locale.ROOT);
    return sought.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(sought)
        || row.reason().toLowerCase(Locale.ROOT).contains(sought);
  }

  /** What is known of the patients and of their pain is asked once for all of them. */
  private List<Row> rows(Seat seat, List<Waiting> shown) {
    var patients = shown.stream().map(Waiting::patient).toList();
    var named = people.of(seat.tenant(), patients);
    var pain = board.pain(seat.tenant(), patients);
    return shown.stream()
        .map(
            it ->
                row(
                    it,
                    Objects.requireNonNull(named.get(it.patient())).name(),
                    pain.getOrDefault(it.patient(), List.of())))
        .toList();
  }

  private Row row(Waiting it, String name, List<Rating> pain) {
    var now = desk.now();
    var waited = Duration.between(it.answeredAt(), now);
    var late = now.isAfter(it.targetAt());
    var past = Duration.between(it.targetAt(), now);
    var target = Math.max(1, Waiting.target(it.urgency()).toSeconds());
    return new Row(
        it.id().toString(),
        name,
        reason(it),
        it.urgency(),
        it.provisional(),
        it.earlier(),
        it.unfinished(),
        late ? Spans.shown(past) : Spans.shown(waited),
        late,
        (int) Math.min(WHOLE, Math.max(2, WHOLE * waited.toSeconds() / target)),
        pain.stream().map(Rating::level).toList(),
        it.reScreen().map(at -> Spans.due(at, now)).orElse("none planned"),
        it.reScreen().filter(at -> at.isBefore(now)).isPresent(),
        it.assignee().orElse(""),
        it.assignee().map(BoardPages::initials).orElse(""));
  }

  static String initials(String name) {
    return Stream.of(name.replaceFirst("^.*/", "").split("[ -]+"))
        .filter(it -> !it.isEmpty())
        .limit(2)
        .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String reason(Waiting it) {
    return it.redFlags().isEmpty()
        ? "No red flag reported"
        : it.redFlags().stream().limit(2).map(Reason::title).collect(Collectors.joining("; "));
  }

  private Panel panel(Seat seat, Waiting it) {
    desk.callers().accessed(it.patient());
    var happened = new ArrayList<String>();
    happened.add(desk.moment(seat, it.answeredAt()) + " Answered the questions");
    var planned = followUps.find(FollowUps.Query.first(seat.tenant(), 20).calledForBy(it.id()));
    for (var followUp : planned) {
      followUps.find(seat.tenant(), followUp.id()).stream()
          .flatMap(history -> history.steps().stream())
          .filter(step -> step.state() != State.SCHEDULED)
          .map(
              step ->
                  "%s %s: %s"
                      .formatted(
                          desk.moment(seat, step.at()),
                          Instruction.title(followUp.code()),
                          step.state().code()))
          .forEach(happened::add);
    }
    it.assignee().ifPresent(who -> happened.add(who + " looks after this patient"));
    return new Panel(
        rows(seat, List.of(it)).get(0),
        people.of(seat.tenant(), it.patient()),
        it.redFlags().stream().map(Reason::title).toList(),
        happened,
        planned.stream()
            .anyMatch(
                followUp -> followUp.code().equals("acknowledge") && followUp.state().open()));
  }
}
