package org.plumbline.web.protocol.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Arrays;
import java.util.UUID;
import org.plumbline.web.document.Hook;
import org.plumbline.web.json.Build;

/**
 * What is offered: a service for each hook, with an id of its own, for clients file services by
 * their id. See <a href="https://cds-hooks.hl7.org/2.0/#discovery">Discovery</a>.
 */
final class Discovery {
  /** The service of patient-view. */
  private static final String SERVICE = "low-back-triage";

  private static final JsonObject BODY = body();

  /** Changes with the body. */
  private static final String TAG =
      UUID.nameUUIDFromBytes(BODY.toString().getBytes(UTF_8)).toString();

  private Discovery() {}

  /** The id of the service of a hook. */
  static String id(Hook hook) {
    return hook == Hook.PATIENT_VIEW ? SERVICE : SERVICE + "-" + hook.code();
  }

  /** Whether there is a service of this id. */
  static boolean knows(String service) {
    return Arrays.stream(Hook.values()).anyMatch(it -> id(it).equals(service));
  }

  static JsonObject json() {
    return BODY;
  }

  static String tag() {
    return TAG;
  }

  private static JsonObject body() {
    var services = Build.array();
    for (var hook : Hook.values()) {
      services.add(service(hook));
    }
    return Build.object().add("services", services).build();
  }

  private static JsonObjectBuilder service(Hook hook) {
    var prefetch = Build.object();
    hook.prefetch().forEach(prefetch::add);
    return Build.object()
        .add("hook", hook.code())
        .add("id", id(hook))
        .add("title", "Low-back triage after lifting")
        .add(
            "description",
            "Finds red flags in the intake of a patient with low-back pain after lifting and says where the patient goes next, how fast, and why.")
        .add("version", "2.0.1")
        .add("hookVersion", hook.version())
        .add("prefetch", prefetch)
        .add(
            "usageRequirements",
            "Works without access to the FHIR server: send the intake, a QuestionnaireResponse to the low-back intake, as prefetch, or post it to our FHIR endpoint before.");
  }
}
