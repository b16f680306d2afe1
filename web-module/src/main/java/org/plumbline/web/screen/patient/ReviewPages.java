package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.intake.IntakeRefused;
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

  /** A question with its answer, and the linkId by which it is changed. */
  public record Line(String question, String answer, Question item, boolean no) {}

  /** What was answered; the question to answer anew when the answers do not fit any more. */
  Answer show(Place place, Answers answers) {
    try {
      return page(place, answers, submission.intake(place.link(), answers));
    } catch (IntakeRefused e) {
      return steps.refused(place, answers, e);
    }
  }

  private Answer page(Place place, Answers answers, Intake read) {
    var around = pages.around(place.language());
    var certain = steps.interruption().certain(read, answers);
    return Answer.page(
        PatientPages.TEMPLATES.patientReview(
            around.words(),
            around.assets(),
            place,
            around.clinic(),
            around.number(),
            lines(answers, place.language()),
            steps.isOpen(read, answers),
            Math.max(0, answers.trail().taken().size() - 1),
            StepPages.emergency(certain, answers),
            StepPages.isTakenBack(certain, answers)));
  }

  private static List<Line> lines(Answers answers, Language language) {
    var lines = new ArrayList<Line>();
    for (var item : StepText.ofPatient()) {
      shown(item, answers, language)
          .ifPresent(
              it ->
                  lines.add(
                      new Line(
                          statement(item, language),
                          it,
                          item,
                          item.finding() && answers.is(item.linkId(), "N"))));
    }
    var words = Messages.in(language);
    var chart = words.of("chart.heading");
    var place = Form.load().question(Fact.PAIN_LOCATION).orElseThrow();
    BodyChart.names(answers.marks(), words)
        .forEach(it -> lines.add(new Line(chart, it, place, false)));
    return lines;
  }

  /** A sign of a list in its short form; what is asked by itself in its own words. */
  private static String statement(Question item, Language language) {
    return Checklist.of(item.fact()).stream()
        .flatMap(it -> it.signs().stream())
        .filter(it -> it.fact() == item.fact())
        .findFirst()
        .map(it -> Glossary.capital(it.shortText().in(language)))
        .orElseGet(() -> item.text().in(language));
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
        .or(
            () ->
                unit.map(
                    it ->
                        language.number(answers.number(item.linkId()))
                            + " "
                            + it.display().in(language)))
        .orElseGet(
            () ->
                item.type() == Question.Type.DATE_TIME
                    ? language.moment(LocalDateTime.parse(said))
                    : said);
  }
}
