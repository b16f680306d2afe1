package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.plumbline.board.Board;
import org.plumbline.board.BoardLine;
import org.plumbline.board.BoardQuery;
import org.plumbline.board.BoardQuery.Filter;
import org.plumbline.database.Part;
import org.plumbline.history.Undecided;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.access.Callers;
import org.plumbline.web.json.Build;

/**
 * The patients of a clinic, the most urgent first, and the history of one. What stays until a
 * clinician has decided is listed beside milder answers that came later.
 */
@Path("worklist")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorklistResource {
  private static final Duration WEEK = Duration.ofDays(7);

  private Board board;
  private KnowledgeBase knowledge;
  private Callers callers;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  public WorklistResource() {} // required by the container

  @Inject
  public WorklistResource(Board board, KnowledgeBase knowledge, Callers callers, Clock clock) {
    this.board = board;
    this.knowledge = knowledge;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * The newest assessment of each patient who answered in the last week, and each earlier one of
   * the last 14 days that stays, most urgent first; with a patient, every assessment of that one,
   * newest first. Whoever asks since a moment gets nothing older.
   */
  @GET
  public JsonObject list(@Context UriInfo address) {
    var sought = Sought.of(address, Set.of("since", "disposition", "rule", "patient"));
    var patient = sought.patient();
    var since = sought.moment("since");
    var now = clock.instant();
    var query =
        new BoardQuery(
            callers.current().tenant(),
            since.orElse(patient.isPresent() ? Instant.EPOCH : now.minus(WEEK)),
            since.orElse(now.minus(Undecided.COUNTS)),
            new Filter(
                sought.one("disposition", "a disposition such as same-day", Urgency::of),
                sought.one(
                    "rule", "the name of a rule", it -> knowledge.rule(it).map(Reason::rule)),
                patient),
            patient.isEmpty(),
            new Part(sought.after(), sought.skip(), sought.count()));
    sought.check();
    patient.ifPresent(callers::accessed);
    var lines = Build.array();
    var page = board.lines(query);
    page.forEach(it -> lines.add(line(it)));
    var answer = Build.object().add("assessments", lines);
    sought.next(page, query::bookmark).ifPresent(it -> answer.add("next", it));
    return answer.build();
  }

  private static JsonObject line(BoardLine it) {
    return Build.object()
        .add("id", it.id().toString())
        .add("patient", it.patient().value())
        .add("answeredAt", it.answeredAt().toString())
        .add("recordedAt", it.recordedAt().toString())
        .add("disposition", it.urgency())
        .add("provisional", it.standing().provisional())
        .add("finished", it.standing().finished())
        .add("undecided", it.standing().stays())
        .add("newest", it.standing().newest())
        .add("knowledgeVersion", it.standing().knowledgeVersion())
        .add("redFlags", AssessmentJson.flags(it.redFlags()))
        .build();
  }
}
