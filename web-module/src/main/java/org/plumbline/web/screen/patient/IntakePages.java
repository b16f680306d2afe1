package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Undecided;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Certainty;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.json.Build;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.page.Redirect;
import org.plumbline.web.screen.page.SameOrigin;
import org.plumbline.web.screen.patient.PatientPages.Place;

/**
 * The questions, step by step. Every step is a form that works without a script; the answers are
 * kept and assessed at each. Answers that stay until a clinician has decided are recorded at once,
 * before the patient has come to the end: half an intake counts.
 */
@WebServlet("/intake/*")
public class IntakePages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(IntakePages.class.getName());
  private static final String KIOSK = "kiosk";
  private static final String REVIEW = "review";

  private final transient LinkGuests guests;
  private final transient IntakeLinks links;
  private final transient PatientPages pages;
  private final transient Submission submission;
  private final transient Assessments assessments;
  private final transient Handouts handouts;
  private final transient Callers callers;
  private final transient ServerAddress address;
  private final transient Clock clock;
  private final transient OtherIntakes others;

  @Inject
  IntakePages(
      LinkGuests guests,
      IntakeLinks links,
      PatientPages pages,
      Submission submission,
      Assessments assessments,
      Handouts handouts,
      Callers callers,
      ServerAddress address,
      Clock clock,
      OtherIntakes others) {
    this.others = others;
    this.guests = guests;
    this.links = links;
    this.pages = pages;
    this.submission = submission;
    this.assessments = assessments;
    this.handouts = handouts;
    this.callers = callers;
    this.address = address;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var link = link(request, response);
    if (link.isEmpty()) {
      return;
    }
    var answers = Answers.of(link.get().answers());
    Optional.ofNullable(request.getParameter("lang"))
        .flatMap(Language::of)
        .ifPresent(answers::language);
    var place = place(request, link.get(), answers);
    if (link.get().finishedAt().isPresent()) {
      if (place.kiosk().isPresent() || answers.shared()) {
        done(request, response, place);
      } else {
        result(request, response, place);
      }
    } else if (request.getRequestURI().endsWith("/emergency")) {
      emergency(request, response, place, answers);
    } else if (request.getParameter(REVIEW) != null) {
      pages.review(request, response, place, answers);
    } else {
      pages.step(request, response, place, step(request), answers, Map.of());
    }
  }

  /** The link of the address; otherwise the call is answered here. */
  private Optional<IntakeLink> link(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      var link = guests.link(request);
      link.ifPresent(it -> callers.accessed(it.patient()));
      if (link.isEmpty()) {
        pages.expired(request, response);
      }
      return link;
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "intake link not read: {0}", e.getClass().getName());
      away(request, response, pages.language(request, new Answers()));
      return Optional.empty();
    }
  }

  private void away(HttpServletRequest request, HttpServletResponse response, Language language)
      throws IOException {
    var words = Messages.in(language);
    pages.note(
        request,
        response,
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        language,
        words.of("away.heading"),
        words.of("away.line"),
        Optional.empty());
  }

  private Place place(HttpServletRequest request, IntakeLink link, Answers answers) {
    var path = Objects.requireNonNullElse(request.getPathInfo(), "/");
    var token = path.split("/")[1];
    var kiosk =
        Optional.ofNullable(request.getParameter(KIOSK))
            .filter(it -> it.matches("[A-Za-z0-9_-]{20,80}"));
    return new Place(link, "/intake/" + token, kiosk, pages.language(request, answers));
  }

  private static int step(HttpServletRequest request) {
    var text = Objects.requireNonNullElse(request.getParameter("step"), "1");
    return text.matches("[1-9]") ? Math.min(Integer.parseInt(text), PatientForm.steps()) : 1;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var link = link(request, response);
    if (link.isEmpty()) {
      return;
    }
    if (!SameOrigin.holds(request, address.base(request))) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    var answers = Answers.of(link.get().answers());
    Optional.ofNullable(request.getParameter("language"))
        .flatMap(Language::of)
        .ifPresent(answers::language);
    var place = place(request, link.get(), answers);
    if (link.get().finishedAt().isPresent()) {
      redirect(response, place, "");
      return;
    }
    try {
      take(request, response, place, answers);
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "answers not kept: {0}", e.getClass().getName());
      away(request, response, place.language());
    }
  }

  private void take(
      HttpServletRequest request, HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    if (request.getParameter(REVIEW) != null) {
      send(request, response, place, answers);
      return;
    }
    var step = step(request);
    var reader = new FormReader(submission.form(), submission.zone(place.link()), clock.instant());
    var faults = reader.read(request, step, answers);
    var go = Objects.requireNonNullElse(request.getParameter("go"), "next");
    if (go.equals("alarm")) {
      alarm(response, place, answers);
      return;
    }
    if (request.getParameter(PatientPages.TODAY) != null) {
      answers.tellOfToday();
    }
    try {
      var certain = pages.interruption().certain(place.link(), answers);
      if (certain.stops() && Collections.disjoint(certain.rules(), answers.told())) {
        var id = tell(place, answers).id();
        links.keep(place.link(), answers.text(), id, false);
        redirect(response, place, "/emergency?step=" + step);
        return;
      }
      var assessment = submission.look(place.link(), answers);
      goOn(request, response, place, answers, faults, go, step, certain, assessment);
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      links.keep(place.link(), answers.text(), Optional.empty(), false);
      pages.step(request, response, place, step, answers, Map.of("", "fault.refused"));
    }
  }

  /** Sends the answers as they were looked through. */
  private void send(
      HttpServletRequest request, HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    try {
      finish(request, response, place, answers);
    } catch (IntakeRefused e) {
      LOG.log(Level.WARNING, "answers refused: {0} faults", e.faults().size());
      pages.step(
          request, response, place, PatientForm.steps(), answers, Map.of("", "fault.refused"));
    }
  }

  private void goOn(
      HttpServletRequest request,
      HttpServletResponse response,
      Place place,
      Answers answers,
      Map<String, String> faults,
      String go,
      int step,
      Certainty certain,
      Assessment assessment)
      throws IOException {
    var forward = go.equals("next") && faults.isEmpty();
    var first = forward ? deciding(place, answers) : Optional.<String>empty();
    // Where an answer can still make it an emergency, that answer is asked for first.
    var today =
        forward
            && first.isEmpty()
            && certain.urgency() == Interruption.TELLS_AT
            && !answers.toldOfToday();
    if (today) {
      answers.tellOfToday();
    }
    keep(place, answers, assessment);
    if (go.equals("next") && !faults.isEmpty()) {
      pages.step(request, response, place, step, answers, faults);
      return;
    }
    var next = forward ? next(request, step) : go.equals("back") ? Math.max(1, step - 1) : step;
    var tell = today ? "&" + PatientPages.TODAY + "=1" : "";
    if (first.isPresent()) {
      var to = submission.form().stepOf(first.get());
      redirect(
          response,
          place,
          "?step=" + to + "&" + PatientPages.THEN + "=" + next + tell,
          first.get());
    } else if (next > PatientForm.steps()) {
      redirect(response, place, "?" + REVIEW + "=1" + tell);
    } else {
      redirect(response, place, "?step=" + next + tell);
    }
  }

  /** The next step, or where the patient was before a question was asked out of turn. */
  private static int next(HttpServletRequest request, int step) {
    var then = Objects.requireNonNullElse(request.getParameter(PatientPages.THEN), "");
    return then.matches("[1-9]") ? Integer.parseInt(then) : step + 1;
  }

  /** The first question that decides and was not asked for that yet; each is asked once. */
  private Optional<String> deciding(Place place, Answers answers) {
    var deciding = pages.interruption().deciding(place.link(), answers);
    var first = deciding.stream().filter(it -> !answers.passed().contains(it)).findFirst();
    if (first.isPresent()) {
      answers.passed().addAll(deciding);
    }
    return first;
  }

  /** Keeps the answers so far; those that stay are recorded, so that somebody looks after them. */
  private void keep(Place place, Answers answers, Assessment assessment) {
    var recorded =
        Undecided.stays(assessment.urgency())
            ? submission.record(place.link(), answers, false).id()
            : Optional.<AssessmentId>empty();
    links.keep(place.link(), answers.text(), recorded, false);
  }

  /** Records an emergency now, and remembers of which signs the patient was told. */
  private RecordedAssessment tell(Place place, Answers answers) {
    var recorded = submission.record(place.link(), answers, false);
    answers.told().addAll(PatientPages.emergencies(recorded.assessment()));
    return recorded;
  }

  /** The page has shown the advice already, and asks whether the clinic knows. */
  private void alarm(HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    var recorded = tell(place, answers);
    try {
      links.keep(place.link(), answers.text(), recorded.id(), false);
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "answers not kept: {0}", e.getClass().getName());
    }
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(Build.object().add("told", recorded.id().isPresent()).build().toString());
  }

  private void finish(
      HttpServletRequest request, HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    var recorded = submission.record(place.link(), answers, true);
    var kiosk = place.kiosk().isPresent();
    if (kiosk) {
      answers.onSharedDevice();
    }
    try {
      links.keep(place.link(), answers.text(), recorded.id(), recorded.id().isPresent());
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "answers not kept: {0}", e.getClass().getName());
    }
    if (kiosk || recorded.id().isEmpty()) {
      // On a shared device the address of the link must not show the result again.
      show(request, response, place, answers, recorded, recorded.id());
    } else {
      redirect(response, place, "");
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      Place place,
      Answers answers,
      RecordedAssessment recorded,
      Optional<AssessmentId> told)
      throws IOException {
    var handout =
        pages.handout(
            recorded.assessment(),
            recorded.intake(),
            clock.instant(),
            submission.zone(place.link()),
            place.language());
    pages.result(
        request,
        response,
        place,
        handout,
        told.isPresent(),
        earlier(place, told, recorded.assessment().urgency()));
  }

  /** The result as it was recorded: what is read of the clock does not go on with it. */
  private void result(HttpServletRequest request, HttpServletResponse response, Place place)
      throws IOException {
    var stored =
        place.link().assessment().flatMap(it -> assessments.find(place.link().tenant(), it));
    if (stored.isEmpty()) {
      pages.expired(request, response);
      return;
    }
    var handout = handouts.of(stored.get(), submission.zone(place.link()), place.language());
    var urgency = Urgency.of(stored.get().urgency()).orElseThrow();
    pages.result(
        request,
        response,
        place,
        handout,
        true,
        earlier(place, Optional.of(stored.get().id()), urgency));
  }

  /** What earlier answers of this patient ask for, when that is graver and undecided. */
  private Optional<Urgency> earlier(Place place, Optional<AssessmentId> shown, Urgency now) {
    return others.graver(place.link().tenant(), place.link().patient(), shown, now);
  }

  private void emergency(
      HttpServletRequest request, HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    Intake intake = submission.intake(place.link(), answers);
    var assessment = pages.knowledge().assess(intake);
    if (!pages.interruption().certain(place.link(), answers).stops()) {
      redirect(response, place, "?step=" + step(request));
      return;
    }
    pages.emergency(
        request, response, place, assessment, place.link().assessment().isPresent(), step(request));
  }

  private void done(HttpServletRequest request, HttpServletResponse response, Place place)
      throws IOException {
    var words = Messages.in(place.language());
    pages.note(
        request,
        response,
        HttpServletResponse.SC_OK,
        place.language(),
        words.of("done.heading"),
        words.of("done.line"),
        place.kiosk().map(it -> "/kiosk/" + it));
  }

  private static void redirect(HttpServletResponse response, Place place, String to) {
    redirect(response, place, to, "");
  }

  private static void redirect(
      HttpServletResponse response, Place place, String to, String question) {
    var anchor = question.isEmpty() ? "" : "#" + question;
    var kiosk = place.kiosk().map(it -> (to.contains("?") ? "&" : "?") + KIOSK + "=" + it);
    Redirect.to(response, place.address() + to + kiosk.orElse("") + anchor);
  }
}
