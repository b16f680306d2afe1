package org.plumbline.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Client;
import org.plumbline.history.Assessments;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.outbox.Message;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Outbox;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.access.launch.Session;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.json.Build;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.outbound.Sender;
import org.plumbline.web.registry.Registry;

/**
 * Writes what a clinician has confirmed to the EHR. Each resource is kept in the outbox first and
 * then sent with the clinician's token; what fails is sent again by the backend service, and is the
 * same resource however often it is sent.
 */
@ApplicationScoped
class WriteBack {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** So many assessments back a referral is looked for: the same answers may be assessed often. */
  private static final int MOST_STEPS = 50;

  private Drafts drafts;
  private Conclusions conclusions;
  private Assessments assessments;
  private Outbox outbox;
  private Outbound outbound;
  private Registry registry;

  @SuppressWarnings("NullAway.Init")
  protected WriteBack() {} // required by the container

  @Inject
  WriteBack(
      Drafts drafts,
      Conclusions conclusions,
      Assessments assessments,
      Outbox outbox,
      Outbound outbound,
      Registry registry) {
    this.assessments = assessments;
    this.drafts = drafts;
    this.conclusions = conclusions;
    this.outbox = outbox;
    this.outbound = outbound;
    this.registry = registry;
  }

  /** What would be written about an assessment. */
  List<JsonObject> preview(StoredAssessment stored) {
    var then = conclusions.of(stored);
    var intake = then.intake();
    var assessment = then.concluded();
    var read = ReadIntake.of(then);
    var recorded = new RecordedAssessment(Optional.of(stored.id()), intake, assessment);
    var card = stored.id().value();
    var all = new ArrayList<JsonObject>();
    all.add(drafts.referral(card, read, recorded));
    all.addAll(drafts.reviews(card, read, recorded));
    all.add(drafts.safetyNet(card, read, recorded));
    return all;
  }

  /** Writes it, or sees to it that it will be written. */
  void write(Session session, StoredAssessment stored) {
    var client = registry.named(session.client());
    for (var resource : preview(stored)) {
      client.ifPresent(it -> write(session, stored, it, replacing(resource, stored, it)));
    }
  }

  /** A referral is replaced by the next one, never edited. */
  private JsonObject replacing(JsonObject resource, StoredAssessment stored, Client client) {
    return resource.getString("resourceType").equals("ServiceRequest")
        ? referralBefore(stored, client)
            .map(
                id ->
                    Build.object(resource)
                        .add("replaces", Build.array().add(identifiedBy(id)))
                        .build())
            .orElse(resource)
        : resource;
  }

  private static JsonObjectBuilder identifiedBy(UUID id) {
    return Build.object().add("type", "ServiceRequest").add("identifier", identifier(id));
  }

  /** The referral that was written about this patient last. */
  private Optional<UUID> referralBefore(StoredAssessment stored, Client client) {
    var before = stored.previous();
    for (var step = 0; before.isPresent() && step < MOST_STEPS; step++) {
      var id = Drafts.referralId(before.get().value());
      if (outbox.has(id)) {
        return Optional.of(id);
      }
      before = assessments.find(client.tenant(), before.get()).flatMap(StoredAssessment::previous);
    }
    return Optional.empty();
  }

  private static JsonObjectBuilder identifier(UUID id) {
    return Build.object().add("system", "urn:ietf:rfc:3986").add("value", "urn:uuid:" + id);
  }

  private void write(Session session, StoredAssessment stored, Client client, JsonObject resource) {
    var id = UUID.fromString(resource.getString("id"));
    var payload = identified(resource, id).toString();
    var target =
        URI.create(
            Registry.base(URI.create(session.iss())) + "/" + resource.getString("resourceType"));
    outbox.add(id, client, Kind.FHIR_CREATE, subject(stored), target, payload);
    try {
      var request =
          Sender.fhirCreate(
              HttpRequest.newBuilder(target).timeout(LIMIT),
              id.toString(),
              payload,
              Optional.of(session.token()));
      var answer = outbound.send(request, client.privateAddresses());
      if (answer.isSuccess()) {
        outbox.sent(id, "answered " + answer.status());
      } else {
        outbox.notSent(id, "answered " + answer.status(), false);
      }
    } catch (Refused e) {
      outbox.notSent(id, String.valueOf(e.getMessage()), false);
    }
  }

  /** The EHR gives ids of its own; by the identifier it knows what it has already. */
  private static JsonObject identified(JsonObject resource, UUID id) {
    return Build.object(resource)
        .remove("id")
        .add("identifier", Build.array().add(identifier(id)))
        .build();
  }

  /** What was written about an assessment, and what is still to be. */
  List<Message> about(StoredAssessment stored, Client client) {
    return outbox.about(client.tenant(), subject(stored)).stream()
        .filter(it -> it.kind() == Kind.FHIR_CREATE)
        .toList();
  }

  private static String subject(StoredAssessment stored) {
    return "Assessment/" + stored.id();
  }

  /** A name for a line of the page. */
  static String shown(JsonObject resource) {
    return resource.getString("resourceType")
        + Optional.ofNullable(resource.getString("description", null))
            .or(
                () ->
                    Optional.ofNullable(resource.getJsonObject("code"))
                        .map(it -> it.getString("text", "")))
            .map(": "::concat)
            .orElse("");
  }
}
