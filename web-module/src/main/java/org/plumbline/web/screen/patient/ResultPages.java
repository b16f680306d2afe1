package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Wording;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.document.Handout;
import org.plumbline.web.document.Handouts;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.patient.PatientPages.Note;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** What a patient reads when all answers were sent: the result, which is also the hand-out. */
@ApplicationScoped
class ResultPages {
  private PatientPages pages;
  private Submission submission;
  private Assessments assessments;
  private Handouts handouts;
  private OtherIntakes others;
  private Aftercare aftercare;

  @SuppressWarnings("NullAway.Init")
  private Ahead ahead;

  @SuppressWarnings("NullAway.Init")
  protected ResultPages() {} // required by the container

  @Inject
  ResultPages(
      PatientPages pages,
      Submission submission,
      Assessments assessments,
      Handouts handouts,
      OtherIntakes others,
      Aftercare aftercare,
      KnowledgeBase knowledge) {
    this.aftercare = aftercare;
    this.pages = pages;
    this.submission = submission;
    this.assessments = assessments;
    this.handouts = handouts;
    this.others = others;
    this.ahead = new Ahead(knowledge);
  }

  /** What a link shows that was finished: on a shared device nobody's result. */
  Answer finished(Place place, Answers answers) {
    return finished(place, answers, false);
  }

  /** The same; {@code wrong} when the patient has typed what is no address. */
  Answer finished(Place place, Answers answers, boolean wrong) {
    return shows(place, answers)
        ? aftercare.elsewhere(place.link()).orElseGet(() -> recorded(place, answers, wrong))
        : done(place);
  }

  /** Whether the address of the link shows the result. */
  boolean shows(Place place, Answers answers) {
    return place.kiosk().isEmpty() && !answers.shared();
  }

  private Answer done(Place place) {
    return pages.note(
        HttpServletResponse.SC_OK,
        place.language(),
        Note.DONE,
        place.kiosk().map(it -> "/kiosk/" + it).orElse(""));
  }

  /** The result as it was recorded: what is read of the clock does not go on with it. */
  private Answer recorded(Place place, Answers answers, boolean wrong) {
    var stored =
        place
            .link()
            .assessment()
            .flatMap(it -> assessments.find(place.link().tenant(), it))
            .orElseThrow(NotFoundException::new);
    var handout = handouts.of(stored, submission.zone(place.link()), place.language());
    var urgency = Urgency.of(stored.urgency()).orElseThrow();
    return page(
        place,
        handout,
        new Ending(true, asksForPlan(place, answers), wrong),
        earlier(place, Optional.of(stored.id()), urgency));
  }

  /** Whether something is left to ask for the plan. */
  private boolean asksForPlan(Place place, Answers answers) {
    try {
      return ahead.ofPlan(submission.intake(place.link(), answers), answers).isPresent();
    } catch (IntakeRefused e) {
      return false; // time has gone on: what was answered then does not fit any more
    }
  }

  /**
   * How a result ends.
   *
   * @param told whether the clinic has the answers
   * @param plan whether more is asked for the plan
   * @param wrong whether the patient has typed what is no address
   */
  private record Ending(boolean told, boolean plan, boolean wrong) {}

  /** The result of answers that were sent just now. */
  Answer sent(Place place, RecordedAssessment recorded) {
    var handout =
        handouts.of(
            recorded.assessment(),
            submission.now(),
            submission.zone(place.link()),
            place.language());
    return page(
        place,
        handout,
        new Ending(recorded.id().isPresent(), false, false),
        earlier(place, recorded.id(), recorded.assessment().urgency()));
  }

  /** What earlier answers of this patient ask for, when that is graver and undecided. */
  private Optional<Wording> earlier(Place place, Optional<AssessmentId> shown, Urgency now) {
    return others.told(place.link().tenant(), place.link().patient(), shown, now);
  }

  private Answer page(Place place, Handout handout, Ending ending, Optional<Wording> earlier) {
    var around = pages.around(place.language());
    return Answer.page(
        PatientPages.TEMPLATES.patientResult(
            around.words(),
            around.assets(),
            place.address(),
            place.kiosk(),
            around.clinic(),
            around.number(),
            handout,
            ending.told(),
            ending.plan(),
            earlier.map(it -> pages.told(it, place.language())),
            ending.told() && place.kiosk().isEmpty()
                ? Optional.of(aftercare.page(place, ending.wrong()))
                : Optional.empty()));
  }
}
