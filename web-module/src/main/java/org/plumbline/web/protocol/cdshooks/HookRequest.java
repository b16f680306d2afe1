package org.plumbline.web.protocol.cdshooks;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Scopes;
import org.plumbline.web.document.Hook;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.Reference;

/**
 * One CDS Hooks call. An EHR that is refused shows no card, which reads as "all clear": so only a
 * call is refused that names no hook of ours or no patient; what else cannot be read is told. See
 * <a href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a CDS Service</a>.
 *
 * @param patient the patient of the context; where it names none, the one of the prefetch
 * @param forPatient whether a patient or a relative will read the cards
 * @param context the context, whose fields differ by hook
 * @param fhir where the rest of the record can be asked for
 * @param prefetch what was sent for each key of the discovery
 * @param unread what of the call itself could not be read, in words
 */
record HookRequest(
    Hook hook,
    PatientReference patient,
    boolean forPatient,
    Node context,
    Optional<FhirServer> fhir,
    Map<String, Prefetched> prefetch,
    List<String> unread) {
  private static final Pattern PATIENT_ID = Pattern.compile("(Patient/)?[A-Za-z0-9.-]{1,64}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * The FHIR server of the EHR. The token lives as long as the call: it is not kept, logged or sent
   * elsewhere.
   *
   * @param token empty when the server asks for none
   * @param scopes what the token covers; empty when the EHR did not say
   */
  record FhirServer(URI address, Optional<String> token, Optional<Scopes> scopes) {
    @Override
    public String toString() {
      return address.toString();
    }
  }

  HookRequest {
    unread = List.copyOf(unread);
  }

  /**
   * Reads a call.
   *
   * @throws IntakeRefused if it is no JSON object, names no hook that is offered, or no patient
   */
  static HookRequest read(byte[] body) {
    var faults = new Faults();
    var request = new Node("", JsonBody.parseStorable(body), faults);
    var hook = hook(request);
    var context = request.lookAt("context").stream().findFirst();
    var around = context.orElse(request);
    var prefetch = hook.map(it -> prefetch(request, it)).orElse(Map.of());
    var unread = new ArrayList<String>();
    var patient = patient(around, prefetch, unread);
    if (patient.isEmpty()) {
      request.fault("context.patientId", "is not the id of a Patient");
    }
    if (hook.isEmpty() || patient.isEmpty()) {
      throw IntakeRefused.malformed(faults.all());
    }
    hook.get().requiredBundles().stream()
        .filter(it -> !isBundle(around, it))
        .forEach(it -> unread.add("the " + words(it) + " of the call"));
    var user = around.look("userId").orElse("");
    return new HookRequest(
        hook.get(),
        patient.get(),
        user.startsWith("Patient/") || user.startsWith("RelatedPerson/"),
        around,
        fhirServer(request),
        prefetch,
        unread);
  }

  private static Optional<Hook> hook(Node request) {
    var name = request.requiredText("hook");
    var hook = name.flatMap(Hook::of);
    if (name.isPresent() && hook.isEmpty()) {
      request.fault("hook", "is not offered by this service; expected e.g. patient-view");
    }
    return hook;
  }

  /** The one whom the context names, or the only one whom the record names that was sent. */
  private static Optional<PatientReference> patient(
      Node context, Map<String, Prefetched> prefetch, List<String> unread) {
    var named = context.look("patientId").flatMap(HookRequest::reference);
    if (named.isPresent()) {
      return named;
    }
    var sent = new LinkedHashSet<PatientReference>();
    Stream.of(Hook.PATIENT, Hook.INTAKE)
        .flatMap(it -> prefetch.getOrDefault(it, Prefetched.NOT_SENT).resources().stream())
        .flatMap(HookRequest::patients)
        .forEach(sent::add);
    unread.add("for whom the call is");
    return sent.size() == 1 ? sent.stream().findFirst() : Optional.empty();
  }

  private static Stream<PatientReference> patients(Node resource) {
    return resource.look("resourceType").equals(Optional.of("Patient"))
        ? resource.look("id").flatMap(HookRequest::reference).stream()
        : resource.lookAt("subject").stream()
            .flatMap(it -> it.look("reference").stream())
            .flatMap(it -> Reference.to("Patient", it).stream())
            .map(PatientReference::new);
  }

  /** An id, with or without its type; a path or an address is none. */
  private static Optional<PatientReference> reference(String id) {
    return PATIENT_ID.matcher(id).matches()
        ? Reference.to("Patient", id).map(PatientReference::new)
        : Optional.empty();
  }

  private static boolean isBundle(Node context, String name) {
    return context.lookAt(name).stream()
        .anyMatch(it -> it.look("resourceType").equals(Optional.of("Bundle")));
  }

  /** A name such as draftOrders in words. */
  private static String words(String name) {
    return name.equals("draftOrders") ? "orders" : name;
  }

  /** Where the rest can be asked for; without an address or a token that can be sent, nowhere. */
  private static Optional<FhirServer> fhirServer(Node request) {
    var address = request.look("fhirServer").flatMap(HookRequest::address);
    if (!request.has("fhirAuthorization")) {
      return address.map(it -> new FhirServer(it, Optional.empty(), Optional.empty()));
    }
    return request.lookAt("fhirAuthorization").stream()
        .filter(HookRequest::isUsable)
        .findFirst()
        .flatMap(
            given ->
                address.map(
                    it ->
                        new FhirServer(
                            it,
                            given.look("access_token"),
                            given.look("scope").map(Scopes::lenient))));
  }

  private static boolean isUsable(Node authorization) {
    var life = authorization.number("expires_in");
    return authorization.look("access_token").filter(it -> TOKEN.matcher(it).matches()).isPresent()
        && authorization.look("token_type").orElse("Bearer").equalsIgnoreCase("Bearer")
        && life.filter(it -> it.signum() <= 0).isEmpty();
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text)).filter(it -> it.isAbsolute() && it.getHost() != null);
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static Map<String, Prefetched> prefetch(Node request, Hook hook) {
    var read = new LinkedHashMap<String, Prefetched>();
    var sent = request.lookAt("prefetch");
    sent.forEach(node -> node.names().forEach(key -> read.put(key, Prefetched.read(node, key))));
    // Nothing was sent, or something that is no prefetch of ours: these are different answers.
    if (request.has("prefetch")
        && read.keySet().stream().noneMatch(hook.prefetch()::containsKey)
        && !isEmpty(request.json().get("prefetch"))) {
      hook.needed().forEach(it -> read.put(it, Prefetched.of(State.UNREAD)));
    }
    return read;
  }

  private static boolean isEmpty(@Nullable JsonValue prefetch) {
    return prefetch instanceof JsonObject object && object.isEmpty();
  }

  /** What is there for a key. */
  Prefetched of(String key) {
    return prefetch.getOrDefault(key, Prefetched.NOT_SENT);
  }

  /** The call with other prefetch. */
  HookRequest with(Map<String, Prefetched> completed) {
    return new HookRequest(hook, patient, forPatient, context, fhir, completed, unread);
  }
}
