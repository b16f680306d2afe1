package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.decision.Decision;
import org.plumbline.decision.Decision.Kind;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.clinic.OpenAssessments.Opened;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;

/** What a clinician decides about an assessment, and what became of the patient. */
@Path("assessments/{id}")
@RequestScoped
public class DecisionPages {
  private static final int TEXT = 80;
  private static final int REMARK = 1000;
  private static final int UUID_LENGTH = 36;

  private Desk desk;
  private OpenAssessments assessments;
  private AssessmentViews views;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private People people;

  @SuppressWarnings("NullAway.Init")
  public DecisionPages() {} // required by the container

  @Inject
  public DecisionPages(
      Desk desk,
      OpenAssessments assessments,
      AssessmentViews views,
      Decisions decisions,
      ReportedOutcomes outcomes,
      People people) {
    this.desk = desk;
    this.assessments = assessments;
    this.views = views;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.people = people;
  }

  /** Offered only while nobody has decided. */
  @POST
  @Path("confirm")
  public Answer confirm(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    return keep(
        opened,
        new Decision(
            UUID.randomUUID(),
            call.seat().tenant(),
            opened.stored().id(),
            desk.now(),
            Kind.CONFIRMED,
            urgency(opened),
            "",
            Optional.empty(),
            call.seat().name(),
            Optional.empty()));
  }

  private Answer keep(Opened opened, Decision decision) {
    return decisions.add(decision)
        ? Answer.to(opened.address())
        : views.shown(
            HttpServletResponse.SC_CONFLICT,
            opened,
            "Somebody else has decided meanwhile; yours was not kept. Look at what stands now.");
  }

  private static Urgency urgency(Opened opened) {
    return Urgency.of(opened.stored().urgency()).orElseThrow();
  }

  /** The form by which the urgency is changed. */
  @GET
  @Path("urgency")
  public Answer urgency(@BeanParam Call call, @PathParam("id") String id) {
    return form(assessments.open(call, id), Map.of());
  }

  private Answer form(Opened opened, Map<String, String> faults) {
    var call = opened.call();
    var sent = call.sent();
    return Answer.page(
        faults.isEmpty() ? HttpServletResponse.SC_OK : Desk.UNPROCESSABLE,
        Desk.TEMPLATES.clinicUrgency(
            desk.frame("", call.seat()),
            people.of(call.seat().tenant(), opened.stored().patient()),
            opened.address(),
            urgency(opened),
            sent.text("level", TEXT).flatMap(Urgency::of),
            sent.text("reason", TEXT).orElse(""),
            sent.text("remark", REMARK).orElse(""),
            sent.raw("seen")
                .filter(it -> it.length() <= UUID_LENGTH)
                .orElseGet(() -> newest(opened).map(UUID::toString).orElse("")),
            faults));
  }

  /** The newest decision about an assessment: what whoever decides now has seen. */
  private Optional<UUID> newest(Opened opened) {
    return made(opened).stream().findFirst().map(Decision::id);
  }

  private List<Decision> made(Opened opened) {
    return decisions.about(opened.call().seat().tenant(), opened.stored().id());
  }

  /** Below urgent it must be said twice: a slip of the finger sends nobody home. */
  @POST
  @Path("urgency")
  public Answer change(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    var sent = call.sent();
    var level = sent.text("level", TEXT).flatMap(Urgency::of);
    var reason = sent.text("reason", TEXT).flatMap(OverrideReason::of);
    var remark = sent.text("remark", REMARK);
    var faults = faults(sent, urgency(opened));
    if (!faults.isEmpty()) {
      return form(opened, faults);
    }
    return keep(
        opened,
        new Decision(
            UUID.randomUUID(),
            call.seat().tenant(),
            opened.stored().id(),
            desk.now(),
            Kind.CHANGED,
            level.orElseThrow(),
            reason.orElseThrow().code(),
            remark,
            call.seat().name(),
            seen(opened)));
  }

  private static Map<String, String> faults(Sent sent, Urgency now) {
    var faults = new HashMap<String, String>();
    var level = sent.text("level", TEXT).flatMap(Urgency::of);
    if (level.isEmpty() || level.get() == now) {
      faults.put("level", "Choose another urgency than the one it has");
    }
    if (sent.text("reason", TEXT).flatMap(OverrideReason::of).isEmpty()) {
      faults.put("reason", "Choose a reason");
    }
    if (sent.text("remark", REMARK).isEmpty()) {
      faults.put("remark", "Say in a few words what you found");
    }
    var lowered =
        level.filter(it -> it.compareTo(now) < 0 && it.compareTo(Urgency.URGENT) < 0).isPresent();
    if (faults.isEmpty() && lowered && !sent.has("sure")) {
      faults.put("sure", "This takes the patient off the urgent list. Confirm it once more");
    }
    return faults;
  }

  /** The decision that the form was made in view of; another one about this assessment is none. */
  private Optional<UUID> seen(Opened opened) {
    var seen = opened.call().sent().raw("seen");
    return seen.isEmpty()
        ? newest(opened)
        : made(opened).stream()
            .map(Decision::id)
            .filter(it -> it.toString().equals(seen.get()))
            .findFirst();
  }

  /** What became of the patient; what is not said is asked for again, never taken for a no. */
  @POST
  @Path("outcome")
  public Answer report(@BeanParam Call call, @PathParam("id") String id) {
    var opened = assessments.open(call, id);
    var sent = call.sent();
    var arrived = sent.text("arrived", TEXT).flatMap(Said::of);
    var scanned = sent.text("scanned", TEXT).flatMap(Said::of);
    var found = sent.text("found", TEXT).flatMap(Found::of);
    if (arrived.isEmpty() || scanned.isEmpty() || found.isEmpty()) {
      return views.shown(opened, "Say all three: arrived, scanned, found. Not known is an answer.");
    }
    var marked = sent.all("explains");
    outcomes.add(
        new Outcome(
            call.seat().tenant(),
            opened.stored().id(),
            desk.now(),
            arrived.get(),
            scanned.get(),
            found.get(),
            found.get() == Found.SERIOUS
                ? opened.stored().rules().stream().filter(marked::contains).toList()
                : List.of(),
            sent.text("remark", REMARK),
            call.seat().name()));
    return Answer.to(opened.address() + "#outcome");
  }
}
