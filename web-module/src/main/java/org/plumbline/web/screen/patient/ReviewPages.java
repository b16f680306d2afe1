package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** What was answered, to be looked through before it is sent, and who gets it. */
@ApplicationScoped
public class ReviewPages {
  private PatientPages pages;
  private StepPages steps;
  private Submission submission;

  @SuppressWarnings("NullAway.Init")
  protected ReviewPages() {} // required by the container

  @Inject
  ReviewPages(PatientPages pages, StepPages steps, Submission submission) {
    this.pages = pages;
    this.steps = steps;
    this.submission = submission;
  }

  /** A question with its answer, and the step on which it is changed. */
  public record Line(String question, String answer, int step, boolean no) {}

  private record Lines(List<Line> answered, int open) {}

  Answer show(Place place, Answers answers) {
    var around = pages.around(place.language());
    var lines = lines(answers, place.language());
    var certain = steps.interruption().certain(submission.intake(place.link(), answers), answers);
    return Answer.page(
        PatientPages.TEMPLATES.patientReview(
            around.words(),
            around.assets(),
            place.address(),
            place.kiosk(),
            around.clinic(),
            around.number(),
            lines.answered(),
            lines.open(),
            StepPages.emergency(certain, answers),
            StepPages.isTakenBack(certain, answers)));
  }

  private Lines lines(Answers answers, Language language) {
    var lines = new ArrayList<Line>();
    var open = 0;
    for (var step = 1; step <= PatientForm.steps(); step++) {
      for (var group : submission.form().step(step)) {
        for (var item : group.questions()) {
          var shown = shown(item, answers, language);
          if (shown.isPresent()) {
            lines.add(
                new Line(
                    item.text().in(language),
                    shown.get(),
                    step,
                    item.finding() && answers.is(item.linkId(), "N")));
          } else if (answers.enabled(item)) {
            open++;
          }
        }
      }
    }
    var words = Messages.in(language);
    var chart = words.of("chart.heading");
    BodyChart.names(answers.marks(), words)
        .forEach(it -> lines.add(new Line(chart, it, PatientForm.steps(), false)));
    return new Lines(lines, open);
  }

  private static Optional<String> shown(Question item, Answers answers, Language language) {
    return answers.enabled(item)
        ? answers.to(item.linkId()).map(it -> shown(item, it, answers, language))
        : Optional.empty();
  }

  private static String shown(Question item, String said, Answers answers, Language language) {
    var unit = item.unit(answers.unit(item.linkId()));
    return item.option(said)
        .map(it -> it.display().in(language))
        .or(() -> unit.map(it -> answers.number(item.linkId()) + " " + it.display().in(language)))
        .orElse(said.replace('T', ' '));
  }
}
