package org.plumbline.web.cdshooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.Reference;

/**
 * One CDS Hooks call, its envelope checked. See <a
 * href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a CDS Service</a>.
 *
 * @param patient the patient of the context
 * @param prefetch what was sent for each key of the discovery
 */
record HookRequest(PatientReference patient, Map<String, Prefetched> prefetch) {

  /** What is there for one key of the prefetch. */
  enum State {
    /** The key was not sent. */
    NOT_SENT,
    /** Null: the record has none. */
    NONE,
    /** The EHR could not read it. */
    FAILED,
    /** A search result with further pages. */
    PARTIAL,
    /** All of it. */
    COMPLETE
  }

  /**
   * The resources of one key.
   *
   * @param search whether they are the result of a search, so that some may not concern us
   */
  record Prefetched(State state, boolean search, List<Node> resources) {
    static final Prefetched NOT_SENT = new Prefetched(State.NOT_SENT, false, List.of());

    /** Whether the record was read to its end. */
    boolean complete() {
      return state == State.COMPLETE || state == State.NONE;
    }
  }

  /**
   * Reads a call.
   *
   * @throws IntakeRefused if the envelope is not that of a call of this hook
   */
  static HookRequest read(byte[] body, String expectedHook) {
    var faults = new Faults();
    var request = new Node("", JsonBody.parse(body), faults);
    checkHook(request, expectedHook);
    var context = request.requiredObject("context");
    var patient =
        context
            .flatMap(it -> it.requiredText("patientId"))
            .flatMap(it -> patient(context.get(), it));
    context.ifPresent(it -> it.requiredText("userId"));
    if (request.has("fhirAuthorization") && !request.has("fhirServer")) {
      request.fault("fhirServer", "is missing; fhirAuthorization needs it");
    }
    request.text("fhirServer");
    request.object("fhirAuthorization");
    var prefetch = prefetch(request.object("prefetch"));
    if (!faults.none()) {
      throw IntakeRefused.malformed(faults.all());
    }
    return new HookRequest(patient.orElseThrow(), prefetch);
  }

  private static void checkHook(Node request, String expectedHook) {
    var hook = request.requiredText("hook");
    if (hook.filter(it -> !it.equals(expectedHook)).isPresent()) {
      request.fault("hook", "is not offered by this service; expected " + expectedHook);
    }
    var instance = request.requiredText("hookInstance");
    if (instance.filter(it -> !isUuid(it)).isPresent()) {
      request.fault("hookInstance", "is not a UUID");
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<PatientReference> patient(Node context, String id) {
    var reference = Reference.to("Patient", id).map(PatientReference::new);
    if (reference.isEmpty()) {
      context.fault("patientId", "is not the id of a Patient");
    }
    return reference;
  }

  private static Map<String, Prefetched> prefetch(Optional<Node> prefetch) {
    var read = new LinkedHashMap<String, Prefetched>();
    prefetch.ifPresent(node -> node.names().forEach(key -> read.put(key, prefetched(node, key))));
    return read;
  }

  private static Prefetched prefetched(Node prefetch, String key) {
    if (!prefetch.has(key)) {
      return new Prefetched(State.NONE, false, List.of());
    }
    return prefetch.object(key).map(HookRequest::prefetched).orElse(Prefetched.NOT_SENT);
  }

  private static Prefetched prefetched(Node resource) {
    return switch (resource.requiredText("resourceType").orElse("")) {
      case "OperationOutcome" -> new Prefetched(State.FAILED, false, List.of());
      case "Bundle" -> bundle(resource);
      default -> new Prefetched(State.COMPLETE, false, List.of(resource));
    };
  }

  private static Prefetched bundle(Node bundle) {
    var resources = new ArrayList<Node>();
    var failed = false;
    for (var entry : bundle.objects("entry")) {
      var resource = entry.object("resource");
      failed |=
          resource
              .flatMap(it -> it.text("resourceType"))
              .filter("OperationOutcome"::equals)
              .isPresent();
      resource
          .filter(it -> !it.text("resourceType").equals(Optional.of("OperationOutcome")))
          .ifPresent(resources::add);
    }
    var more =
        bundle.objects("link").stream()
            .anyMatch(it -> it.text("relation").equals(Optional.of("next")));
    return new Prefetched(more || failed ? State.PARTIAL : State.COMPLETE, true, resources);
  }

  /** What was sent for a key. */
  Prefetched of(String key) {
    return prefetch.getOrDefault(key, Prefetched.NOT_SENT);
  }
}
