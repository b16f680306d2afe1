package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.plumbline.web.screen.page.Answer;

/**
 * The questions, one step a page. Every page is a form that works without a script; the answers are
 * kept and assessed at each. Answers that stay until a clinician has decided are recorded at once,
 * before the patient has come to the end: half an intake counts.
 */
@Path("{token}")
@RequestScoped
public class IntakePages {
  static final String REVIEW = "review";

  /** That what the plan asks is asked, after the result. */
  static final String PLAN = "plan";

  static final String KIOSK = "kiosk";

  private PatientPages pages;
  private StepPages steps;
  private ReviewPages reviews;
  private ResultPages results;
  private AnsweredSteps answered;

  @SuppressWarnings("NullAway.Init")
  public IntakePages() {} // required by the container

  @Inject
  public IntakePages(
      PatientPages pages,
      StepPages steps,
      ReviewPages reviews,
      ResultPages results,
      AnsweredSteps answered) {
    this.pages = pages;
    this.steps = steps;
    this.reviews = reviews;
    this.results = results;
    this.answered = answered;
  }

  /** What is asked now or was before, what was answered, or the result when all was sent. */
  @GET
  public Answer show(@BeanParam LinkCall call, @PathParam("token") String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "lang");
    if (place.isFinished() && !(call.sent().has(PLAN) && results.shows(place, answers))) {
      return results.finished(place, answers, call.sent().has("reminders"));
    }
    return call.sent().has(REVIEW)
        ? reviews.show(place, answers)
        : steps.open(call.sent(), place, answers);
  }

  /** What an emergency tells, as long as it is one. */
  @GET
  @Path("emergency")
  public Answer emergency(@BeanParam LinkCall call, @PathParam("token") String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "lang");
    return place.isFinished() ? results.finished(place, answers) : steps.emergency(place, answers);
  }

  /** Takes the answers of a page, or sends all of them. */
  @POST
  public Answer take(@BeanParam LinkCall call, @PathParam("token") String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "language");
    if (place.isFinished()) {
      return call.sent().has("asked") && results.shows(place, answers)
          ? answered.takeForPlan(call.sent(), place, answers)
          : place.to("");
    }
    return call.sent().has(REVIEW)
        ? answered.send(place, answers)
        : answered.take(call.sent(), place, answers);
  }
}
