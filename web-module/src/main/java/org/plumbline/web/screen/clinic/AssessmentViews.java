package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.board.Board;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.diary.Diary;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Conclusions;
import org.plumbline.history.Recorded;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.web.document.RecordWriter;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.screen.clinic.AssessmentPage.Choice;
import org.plumbline.web.screen.clinic.AssessmentPage.Ends;
import org.plumbline.web.screen.clinic.AssessmentPage.Glance;
import org.plumbline.web.screen.clinic.AssessmentPage.Look;
import org.plumbline.web.screen.clinic.AssessmentPage.Pain;
import org.plumbline.web.screen.clinic.AssessmentPage.Record;
import org.plumbline.web.screen.clinic.AssessmentPage.Stays;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.clinic.OpenAssessments.Opened;
import org.plumbline.web.screen.page.Answer;

/** Makes the page of an assessment: the verdict with its proof, and what to look at next. */
@ApplicationScoped
class AssessmentViews {
  private static final int LOOKS = 20;

  private final Changes changes = new Changes();
  private Desk desk;
  private Verdicts verdicts;
  private Conclusions conclusions;
  private Assessments assessments;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private FollowUps followUps;
  private Board board;
  private Diary diary;
  private People people;
  private Marks marks;
  private RecordWriter record;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected AssessmentViews() {} // required by the container

  @Inject
  AssessmentViews(
      Desk desk,
      Verdicts verdicts,
      Conclusions conclusions,
      Assessments assessments,
      Decisions decisions,
      ReportedOutcomes outcomes,
      FollowUps followUps,
      Board board,
      Diary diary,
      People people,
      Marks marks,
      RecordWriter record,
      OtherIntakes others) {
    this.others = others;
    this.desk = desk;
    this.verdicts = verdicts;
    this.conclusions = conclusions;
    this.assessments = assessments;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.followUps = followUps;
    this.board = board;
    this.diary = diary;
    this.people = people;
    this.marks = marks;
    this.record = record;
  }

  /** The page as it is opened. */
  Answer shown(Opened opened) {
    return Answer.page(Desk.TEMPLATES.clinicAssessment(page(opened), Optional.empty()));
  }

  /** The page with what was wrong with a form that was sent from it. */
  Answer shown(Opened opened, String fault) {
    return shown(Desk.UNPROCESSABLE, opened, fault);
  }

  Answer shown(int status, Opened opened, String fault) {
    return Answer.page(status, Desk.TEMPLATES.clinicAssessment(page(opened), Optional.of(fault)));
  }

  AssessmentPage page(Opened opened) {
    var request = opened.call().request();
    var seat = opened.call().seat();
    var stored = opened.stored();
    var then = conclusions.of(stored);
    var before =
        assessments
            .before(seat.tenant(), stored.patient(), stored.answeredAt())
            .map(conclusions::of);
    var connected = record.isConnected(request, stored);
    return new AssessmentPage(
        desk.frame("", seat),
        stored.id().toString(),
        people.of(seat.tenant(), stored.patient()),
        record.needsBanner(request),
        desk.moment(seat, stored.answeredAt()),
        assessments
            .newest(seat.tenant(), stored.patient())
            .filter(it -> it.id().equals(stored.id()))
            .isPresent(),
        staying(seat, stored),
        verdicts.of(then, before.map(it -> changes.added(it, then)).orElse(Set.of())),
        conclusions.today(then).map(it -> Today.beside(then, it)).orElse(List.of()),
        before.map(it -> changes.lines(it, then)).orElse(List.of()),
        marks.of(seat.tenant(), stored.patient()),
        pain(seat, stored),
        diary.of(seat.tenant(), stored.patient()),
        glance(then),
        looks(seat, stored),
        decisions.about(seat.tenant(), stored.id()).stream()
            .map(
                it ->
                    "%s %s: %s%s, by %s"
                        .formatted(
                            desk.moment(seat, it.decidedAt()),
                            it.kind().code(),
                            it.urgency().display(),
                            OverrideReason.of(it.reason())
                                .map(reason -> " (" + reason.display() + ")")
                                .orElse(""),
                            it.author()))
            .toList(),
        new Record(
            connected,
            connected ? record.preview(stored) : List.of(),
            record.written(request, stored)),
        ends(seat, then));
  }

  private Ends ends(Seat seat, Recorded then) {
    return new Ends(
        outcomes.of(seat.tenant(), then.stored().id()).stream()
            .map(it -> told(seat, it, then))
            .toList(),
        then.redFlags().stream().map(it -> new Choice(it.rule(), it.title())).toList());
  }

  private String told(Seat seat, Outcome it, Recorded then) {
    var explains = it.explains().stream().map(then::title).toList();
    return "%s: arrived %s, scanned %s. %s%s%s, by %s"
        .formatted(
            desk.moment(seat, it.reportedAt()),
            it.arrived().code(),
            it.scanned().code(),
            it.found().display(),
            explains.isEmpty() ? "" : ", explains: " + String.join("; ", explains),
            it.remark().map(remark -> " (" + remark + ")").orElse(""),
            it.author());
  }

  /** What stays beside this assessment until a clinician has decided. */
  private List<Stays> staying(Seat seat, StoredAssessment stored) {
    return others.staying(seat.tenant(), stored.patient(), Optional.of(stored.id())).stream()
        .map(
            it ->
                new Stays(
                    it.id().map(AssessmentId::toString).orElse(""),
                    it.urgency(),
                    desk.moment(seat, it.answeredAt()),
                    String.join("; ", it.titles()),
                    it.finished()))
        .toList();
  }

  private List<Pain> pain(Seat seat, StoredAssessment stored) {
    var ratings = board.painOf(seat.tenant(), stored.patient());
    return ratings.stream()
        .map(
            it ->
                new Pain(
                    desk.moment(seat, it.at()),
                    Duration.between(ratings.get(0).at(), it.at()).toMinutes() / 60.0,
                    it.level()))
        .toList();
  }

  /** What is known of the pain and the lift, in a few lines. */
  static List<Glance> glance(Recorded then) {
    var intake = then.intake();
    return Stream.of(
            Fact.PAIN_NOW,
            Fact.PAIN_WORST,
            Fact.HOURS_SINCE_LIFT,
            Fact.ONSET,
            Fact.TREND,
            Fact.DURATION_WEEKS,
            Fact.PAIN_LOCATION,
            Fact.WORKING_WEIGHT)
        .filter(it -> !intake.value(it).isUnknown())
        .map(
            it ->
                new Glance(
                    Glossary.capital(Glossary.term(it)), Glossary.shown(it, intake.value(it))))
        .toList();
  }

  private List<Look> looks(Seat seat, StoredAssessment stored) {
    return followUps
        .find(FollowUps.Query.first(seat.tenant(), LOOKS).about(stored.patient()))
        .stream()
        .map(
            it ->
                new Look(
                    Instruction.title(it.code()), desk.moment(seat, it.dueAt()), it.state().code()))
        .toList();
  }
}
