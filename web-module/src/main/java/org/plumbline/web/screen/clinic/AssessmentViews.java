package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.board.Board;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Assessments.Flag;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.fact.Difference;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
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

  private final FactWords words = new FactWords();
  private Desk desk;
  private KnowledgeBase knowledge;
  private Verdicts verdicts;
  private Conclusions conclusions;
  private Assessments assessments;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private FollowUps followUps;
  private Board board;
  private People people;
  private Marks marks;
  private RecordWriter record;
  private OtherIntakes others;

  @SuppressWarnings("NullAway.Init")
  protected AssessmentViews() {} // required by the container

  @Inject
  AssessmentViews(
      Desk desk,
      KnowledgeBase knowledge,
      Verdicts verdicts,
      Conclusions conclusions,
      Assessments assessments,
      Decisions decisions,
      ReportedOutcomes outcomes,
      FollowUps followUps,
      Board board,
      People people,
      Marks marks,
      RecordWriter record,
      OtherIntakes others) {
    this.others = others;
    this.desk = desk;
    this.knowledge = knowledge;
    this.verdicts = verdicts;
    this.conclusions = conclusions;
    this.assessments = assessments;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.followUps = followUps;
    this.board = board;
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
    var intake = Intake.of(stored.statements());
    var then = conclusions.of(stored);
    var before = assessments.before(seat.tenant(), stored.patient(), stored.answeredAt());
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
        verdicts.of(then.concluded(), intake, before),
        conclusions.today(then).map(it -> Today.beside(then, it)).orElse(List.of()),
        before.map(it -> changes(it, stored)).orElse(List.of()),
        marks.of(seat.tenant(), stored.patient()),
        pain(seat, stored),
        glance(intake),
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
        ends(seat, stored));
  }

  private Ends ends(Seat seat, StoredAssessment stored) {
    return new Ends(
        outcomes.of(seat.tenant(), stored.id()).stream().map(it -> told(seat, it)).toList(),
        stored.rules().stream().map(it -> new Choice(it, title(it))).toList());
  }

  private String told(Seat seat, Outcome it) {
    var explains = it.explains().stream().map(this::title).toList();
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

  private List<String> changes(StoredAssessment before, StoredAssessment now) {
    var lines = new LinkedHashSet<String>();
    now.rules().stream()
        .filter(it -> !before.rules().contains(it))
        .forEach(it -> lines.add("New red flag: " + title(it)));
    before.rules().stream()
        .filter(it -> !now.rules().contains(it))
        .forEach(it -> lines.add(missing(it, before, now)));
    for (var it : Difference.between(Intake.of(before.statements()), Intake.of(now.statements()))) {
      lines.add(
          "%s: %s, was %s (%s)"
              .formatted(
                  Glossary.capital(Glossary.term(it.fact())),
                  words.known(it.fact(), it.after()),
                  words.known(it.fact(), it.before()),
                  it.kind().code().replace('-', ' ')));
    }
    return new ArrayList<>(lines);
  }

  /** What was not answered again is not gone. */
  private String missing(String rule, StoredAssessment before, StoredAssessment now) {
    return knowledge
        .rule(rule)
        .map(it -> Flag.of(rule, it.facts(), before))
        .filter(it -> it.isKnown(Intake.of(now.statements())))
        .map(it -> "No longer: " + title(rule))
        .orElse("Not answered again, so not excluded: " + title(rule));
  }

  private String title(String rule) {
    return knowledge.rule(rule).map(Reason::title).orElse(rule);
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

  private List<Glance> glance(Intake intake) {
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
                    it.code().replace('-', ' '), desk.moment(seat, it.dueAt()), it.state().code()))
        .toList();
  }
}
