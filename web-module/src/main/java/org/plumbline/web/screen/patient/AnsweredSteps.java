package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.database.FaultLog;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Undecided;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.IntakeLinks.SoFar;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.json.Build;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.Asked.Stage;
import org.plumbline.web.screen.patient.PatientPages.Place;
import org.plumbline.web.screen.patient.StepPage.Entry;

/** Takes what a page sends, keeps it, and says where the patient goes on. */
@ApplicationScoped
class AnsweredSteps {
  private static final Logger LOG = System.getLogger(AnsweredSteps.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(AnsweredSteps.class);

  private IntakeLinks links;
  private Submission submission;
  private KnowledgeBase knowledge;
  private StepPages steps;
  private ResultPages results;

  @SuppressWarnings("NullAway.Init")
  protected AnsweredSteps() {} // required by the container

  @Inject
  AnsweredSteps(
      IntakeLinks links,
      Submission submission,
      KnowledgeBase knowledge,
      StepPages steps,
      ResultPages results) {
    this.links = links;
    this.submission = submission;
    this.knowledge = knowledge;
    this.steps = steps;
    this.results = results;
  }

  /**
   * Takes what a page sent.
   *
   * @throws EJBException if the answers could not be kept
   */
  Answer take(Sent sent, Place place, Answers answers) {
    return SentPage.of(sent, answers)
        .map(it -> take(it, place, answers))
        .orElseGet(() -> place.to(""));
  }

  private Answer take(SentPage page, Place place, Answers answers) {
    var again = again(page, place, answers);
    if (again.isPresent()) {
      return again.get();
    }
    read(page, place, answers);
    if (page.go().equals("alarm")) {
      return alarm(place, answers);
    }
    try {
      return told(place, answers, page);
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      links.keep(place.link(), new SoFar(answers.text(), Optional.empty(), false));
      page.faults().put("", "fault.refused");
      return steps.show(place, page.asked(), answers, Entry.of(page));
    }
  }

  /** The same page, in another language or to ask what is meant; nothing is answered yet. */
  private Optional<Answer> again(SentPage page, Place place, Answers answers) {
    if (page.go().equals("none") && !page.ticked().isEmpty()) {
      var clear = page.asked().with(Stage.CLEAR);
      return Optional.of(steps.show(place, clear, answers, Entry.of(page)));
    }
    if (!page.speaks()) {
      return Optional.empty();
    }
    links.keep(place.link(), new SoFar(answers.text(), Optional.empty(), false));
    return Optional.of(steps.show(place, page.asked(), answers, Entry.of(page)));
  }

  private void read(SentPage page, Place place, Answers answers) {
    answers.trail().nextTurn();
    new StepReader(submission.zone(place.link()), submission.now()).read(page, answers);
    if (page.faults().isEmpty()) {
      answers.trail().take(page.asked().step());
    }
  }

  /**
   * Takes what a page sent after the result: what the plan asks, and nothing else. At the end it is
   * recorded anew.
   *
   * @throws EJBException if the answers could not be kept
   */
  Answer takeForPlan(Sent sent, Place place, Answers answers) {
    var open = steps.ofPlan(place, answers);
    return SentPage.of(sent, answers)
        .filter(it -> open.filter(now -> now.facts().containsAll(it.asked().facts())).isPresent())
        .map(it -> takeForPlan(it, place, answers))
        .orElseGet(() -> place.to("?" + IntakePages.PLAN + "=1"));
  }

  private Answer takeForPlan(SentPage page, Place place, Answers answers) {
    var again = again(page, place, answers);
    if (again.isPresent()) {
      return again.get();
    }
    read(page, place, answers);
    if (!page.faults().isEmpty()) {
      return steps.show(place, page.asked(), answers, Entry.of(page));
    }
    if (steps.ofPlan(place, answers).isEmpty()) {
      return send(place, answers);
    }
    links.keep(place.link(), new SoFar(answers.text(), Optional.empty(), false));
    return place.to("?" + IntakePages.PLAN + "=1&at=" + answers.trail().taken().size());
  }

  private Answer told(Place place, Answers answers, SentPage page) {
    var read = submission.intake(place.link(), answers);
    var certain = steps.interruption().certain(read, answers);
    if (certain.stops()) {
      answers.trail().release();
    }
    if (certain.stops() && Collections.disjoint(certain.rules(), answers.told())) {
      var id = tell(place, answers).id();
      links.keep(place.link(), new SoFar(answers.text(), id, false));
      return place.to("/emergency");
    }
    // Where an answer can still make it an emergency, that answer is asked for first.
    var today =
        certain.urgency() == Interruption.TELLS_AT
            && !answers.toldOfToday()
            && steps.interruption().deciding(read, answers).isEmpty();
    if (today) {
      answers.tellOfToday();
    }
    keep(place, answers, knowledge.verdict(read));
    return page.faults().isEmpty()
        ? onwards(place, answers, page, today)
        : steps.show(place, page.asked(), answers, Entry.of(page));
  }

  private Answer onwards(Place place, Answers answers, SentPage page, boolean today) {
    var next = new StringBuilder(StepPages.next(answers));
    if (today) {
      next.append('&').append(StepPages.TODAY).append("=1");
    }
    if (page.go().equals("none")) {
      next.append('&').append(StepPages.NONE).append('=').append(page.asked().signs().size());
    }
    if (page.kept().elsewhere()) {
      next.append('&').append(StepPages.ELSEWHERE).append("=1");
    }
    return place.to(next.toString());
  }

  /**
   * Keeps the answers so far; those that stay are recorded when their red flags are others than
   * were recorded, so that somebody looks after them.
   */
  private void keep(Place place, Answers answers, KnowledgeBase.Verdict verdict) {
    var recorded = Optional.<AssessmentId>empty();
    var flags = flags(verdict.redFlags());
    if (Undecided.stays(verdict.urgency()) && !flags.equals(answers.trail().flags())) {
      recorded = submission.record(place.link(), answers, false).id();
      recorded.ifPresent(it -> answers.trail().recorded(flags));
    }
    links.keep(place.link(), new SoFar(answers.text(), recorded, false));
  }

  private static String flags(List<RedFlag> flags) {
    return flags.stream().map(RedFlag::id).sorted().collect(Collectors.joining(" "));
  }

  /** Records an emergency now, and remembers of which signs the patient was told. */
  private RecordedAssessment tell(Place place, Answers answers) {
    var recorded = submission.record(place.link(), answers, false);
    answers.told().addAll(StepPages.emergencies(recorded.assessment()));
    recorded
        .id()
        .ifPresent(it -> answers.trail().recorded(flags(recorded.assessment().redFlags())));
    return recorded;
  }

  /** The page has shown the advice already, and asks whether the clinic knows. */
  private Answer alarm(Place place, Answers answers) {
    var recorded = tell(place, answers);
    keepIfPossible(place, answers, recorded.id(), false);
    return Answer.json(
        Build.object()
            .add("told", recorded.id().isPresent())
            .add("turn", answers.trail().turn())
            .build());
  }

  /** What was recorded counts: the patient is answered also when the link does not know of it. */
  private void keepIfPossible(
      Place place, Answers answers, Optional<AssessmentId> recorded, boolean finished) {
    try {
      links.keep(place.link(), new SoFar(answers.text(), recorded, finished));
    } catch (EJBException e) {
      FAULTS.undone("answers not kept", e);
    }
  }

  /** Sends the answers as they were looked through. */
  Answer send(Place place, Answers answers) {
    try {
      return finish(place, answers);
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      return steps.refused(place, answers, e);
    }
  }

  private Answer finish(Place place, Answers answers) {
    var recorded = submission.record(place.link(), answers, true);
    var kiosk = place.kiosk().isPresent();
    if (kiosk) {
      answers.onSharedDevice();
    }
    keepIfPossible(place, answers, recorded.id(), recorded.id().isPresent());
    // On a shared device the address of the link must not show the result again.
    return kiosk || recorded.id().isEmpty() ? results.sent(place, recorded) : place.to("");
  }
}
