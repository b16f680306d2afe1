package org.plumbline.web.protocol.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.plumbline.governance.KnowledgeKept;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.outbox.Outbox;
import org.plumbline.web.access.Callers;
import org.plumbline.web.document.Letter;
import org.plumbline.web.document.Letters;
import org.plumbline.web.json.Build;

/** One recorded assessment, and what follows from it. */
@Path("assessments/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RecordedAssessmentResource {
  private Callers callers;
  private AssessmentFinder found;
  private AssessmentAnswers answers;
  private Assessments assessments;
  private Outbox outbox;
  private KnowledgeKept kept;
  private Letters letters;

  @SuppressWarnings("NullAway.Init")
  public RecordedAssessmentResource() {} // required by the container

  @Inject
  public RecordedAssessmentResource(
      Callers callers,
      AssessmentFinder found,
      AssessmentAnswers answers,
      Assessments assessments,
      Outbox outbox,
      KnowledgeKept kept,
      Letters letters) {
    this.callers = callers;
    this.found = found;
    this.answers = answers;
    this.assessments = assessments;
    this.outbox = outbox;
    this.kept = kept;
    this.letters = letters;
  }

  /** A recorded assessment, as the knowledge of then concluded it. */
  @GET
  public JsonObject read(@PathParam("id") String id) {
    var stored = found.find(id);
    var rules = Build.array();
    stored.rules().forEach(rules::add);
    return answers
        .of(stored)
        .add("id", stored.id().toString())
        .add("recordedAt", stored.recordedAt().toString())
        .add(
            "asRecorded",
            Build.object()
                .add("knowledgeVersion", stored.knowledgeVersion())
                .add("disposition", stored.urgency())
                .add("rules", rules))
        .build();
  }

  /** A letter to the next clinician, as text. */
  @GET
  @Path("letter")
  @Produces("text/plain;charset=UTF-8")
  public String letter(@PathParam("id") String id) {
    return letter(found.find(id)).text();
  }

  /** The same letter as PDF. */
  @GET
  @Path("letter")
  @Produces("application/pdf")
  public byte[] pdf(@PathParam("id") String id) {
    return letter(found.find(id)).pdf();
  }

  private Letter letter(StoredAssessment stored) {
    var patient = stored.patient().value().replaceFirst("^.*/", "");
    return letters.of(callers.current().tenant(), stored, patient);
  }

  /** What was sent or is waiting to be sent about an assessment. */
  @GET
  @Path("messages")
  public JsonObject messages(@PathParam("id") String id) {
    var stored = found.find(id);
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
  @Path("changes")
  public JsonObject changes(@PathParam("id") String id) {
    var stored = found.find(id);
    var before =
        assessments.before(callers.current().tenant(), stored.patient(), stored.answeredAt());
    return answers.changes(stored, before);
  }

  /** The assessment made again: by the knowledge of then, and by that of now. */
  @GET
  @Path("replay")
  public JsonObject replay(@PathParam("id") String id) {
    var report =
        kept.replay(callers.current().tenant(), found.find(id).id())
            .orElseThrow(NotFoundException::new);
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
}
