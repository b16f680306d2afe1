package org.plumbline.web.protocol.cdshooks;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Scopes;
import org.plumbline.web.document.Hook;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.Reference;

/**
 * One CDS Hooks call, its envelope checked; what it does not know it leaves alone. See <a
 * href="https://cds-hooks.hl7.org/2.0/#calling-a-cds-service">Calling a CDS Service</a>.
 *
 * @param patient the patient of the context
 * @param forPatient whether a patient or a relative will read the cards
 * @param context the context, whose fields differ by hook
 * @param fhir where the rest of the record can be asked for
 * @param prefetch what was sent for each key of the discovery
 */
record HookRequest(
    Hook hook,
    PatientReference patient,
    boolean forPatient,
    Node context,
    Optional<FhirServer> fhir,
    Map<String, Prefetched> prefetch) {
  private static final Pattern PATIENT_ID = Pattern.compile("(Patient/)?[A-Za-z0-9.-]{1,64}");

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

  /**
   * Reads a call.
   *
   * @throws IntakeRefused if the envelope is not that of a call of a hook that is offered
   */
  static HookRequest read(byte[] body) {
    var faults = new Faults();
    var request = new Node("", JsonBody.parse(body), faults);
    var hook = hook(request);
    var context = request.requiredObject("context");
    var patient =
        context
            .flatMap(it -> it.requiredText("patientId"))
            .flatMap(it -> patient(context.get(), it));
    var user = context.flatMap(it -> it.requiredText("userId")).orElse("");
    hook.ifPresent(it -> context.ifPresent(node -> checkContext(node, it)));
    var fhir = fhirServer(request);
    var prefetch = prefetch(request.object("prefetch"));
    if (!faults.none()) {
      throw IntakeRefused.malformed(faults.all());
    }
    var forPatient = user.startsWith("Patient/") || user.startsWith("RelatedPerson/");
    return new HookRequest(
        hook.orElseThrow(),
        patient.orElseThrow(),
        forPatient,
        context.orElseThrow(),
        fhir,
        prefetch);
  }

  private static Optional<Hook> hook(Node request) {
    var name = request.requiredText("hook");
    var hook = name.flatMap(Hook::of);
    if (name.isPresent() && hook.isEmpty()) {
      request.fault("hook", "is not offered by this service; expected e.g. patient-view");
    }
    var instance = request.requiredText("hookInstance");
    if (instance.filter(it -> !isUuid(it)).isPresent()) {
      request.fault("hookInstance", "is not a UUID");
    }
    return hook;
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<PatientReference> patient(Node context, String id) {
    // An id, with or without its type; a path or an address is none.
    var reference =
        PATIENT_ID.matcher(id).matches()
            ? Reference.to("Patient", id).map(PatientReference::new)
            : Optional.<PatientReference>empty();
    if (reference.isEmpty()) {
      context.fault("patientId", "is not the id of a Patient");
    }
    return reference;
  }

  private static void checkContext(Node context, Hook hook) {
    hook.requiredTexts()
        .forEach(
            name -> {
              var text = context.requiredText(name);
              if (text.filter(it -> Reference.to("Encounter", it).isEmpty()).isPresent()) {
                context.fault(name, "is not the id of an Encounter");
              }
            });
    for (var name : hook.requiredBundles()) {
      var bundle = context.requiredObject(name);
      bundle
          .flatMap(it -> it.requiredText("resourceType"))
          .filter(it -> !it.equals("Bundle"))
          .ifPresent(it -> context.fault(name, "is no Bundle"));
      bundle.ifPresent(it -> it.objects("entry").forEach(entry -> entry.object("resource")));
    }
    if (hook == Hook.ORDER_SELECT) {
      var unused = context.requiredTexts("selections");
    }
  }

  private static Optional<FhirServer> fhirServer(Node request) {
    if (request.has("fhirAuthorization") && !request.has("fhirServer")) {
      request.fault("fhirServer", "is missing; fhirAuthorization needs it");
    }
    var address = request.text("fhirServer").flatMap(it -> address(request, it));
    var authorization = request.object("fhirAuthorization");
    authorization.ifPresent(HookRequest::checkAuthorization);
    return address.map(
        it ->
            new FhirServer(
                it,
                authorization.flatMap(given -> given.text("access_token")),
                authorization.flatMap(given -> given.text("scope")).map(Scopes::lenient)));
  }

  private static void checkAuthorization(Node authorization) {
    var token = authorization.requiredText("access_token");
    if (token.filter(it -> !it.matches("[\\x21-\\x7e]+")).isPresent()) {
      authorization.fault("access_token", "has characters that no token has");
    }
    var type = authorization.text("token_type");
    if (type.filter(it -> !it.equalsIgnoreCase("Bearer")).isPresent()) {
      authorization.fault("token_type", "is not Bearer");
    }
    var life = authorization.number("expires_in");
    if (life.filter(it -> it.signum() <= 0).isPresent()) {
      authorization.fault("expires_in", "is not above 0; the token has expired");
    }
  }

  private static Optional<URI> address(Node request, String text) {
    try {
      var address = URI.create(text);
      if (address.isAbsolute() && address.getHost() != null) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException e) {
      // Answered below like any other text that is no address.
    }
    request.fault("fhirServer", "is not an absolute address");
    return Optional.empty();
  }

  private static Map<String, Prefetched> prefetch(Optional<Node> prefetch) {
    var read = new LinkedHashMap<String, Prefetched>();
    prefetch.ifPresent(
        node -> node.names().forEach(key -> read.put(key, Prefetched.read(node, key))));
    return read;
  }

  /** What is there for a key. */
  Prefetched of(String key) {
    return prefetch.getOrDefault(key, Prefetched.NOT_SENT);
  }

  /** The call with other prefetch. */
  HookRequest with(Map<String, Prefetched> completed) {
    return new HookRequest(hook, patient, forPatient, context, fhir, completed);
  }
}
