package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.plumbline.database.FaultLog;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Undecided;
import org.plumbline.kb.fact.Fact;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.IntakeLinks.SoFar;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.patient.PatientPages.Place;

/**
 * How a patient fares who has answered before: five questions. They are asked as long as the
 * answers before count.
 */
@Path("{token}/recheck")
@RequestScoped
public class RecheckPages {
  private static final FaultLog FAULTS = FaultLog.of(RecheckPages.class);
  private static final int UNPROCESSABLE = 422;

  private PatientPages pages;
  private Submission submission;
  private ResultPages results;
  private Aftercare aftercare;
  private Assessments assessments;
  private IntakeLinks links;

  @SuppressWarnings("NullAway.Init")
  public RecheckPages() {} // required by the container

  @Inject
  public RecheckPages(
      PatientPages pages,
      Submission submission,
      ResultPages results,
      Aftercare aftercare,
      Assessments assessments,
      IntakeLinks links) {
    this.pages = pages;
    this.submission = submission;
    this.results = results;
    this.aftercare = aftercare;
    this.assessments = assessments;
    this.links = links;
  }

  /** The answers before, when they count. */
  private record Before(Place place, Answers answers, Recheck recheck, Instant answeredAt) {}

  /** The questions. */
  @GET
  public Answer show(@BeanParam LinkCall call, @PathParam("token") String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "lang");
    return before(place, answers)
        .map(it -> page(HttpServletResponse.SC_OK, it, Recheck.Said.NOTHING))
        .orElseGet(() -> place.to(""));
  }

  /** Takes the answers; the result is told at once. */
  @POST
  public Answer take(@BeanParam LinkCall call, @PathParam("token") String token) {
    var answers = Answers.of(call.link().answers());
    var place = pages.place(call, token, answers, "language");
    var before = before(place, answers);
    if (before.isEmpty()) {
      return place.to("");
    }
    var said = before.get().recheck().read(call.sent(), submission.form());
    return said.faults().isEmpty()
        ? take(before.get(), said)
        : page(UNPROCESSABLE, before.get(), said);
  }

  private Answer take(Before before, Recheck.Said said) {
    var since = Duration.between(before.answeredAt(), submission.now());
    var now = before.recheck().answers(before.answers(), since, said);
    var recorded = submission.recheck(before.place().link(), now);
    keep(before.place(), now, recorded);
    return recorded.id().isEmpty() ? results.sent(before.place(), recorded) : before.place().to("");
  }

  /** What was recorded counts, also when the link does not know of it. */
  private void keep(Place place, Answers answers, RecordedAssessment recorded) {
    if (recorded.id().isPresent()) {
      try {
        links.keep(place.link(), new SoFar(answers.text(), recorded.id(), true));
      } catch (EJBException e) {
        FAULTS.undone("answers not kept", e);
      }
    }
  }

  /**
   * On a shared device, before the end of the questions, after two weeks and where they were
   * answered anew there is none.
   */
  private Optional<Before> before(Place place, Answers answers) {
    var link = place.link();
    if (place.kiosk().isPresent()
        || answers.shared()
        || !counts(link)
        || aftercare.elsewhere(link).isPresent()) {
      return Optional.empty();
    }
    return link.assessment()
        .flatMap(it -> assessments.find(link.tenant(), it))
        .map(StoredAssessment::answeredAt)
        .map(it -> new Before(place, answers, new Recheck(submission.intake(link, answers)), it));
  }

  private boolean counts(IntakeLink link) {
    return link.finishedAt().filter(it -> isCounted(it, submission.now())).isPresent();
  }

  /** Whether answers that were given then still count. */
  static boolean isCounted(Instant answeredAt, Instant now) {
    return now.isBefore(answeredAt.plus(Undecided.COUNTS));
  }

  private Answer page(int status, Before before, Recheck.Said said) {
    var language = before.place().language();
    var around = pages.around(language);
    var parts =
        before.recheck().lists().stream()
            .map(
                list ->
                    new RecheckPage.Part(
                        list.urgency(),
                        pages.told(list.lead(), language),
                        list.signs().stream()
                            .map(it -> new RecheckPage.Sign(it.sign(), it.wording().in(language)))
                            .toList()))
            .toList();
    return Answer.page(
        status,
        PatientPages.TEMPLATES.patientRecheck(
            new RecheckPage(
                around.words(),
                around.assets(),
                around.clinic(),
                before.place().address(),
                new RecheckPage.Questions(
                    submission.form().item(Fact.PAIN_NOW.code()).orElseThrow(),
                    submission.form().item(Fact.TREND.code()).orElseThrow(),
                    parts),
                said)));
  }
}
