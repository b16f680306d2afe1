package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.decision.Decision;
import org.plumbline.decision.Decision.Kind;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.protocol.api.Letters;
import org.plumbline.web.protocol.smart.RecordWriter;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.page.Redirect;
import org.plumbline.web.screen.patient.Handouts;

/** One assessment: the verdict, what to examine next, the decision, and what is written. */
@WebServlet("/app/assessments/*")
public class AssessmentPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int TEXT = 80;
  private static final int REMARK = 1000;

  private final transient Desk desk;
  private final transient Assessments assessments;
  private final transient AssessmentViews views;
  private final transient Examination examination;
  private static final int UUID_LENGTH = 36;

  private final transient Decisions decisions;
  private final transient ReportedOutcomes outcomes;
  private final transient RecordWriter record;
  private final transient ClinicSettings settings;
  private final transient Handouts handouts;
  private final transient People people;
  private final transient Letters letters;

  @Inject
  AssessmentPages(
      Desk desk,
      Assessments assessments,
      AssessmentViews views,
      Examination examination,
      Decisions decisions,
      ReportedOutcomes outcomes,
      RecordWriter record,
      ClinicSettings settings,
      Handouts handouts,
      People people,
      Letters letters) {
    this.desk = desk;
    this.assessments = assessments;
    this.views = views;
    this.examination = examination;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.record = record;
    this.settings = settings;
    this.handouts = handouts;
    this.people = people;
    this.letters = letters;
  }

  /** What a call is about. */
  private record Called(Seat seat, StoredAssessment stored, String what) {
    String address() {
      return "/app/assessments/" + stored.id();
    }
  }

  private Optional<Called> called(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, false);
    if (seat.isEmpty()) {
      return Optional.empty();
    }
    var parts = Desk.path(request).split("/", -1);
    var stored =
        parts.length < 2
            ? Optional.<StoredAssessment>empty()
            : AssessmentId.parse(parts[1])
                .flatMap(it -> assessments.find(seat.get().tenant(), it))
                .filter(it -> seat.get().maySee(it.patient()));
    if (stored.isEmpty() || parts.length > 3) {
      desk.missing(request, response);
      return Optional.empty();
    }
    desk.callers().accessed(stored.get().patient());
    return Optional.of(new Called(seat.get(), stored.get(), parts.length == 3 ? parts[2] : ""));
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      var called = called(request, response);
      if (called.isEmpty()) {
        return;
      }
      switch (called.get().what()) {
        case "" -> view(request, response, called.get(), Optional.empty());
        case "part" -> part(request, response, called.get());
        case "urgency" -> urgency(request, response, called.get(), Map.of());
        case "letter.pdf" -> letter(response, called.get());
        case "handout" -> handout(request, response, called.get());
        default -> desk.missing(request, response);
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private void view(
      HttpServletRequest request,
      HttpServletResponse response,
      Called called,
      Optional<String> fault)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("page", views.page(request, called.seat(), called.stored()));
    model.put("fault", fault);
    desk.show(request, response, fault.isPresent() ? 422 : 200, "clinic/assessment.jte", model);
  }

  private void part(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("page", views.page(request, called.seat(), called.stored()));
    model.put("fault", Optional.empty());
    desk.show(request, response, 200, "clinic/assessmentpart.jte", model);
  }

  private void letter(HttpServletResponse response, Called called) throws IOException {
    var person = people.of(called.seat().tenant(), called.stored().patient());
    var patient =
        Stream.of(
                Optional.of(person.name()),
                person.born().map("born "::concat),
                person.phone().map("telephone "::concat),
                Optional.of("id " + person.id()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    response.setContentType("application/pdf");
    response.setHeader("Content-Disposition", "inline; filename=\"letter.pdf\"");
    response
        .getOutputStream()
        .write(letters.of(called.seat().tenant(), called.stored(), patient).pdf());
  }

  private void handout(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    var language =
        Desk.parameter(request, "lang", TEXT).flatMap(Language::of).orElse(settings.language());
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("", called.seat()));
    model.put("words", Messages.in(language));
    model.put("handout", handouts.of(called.stored(), desk.zone(called.seat()), language));
    model.put("number", settings.emergencyNumber());
    model.put("clinic", handouts.clinic());
    model.put("patient", people.of(called.seat().tenant(), called.stored().patient()).name());
    model.put("address", called.address());
    model.put("earlier", handouts.earlier(called.seat().tenant(), called.stored(), language));
    desk.show(request, response, 200, "clinic/handout.jte", model);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      var called = called(request, response);
      if (called.isEmpty()) {
        return;
      }
      switch (called.get().what()) {
        case "examine" -> examine(request, response, called.get());
        case "confirm" -> confirm(request, response, called.get());
        case "urgency" -> change(request, response, called.get());
        case "outcome" -> report(request, response, called.get());
        case "write" -> {
          record.write(request, called.get().stored());
          Redirect.to(response, called.get().address() + "#record");
        }
        default -> desk.missing(request, response);
      }
    } catch (EJBException e) {
      desk.away(request, response);
    }
  }

  private void examine(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    var fact = Desk.parameter(request, "fact", TEXT).orElse("");
    var value = Desk.parameter(request, "value", TEXT).orElse("");
    var unit = Desk.parameter(request, "unit", TEXT);
    var statement = examination.read(fact, value, unit);
    if (statement.isEmpty()) {
      view(
          request,
          response,
          called,
          Optional.of("This value does not fit; it was not kept. Look at its range and unit."));
      return;
    }
    var id =
        examination.record(
            called.seat().tenant(), called.seat().name(), called.stored(), statement.get());
    if (id.isEmpty()) {
      desk.away(request, response);
      return;
    }
    Redirect.to(response, "/app/assessments/" + id.get());
  }

  /** Offered only while nobody has decided. */
  private void confirm(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    keep(
        request,
        response,
        called,
        decision(
            called,
            Kind.CONFIRMED,
            Urgency.of(called.stored().urgency()).orElseThrow(),
            "",
            Optional.empty(),
            Optional.empty()));
  }

  private void keep(
      HttpServletRequest request, HttpServletResponse response, Called called, Decision decision)
      throws IOException {
    if (decisions.add(decision)) {
      Redirect.to(response, called.address());
      return;
    }
    var model = new HashMap<String, Object>();
    model.put("page", views.page(request, called.seat(), called.stored()));
    model.put(
        "fault",
        Optional.of(
            "Somebody else has decided meanwhile; yours was not kept. Look at what stands now."));
    desk.show(request, response, HttpServletResponse.SC_CONFLICT, "clinic/assessment.jte", model);
  }

  /** The newest decision about an assessment: what whoever decides now has seen. */
  private Optional<UUID> newest(Called called) {
    return decisions.about(called.seat().tenant(), called.stored().id()).stream()
        .findFirst()
        .map(Decision::id);
  }

  private Decision decision(
      Called called,
      Kind kind,
      Urgency urgency,
      String reason,
      Optional<String> remark,
      Optional<UUID> seen) {
    return new Decision(
        UUID.randomUUID(),
        called.seat().tenant(),
        called.stored().id(),
        desk.now(),
        kind,
        urgency,
        reason,
        remark,
        called.seat().name(),
        seen);
  }

  /** What became of the patient; what is not said is asked for again, never taken for a no. */
  private void report(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    var arrived = Desk.parameter(request, "arrived", TEXT).flatMap(Said::of);
    var scanned = Desk.parameter(request, "scanned", TEXT).flatMap(Said::of);
    var found = Desk.parameter(request, "found", TEXT).flatMap(Found::of);
    if (arrived.isEmpty() || scanned.isEmpty() || found.isEmpty()) {
      view(
          request,
          response,
          called,
          Optional.of("Say all three: arrived, scanned, found. Not known is an answer."));
      return;
    }
    var marked = request.getParameterValues("explains");
    var explains =
        found.get() == Found.SERIOUS && marked != null
            ? called.stored().rules().stream().filter(List.of(marked)::contains).toList()
            : List.<String>of();
    outcomes.add(
        new Outcome(
            called.seat().tenant(),
            called.stored().id(),
            desk.now(),
            arrived.get(),
            scanned.get(),
            found.get(),
            explains,
            Desk.parameter(request, "remark", REMARK),
            called.seat().name()));
    Redirect.to(response, called.address() + "#outcome");
  }

  private void urgency(
      HttpServletRequest request,
      HttpServletResponse response,
      Called called,
      Map<String, String> faults)
      throws IOException {
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("", called.seat()));
    model.put("person", people.of(called.seat().tenant(), called.stored().patient()));
    model.put("address", called.address());
    model.put("now", Urgency.of(called.stored().urgency()).orElseThrow());
    model.put("chosen", Desk.parameter(request, "level", TEXT).flatMap(Urgency::of));
    model.put("reason", Desk.parameter(request, "reason", TEXT).orElse(""));
    model.put("remark", Desk.parameter(request, "remark", REMARK).orElse(""));
    model.put(
        "seen",
        Optional.ofNullable(request.getParameter("seen"))
            .filter(it -> it.length() <= UUID_LENGTH)
            .orElseGet(() -> newest(called).map(UUID::toString).orElse("")));
    model.put("faults", faults);
    desk.show(request, response, faults.isEmpty() ? 200 : 422, "clinic/urgency.jte", model);
  }

  /** Below urgent it must be said twice: a slip of the finger sends nobody home. */
  private void change(HttpServletRequest request, HttpServletResponse response, Called called)
      throws IOException {
    var faults = new HashMap<String, String>();
    var level = Desk.parameter(request, "level", TEXT).flatMap(Urgency::of);
    var now = Urgency.of(called.stored().urgency()).orElseThrow();
    var reason = Desk.parameter(request, "reason", TEXT).flatMap(OverrideReason::of);
    var remark = Desk.parameter(request, "remark", REMARK);
    if (level.isEmpty() || level.get() == now) {
      faults.put("level", "Choose another urgency than the one it has");
    }
    if (reason.isEmpty()) {
      faults.put("reason", "Choose a reason");
    }
    if (remark.isEmpty()) {
      faults.put("remark", "Say in a few words what you found");
    }
    var lowered =
        level.filter(it -> it.compareTo(now) < 0 && it.compareTo(Urgency.URGENT) < 0).isPresent();
    if (faults.isEmpty() && lowered && request.getParameter("sure") == null) {
      faults.put("sure", "This takes the patient off the urgent list. Confirm it once more");
    }
    if (!faults.isEmpty()) {
      urgency(request, response, called, faults);
      return;
    }
    keep(
        request,
        response,
        called,
        decision(
            called,
            Kind.CHANGED,
            level.orElseThrow(),
            reason.orElseThrow().code(),
            remark,
            seen(request, called)));
  }

  /** The decision that the form was made in view of; another one about this assessment is none. */
  private Optional<UUID> seen(HttpServletRequest request, Called called) {
    var seen = request.getParameter("seen");
    return seen == null
        ? newest(called)
        : decisions.about(called.seat().tenant(), called.stored().id()).stream()
            .map(Decision::id)
            .filter(it -> it.toString().equals(seen))
            .findFirst();
  }

  /** Every level, the most urgent first, as the keys 1 to 6 choose them. */
  public static List<Urgency> levels() {
    var levels = new java.util.ArrayList<>(List.of(Urgency.values()));
    java.util.Collections.reverse(levels);
    return levels;
  }
}
