package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.plumbline.database.FaultLog;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Undecided;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.outlook.Certainty;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.IntakeLinks.SoFar;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.json.Build;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** Takes the answers of a step, keeps them, and says where the patient goes on. */
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

  /** What was sent with a step, and what it comes to. */
  private record Step(
      Sent sent, int number, Map<String, String> faults, Certainty certain, Intake read) {
    String go() {
      return sent.raw("go").orElse("next");
    }

    boolean forward() {
      return go().equals("next") && faults.isEmpty();
    }

    /** The next step, or where the patient was before a question was asked out of turn. */
    int next() {
      if (!forward()) {
        return go().equals("back") ? Math.max(1, number - 1) : number;
      }
      var then = sent.raw(StepPages.THEN).orElse("");
      return then.matches("[1-9]") ? Integer.parseInt(then) : number + 1;
    }
  }

  /**
   * Takes a step.
   *
   * @throws EJBException if the answers could not be kept
   */
  Answer take(Sent sent, Place place, int number, Answers answers) {
    var reader = new FormReader(submission.form(), submission.zone(place.link()), submission.now());
    var faults = reader.read(sent, number, answers);
    if (sent.raw("go").filter("alarm"::equals).isPresent()) {
      return alarm(place, answers);
    }
    if (sent.has(StepPages.TODAY)) {
      answers.tellOfToday();
    }
    try {
      var read = submission.intake(place.link(), answers);
      var certain = steps.interruption().certain(read, answers);
      if (certain.stops() && Collections.disjoint(certain.rules(), answers.told())) {
        var id = tell(place, answers).id();
        links.keep(place.link(), new SoFar(answers.text(), id, false));
        return place.to("/emergency?step=" + number);
      }
      return goOn(place, answers, new Step(sent, number, faults, certain, read));
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      links.keep(place.link(), new SoFar(answers.text(), Optional.empty(), false));
      return steps.show(sent, place, number, answers, Map.of("", "fault.refused"));
    }
  }

  private Answer goOn(Place place, Answers answers, Step step) {
    var first = step.forward() ? deciding(step.read(), answers) : Optional.<Fact>empty();
    // Where an answer can still make it an emergency, that answer is asked for first.
    var today =
        step.forward()
            && first.isEmpty()
            && step.certain().urgency() == Interruption.TELLS_AT
            && !answers.toldOfToday();
    if (today) {
      answers.tellOfToday();
    }
    keep(place, answers, knowledge.urgency(step.read()));
    if (step.go().equals("next") && !step.faults().isEmpty()) {
      return steps.show(step.sent(), place, step.number(), answers, step.faults());
    }
    var next = step.next();
    var tell = today ? "&" + StepPages.TODAY + "=1" : "";
    if (first.isPresent()) {
      var to = submission.form().stepOf(first.get().code());
      return place.to("?step=" + to + "&" + StepPages.THEN + "=" + next + tell, first.get());
    }
    return next > PatientForm.steps()
        ? place.to("?" + IntakePages.REVIEW + "=1" + tell)
        : place.to("?step=" + next + tell);
  }

  /** The first question that decides and was not asked for that yet; each is asked once. */
  private Optional<Fact> deciding(Intake read, Answers answers) {
    var deciding = steps.interruption().deciding(read, answers);
    var first = deciding.stream().filter(it -> !answers.passed().contains(it)).findFirst();
    if (first.isPresent()) {
      answers.passed().addAll(deciding);
    }
    return first.flatMap(Fact::of);
  }

  /** Keeps the answers so far; those that stay are recorded, so that somebody looks after them. */
  private void keep(Place place, Answers answers, Urgency urgency) {
    var recorded =
        Undecided.stays(urgency)
            ? submission.record(place.link(), answers, false).id()
            : Optional.<AssessmentId>empty();
    links.keep(place.link(), new SoFar(answers.text(), recorded, false));
  }

  /** Records an emergency now, and remembers of which signs the patient was told. */
  private RecordedAssessment tell(Place place, Answers answers) {
    var recorded = submission.record(place.link(), answers, false);
    answers.told().addAll(StepPages.emergencies(recorded.assessment()));
    return recorded;
  }

  /** The page has shown the advice already, and asks whether the clinic knows. */
  private Answer alarm(Place place, Answers answers) {
    var recorded = tell(place, answers);
    keepIfPossible(place, answers, recorded.id(), false);
    return Answer.json(Build.object().add("told", recorded.id().isPresent()).build());
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
  Answer send(Sent sent, Place place, Answers answers) {
    try {
      return finish(place, answers);
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      return steps.show(sent, place, PatientForm.steps(), answers, Map.of("", "fault.refused"));
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
