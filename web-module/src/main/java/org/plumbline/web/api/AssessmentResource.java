package org.plumbline.web.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.Locale;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.outbox.Outbox;
import org.plumbline.triage.TriageService;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.PlainIntake;
import org.plumbline.web.intake.RecordedIn;
import org.plumbline.web.security.Callers;

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
  private ClinicSettings settings;
  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  public AssessmentResource() {} // required by the container

  @Inject
  public AssessmentResource(
      PlainIntake intakes,
      TriageService triage,
      Assessments assessments,
      Outbox outbox,
      KnowledgeBase knowledge,
      ClinicSettings settings,
      Callers callers) {
    this.intakes = intakes;
    this.triage = triage;
    this.assessments = assessments;
    this.outbox = outbox;
    this.knowledge = knowledge;
    this.settings = settings;
    this.callers = callers;
  }

  /** Assesses an intake and records it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response assess(InputStream body) throws IOException {
    var bytes = body.readNBytes(JsonBody.MAX_BYTES + 1);
    if (bytes.length > JsonBody.MAX_BYTES) {
      throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
    var read = intakes.read(bytes);
    var recorded =
        triage.assess(read.visit(callers.current().tenant(), Route.PLAIN_JSON), read.intake());
    var json = new AssessmentJson(settings).write(recorded.intake(), recorded.assessment());
    json.add("recorded", recorded.id().isPresent())
        .add("patient", read.patient().value())
        .add("answeredAt", read.answeredAt().toString());
    if (recorded.id().isEmpty()) {
      return Response.ok(json.build()).build();
    }
    var id = recorded.id().get();
    return Response.created(URI.create("assessments/" + id))
        .header(RecordedIn.HEADER, id)
        .entity(json.add("id", id.toString()).build())
        .build();
  }

  /** A recorded assessment, as its answers are assessed by the knowledge of now. */
  @GET
  @Path("{id}")
  public JsonObject read(@PathParam("id") String id) {
    var stored = find(id);
    var intake = Intake.of(stored.statements());
    var json = new AssessmentJson(settings).write(intake, knowledge.assess(intake));
    var rules = Json.createArrayBuilder();
    stored.rules().forEach(rules::add);
    return json.add("id", stored.id().toString())
        .add("recorded", true)
        .add("patient", stored.patient().value())
        .add("answeredAt", stored.answeredAt().toString())
        .add("recordedAt", stored.recordedAt().toString())
        .add(
            "asRecorded",
            Json.createObjectBuilder()
                .add("knowledgeVersion", stored.knowledgeVersion())
                .add("disposition", stored.urgency())
                .add("rules", rules))
        .build();
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
    var intake = Intake.of(stored.statements());
    return new Letter(stored, intake, knowledge.assess(intake), settings);
  }

  /** What was sent or is waiting to be sent about an assessment. */
  @GET
  @Path("{id}/messages")
  public JsonObject messages(@PathParam("id") String id) {
    var stored = find(id);
    var messages = Json.createArrayBuilder();
    for (var it : outbox.about(callers.current().tenant(), "Assessment/" + stored.id())) {
      var message =
          Json.createObjectBuilder()
              .add("id", it.id().toString())
              .add("client", it.client())
              .add("kind", it.kind().name().toLowerCase(Locale.ROOT))
              .add("state", it.state().code())
              .add("attempts", it.attempts());
      it.lastAnswer().ifPresent(answer -> message.add("lastAnswer", answer));
      messages.add(message);
    }
    return Json.createObjectBuilder().add("messages", messages).build();
  }

  private StoredAssessment find(String id) {
    return AssessmentId.parse(id)
        .flatMap(it -> assessments.find(callers.current().tenant(), it))
        .orElseThrow(NotFoundException::new);
  }
}
