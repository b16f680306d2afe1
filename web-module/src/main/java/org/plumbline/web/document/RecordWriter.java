package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.StoredAssessment;
import org.plumbline.outbox.Message;
import org.plumbline.web.access.launch.Session;
import org.plumbline.web.access.launch.SessionGuests;
import org.plumbline.web.registry.Registry;

/** What a page can do with the record of the EHR that has opened it. */
@ApplicationScoped
public class RecordWriter {
  private SessionGuests sessions;
  private WriteBack writeBack;
  private Registry registry;

  @SuppressWarnings("NullAway.Init")
  protected RecordWriter() {} // required by the container

  @Inject
  RecordWriter(SessionGuests sessions, WriteBack writeBack, Registry registry) {
    this.sessions = sessions;
    this.writeBack = writeBack;
    this.registry = registry;
  }

  /** A resource of a preview. */
  public record Shown(String type, String what, String json) {}

  /** What has become of a resource that was written. */
  public record Written(String type, String state, String lastAnswer) {}

  /** Whether an EHR has opened the page for the patient of this assessment. */
  public boolean isConnected(HttpServletRequest request, StoredAssessment stored) {
    return sessions
        .session(request)
        .filter(it -> it.patient().filter(stored.patient()::equals).isPresent())
        .isPresent();
  }

  /** Whether the page must show who the patient is: the EHR says when it does so itself. */
  public boolean needsBanner(HttpServletRequest request) {
    return sessions.session(request).map(Session::banner).orElse(true);
  }

  /** The assessment that our card was about, when the EHR passes that on. */
  public Optional<AssessmentId> cardAssessment(HttpServletRequest request) {
    return sessions.session(request).flatMap(Session::appContext).flatMap(AssessmentId::parse);
  }

  /** What would be written about an assessment. */
  public List<Shown> preview(StoredAssessment stored) {
    return writeBack.preview(stored).stream().map(RecordWriter::shown).toList();
  }

  private static Shown shown(JsonObject resource) {
    return new Shown(
        resource.getString("resourceType"), WriteBack.shown(resource), resource.toString());
  }

  /** Writes it, or sees to it that it will be written. */
  public void write(HttpServletRequest request, StoredAssessment stored) {
    sessions
        .session(request)
        .filter(it -> it.patient().filter(stored.patient()::equals).isPresent())
        .ifPresent(it -> writeBack.write(it, stored));
  }

  /** What was written about an assessment, and what is still to be. */
  public List<Written> written(HttpServletRequest request, StoredAssessment stored) {
    return sessions
        .session(request)
        .flatMap(it -> registry.named(it.client()))
        .map(it -> writeBack.about(stored, it))
        .orElse(List.of())
        .stream()
        .map(RecordWriter::written)
        .toList();
  }

  private static Written written(Message message) {
    return new Written(
        message.target().getPath().replaceFirst(".*/", ""),
        message.state().code(),
        message.lastAnswer().orElse("not tried yet"));
  }
}
