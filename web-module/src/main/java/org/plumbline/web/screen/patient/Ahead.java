package org.plumbline.web.screen.patient;

import java.util.Optional;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Outlook;
import org.plumbline.kb.outlook.Step;
import org.plumbline.web.screen.patient.Asked.Stage;

/**
 * What a patient is asked now: the first open question, wherever and whenever the link is opened.
 */
final class Ahead {
  private final Outlook outlook;

  Ahead(KnowledgeBase knowledge) {
    this.outlook = knowledge.outlook();
  }

  /** What is asked now; empty when nothing is left that could change what the patient is told. */
  Optional<Asked> now(Intake read, Answers answers) {
    return begun(answers)
        .or(
            () ->
                outlook
                    .nextStep(Interruption.withPassed(read, answers), answers.trail().opened())
                    .map(it -> atTheEnd(it, Stage.ASKED, answers)));
  }

  /** What is asked after the result, for the plan alone. */
  Optional<Asked> ofPlan(Intake read, Answers answers) {
    return begun(answers)
        .or(
            () ->
                outlook
                    .nextStepOfPlan(
                        Interruption.withPassed(read, answers), answers.trail().opened())
                    .map(it -> atTheEnd(it, Stage.ASKED, answers)));
  }

  /** What has to be gone through to its end before something else is asked. */
  private static Optional<Asked> begun(Answers answers) {
    var trail = answers.trail();
    return doubted(answers)
        .map(it -> atTheEnd(it, Stage.DOUBTED, answers))
        .or(() -> trail.held().map(it -> held(it, trail)));
  }

  private static Asked atTheEnd(Step step, Stage stage, Answers answers) {
    return new Asked(step, stage, answers.trail().taken().size());
  }

  private static Optional<Step> doubted(Answers answers) {
    return answers.trail().doubted().stream()
        .flatMap(it -> Form.load().question(it).stream())
        .filter(answers::enabled)
        .findFirst()
        .map(Step.Single::new);
  }

  private static Asked held(Trail.Held held, Trail trail) {
    return new Asked(
        held.list(), held.alone() ? Stage.ALONE : Stage.CONFIRM, trail.indexOf(held.list()));
  }

  /** A step that was met before. */
  static Optional<Asked> before(Answers answers, int at) {
    var taken = answers.trail().taken();
    return at >= 0 && at < taken.size()
        ? Optional.of(new Asked(taken.get(at), Stage.ASKED, at))
        : Optional.empty();
  }

  /** A question whose answer is changed out of turn. */
  static Optional<Asked> changed(Answers answers, String linkId) {
    return Form.load()
        .question(linkId)
        .filter(Question::forPatient)
        .filter(answers::enabled)
        .map(it -> atTheEnd(new Step.Single(it), Stage.CHANGED, answers));
  }
}
