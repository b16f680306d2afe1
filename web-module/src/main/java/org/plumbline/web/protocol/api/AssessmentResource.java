package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.governance.KnowledgeKept;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.outbox.Outbox;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.BoundedBody;
import org.plumbline.web.access.Callers;
import org.plumbline.web.document.Letter;
import org.plumbline.web.document.Letters;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.PlainIntake;
import org.plumbline.web.intake.RecordedIn;
import org.plumbline.web.json.Build;

/** Assessments by plain JSON. The contract is the OpenAPI document at {@code /api/openapi.json}. */
@Path("assessments")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AssessmentResource {
  private PlainIntake intakes;
  private TriageService triage;
  private Assessments assessments;
  private Outbox outbox;
  private KnowledgeBase knowledge;
  private Conclusions conclusions;
  private ClinicSettings settings;
  private Callers callers;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private KnowledgeKept kept;
  private Letters letters;
  private Clock clock;
  private OtherIntakes others;
  private Once once;

  @SuppressWarnings("NullAway.Init")
  public AssessmentResource() {} // required by the container

  @Inject
  public AssessmentResource(
      PlainIntake intakes,
      TriageService triage,
      Assessments assessments,
      Outbox outbox,
      KnowledgeBase knowledge,
      Conclusions conclusions,
      ClinicSettings settings,
      Callers callers,
      Decisions decisions,
      ReportedOutcomes outcomes,
      KnowledgeKept kept,
      Letters letters,
      Clock clock,
      OtherIntakes others,
      Once once) {
    this.once = once;
    this.others = others;
    this.letters = letters;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.kept = kept;
    this.clock = clock;
    this.intakes = intakes;
    this.triage = triage;
    this.assessments = assessments;
    this.outbox = outbox;
    this.knowledge = knowledge;
    this.conclusions = conclusions;
    this.settings = settings;
    this.callers = callers;
  }

  /** Assesses an intake and records it; once, however often it is sent under one key. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response assess(@HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var sent = BoundedBody.read(body);
    return once.answer(key, "", sent, () -> assess(sent), this::again);
  }

  private Once.Done assess(byte[] sent) {
    var read = intakes.read(sent);
    var recorded =
        triage.assess(read.visit(callers.current().tenant(), Route.PLAIN_JSON), read.intake());
    var json = json(recorded.intake(), recorded.assessment(), read.patient(), recorded.id());
    json.add("recorded", recorded.id().isPresent())
        .add("patient", read.patient().value())
        .add("answeredAt", read.answeredAt().toString());
    return new Once.Done(
        recorded.id().map(AssessmentId::toString),
        recorded
            .id()
            .map(id -> created(id, json))
            .orElseGet(() -> Response.ok(json.build()).build()));
  }

  private static Response created(AssessmentId id, JsonObjectBuilder json) {
    return Response.created(URI.create("assessments/" + id))
        .header(RecordedIn.HEADER, id)
        .entity(json.add("id", id.toString()).build())
        .build();
  }

  private Response again(String known) {
    var stored = find(known);
    var id = stored.id();
    var then = conclusions.of(stored);
    var json = json(then.intake(), then.concluded(), stored.patient(), Optional.of(id));
    return created(
        id,
        json.add("recorded", true)
            .add("patient", stored.patient().value())
            .add("answeredAt", stored.answeredAt().toString()));
  }

  /** A recorded assessment, as the knowledge of then concluded it. */
  @GET
  @Path("{id}")
  public JsonObject read(@PathParam("id") String id) {
    var stored = find(id);
    var then = conclusions.of(stored);
    var json = json(then.intake(), then.concluded(), stored.patient(), Optional.of(stored.id()));
    var rules = Build.array();
    stored.rules().forEach(rules::add);
    return json.add("id", stored.id().toString())
        .add("recorded", true)
        .add("patient", stored.patient().value())
        .add("answeredAt", stored.answeredAt().toString())
        .add("recordedAt", stored.recordedAt().toString())
        .add(
            "asRecorded",
            Build.object()
                .add("knowledgeVersion", stored.knowledgeVersion())
                .add("disposition", stored.urgency())
                .add("rules", rules))
        .build();
  }

  private JsonObjectBuilder json(
      Intake intake, Assessment assessment, PatientReference patient, Optional<AssessmentId> id) {
    var tenant = callers.current().tenant();
    var staying = others.staying(tenant, patient, id);
    return new AssessmentJson(settings, knowledge)
        .write(intake, assessment, staying, others.graver(tenant, staying, assessment.urgency()));
  }

  /** A letter to the next clinician, as text. */
  @GET
  @Path("{id}/letter")
  @Produces("text/plain;charset=UTF-8")
  public String letter(@PathParam("id") String id) {
    return letter(find(id)).text();
  }

  /** The same letter as PDF. */
  @GET
  @Path("{id}/letter")
  @Produces("application/pdf")
  public byte[] pdf(@PathParam("id") String id) {
    return letter(find(id)).pdf();
  }

  private Letter letter(StoredAssessment stored) {
    var patient = stored.patient().value().replaceFirst("^.*/", "");
    return letters.of(callers.current().tenant(), stored, patient);
  }

  /** What was sent or is waiting to be sent about an assessment. */
  @GET
  @Path("{id}/messages")
  public JsonObject messages(@PathParam("id") String id) {
    var stored = find(id);
    var messages = Build.array();
    for (var it : outbox.about(callers.current().tenant(), "Assessment/" + stored.id())) {
      var message =
          Build.object()
              .add("id", it.id().toString())
              .add("client", it.client())
              .add("kind", it.kind().name().toLowerCase(Locale.ROOT))
              .add("state", it.state().code())
              .add("attempts", it.attempts());
      it.lastAnswer().ifPresent(answer -> message.add("lastAnswer", answer));
      messages.add(message);
    }
    return Build.object().add("messages", messages).build();
  }

  /** What is otherwise than at the visit before; red flags that are new come first. */
  @GET
  @Path("{id}/changes")
  public JsonObject changes(@PathParam("id") String id) {
    var stored = find(id);
    var before =
        assessments.before(callers.current().tenant(), stored.patient(), stored.answeredAt());
    return ChangesJson.write(knowledge, stored, before);
  }

  /** The assessment made again: by the knowledge of then, and by that of now. */
  @GET
  @Path("{id}/replay")
  public JsonObject replay(@PathParam("id") String id) {
    var report =
        kept.replay(callers.current().tenant(), find(id).id()).orElseThrow(NotFoundException::new);
    var changes = Build.array();
    report.changes().forEach(changes::add);
    var json =
        Build.object()
            .add("id", report.id().toString())
            .add("recorded", report.recorded())
            .add("now", report.now())
            .add("changes", changes);
    report.sameAsRecorded().ifPresent(it -> json.add("sameAsRecorded", it));
    return json.build();
  }

  /** What clinicians decided about an assessment, newest first. */
  @GET
  @Path("{id}/decisions")
  public JsonObject decisions(@PathParam("id") String id) {
    var all = Build.array();
    decisions
        .about(callers.current().tenant(), find(id).id())
        .forEach(it -> all.add(DecisionJson.write(it)));
    return Build.object().add("decisions", all).build();
  }

  /** Keeps what a clinician decided; a correction names the decision that it replaces. */
  @POST
  @Path("{id}/decisions")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response decide(
      @PathParam("id") String id, @HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var stored = find(id);
    var sent = BoundedBody.read(body);
    return once.answer(
        key,
        "decision about " + stored.id(),
        sent,
        () -> decide(stored, sent),
        known ->
            decisions.about(callers.current().tenant(), stored.id()).stream()
                .filter(it -> it.id().toString().equals(known))
                .findFirst()
                .map(it -> created(DecisionJson.write(it)))
                .orElseThrow(NotFoundException::new));
  }

  private Once.Done decide(StoredAssessment stored, byte[] sent) throws IOException {
    var earlier = decisions.about(callers.current().tenant(), stored.id());
    var decision =
        DecisionJson.read(sent, callers.current().tenant(), stored, earlier, clock.instant());
    if (!decisions.add(decision)) {
      throw new ClientErrorException(
          "another decision stands already; read it and name it in replaces",
          Response.Status.CONFLICT);
    }
    return new Once.Done(
        Optional.of(decision.id().toString()), created(DecisionJson.write(decision)));
  }

  /** What became of the patient; the one that holds first. */
  @GET
  @Path("{id}/outcomes")
  public JsonObject outcomes(@PathParam("id") String id) {
    var all = Build.array();
    outcomes
        .of(callers.current().tenant(), find(id).id())
        .forEach(it -> all.add(OutcomeJson.write(it)));
    return Build.object().add("outcomes", all).build();
  }

  /** Keeps what became of the patient; a later one holds. */
  @POST
  @Path("{id}/outcomes")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response report(
      @PathParam("id") String id, @HeaderParam(Once.HEADER) @Nullable String key, InputStream body)
      throws IOException {
    var stored = find(id);
    var sent = BoundedBody.read(body);
    return once.answer(
        key,
        "outcome of " + stored.id(),
        sent,
        () -> report(stored, sent),
        known ->
            outcomes
                .find(callers.current().tenant(), stored.id(), Integer.parseInt(known))
                .map(it -> created(OutcomeJson.write(it)))
                .orElseThrow(NotFoundException::new));
  }

  private Once.Done report(StoredAssessment stored, byte[] sent) throws IOException {
    var outcome = OutcomeJson.read(sent, callers.current().tenant(), stored, clock.instant());
    var position = outcomes.add(outcome);
    return new Once.Done(
        Optional.of(String.valueOf(position)), created(OutcomeJson.write(outcome)));
  }

  private static Response created(JsonObject json) {
    return Response.status(Response.Status.CREATED).entity(json).build();
  }

  private StoredAssessment find(String id) {
    var found =
        AssessmentId.parse(id)
            .flatMap(it -> assessments.find(callers.current().tenant(), it))
            .orElseThrow(NotFoundException::new);
    callers.accessed(found.patient());
    return found;
  }
}
