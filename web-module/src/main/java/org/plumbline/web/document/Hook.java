package org.plumbline.web.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.plumbline.kb.form.Form;

/**
 * The hooks that are answered, with what their context must hold and what they prefetch. See <a
 * href="https://cds-hooks.org/hooks/">the hooks library</a>.
 */
public enum Hook {
  PATIENT_VIEW("patient-view", "1.0", List.of(), Needs.PATIENT_CONDITIONS_INTAKE),
  ENCOUNTER_START("encounter-start", "1.0", List.of(), Needs.WITH_ENCOUNTER),
  APPOINTMENT_BOOK("appointment-book", "1.0", List.of("appointments"), Needs.PATIENT_INTAKE),
  PROBLEM_LIST_ITEM_CREATE(
      "problem-list-item-create", "0.1.0", List.of("conditions"), Needs.PATIENT_INTAKE),
  ORDER_SELECT("order-select", "1.0", List.of("draftOrders"), Needs.PATIENT_CONDITIONS_INTAKE),
  ORDER_SIGN("order-sign", "1.0", List.of("draftOrders"), Needs.PATIENT_CONDITIONS_INTAKE),
  ORDER_DISPATCH("order-dispatch", "1.1", List.of(), Needs.WITH_ORDERS),
  ALLERGY_CREATE(
      "allergyintolerance-create",
      "0.1.0",
      List.of("allergiesIntolerances"),
      Needs.PATIENT_CONDITIONS_INTAKE),
  MEDICATION_REFILL(
      "medication-refill", "0.1.0", List.of("medications"), Needs.PATIENT_CONDITIONS_INTAKE),
  ENCOUNTER_DISCHARGE("encounter-discharge", "1.0", List.of(), Needs.INTAKE_ALONE);

  /** The keys of the prefetch. */
  public static final String PATIENT = "patient";

  public static final String CONDITIONS = "conditions";
  public static final String INTAKE = "intake";
  public static final String ENCOUNTER = "encounter";
  public static final String VITAL_SIGNS = "vitalSigns";
  public static final String MEDICATIONS = "medications";
  public static final String PRESCRIPTIONS = "prescriptions";
  public static final String ORDERS = "orders";

  /** What helps when it is there, and is not asked for when it is not. */
  private static final List<String> WELCOME =
      List.of(ENCOUNTER, VITAL_SIGNS, MEDICATIONS, PRESCRIPTIONS);

  /** Which keys a hook asks for. */
  private static final class Needs {
    static final List<String> PATIENT_CONDITIONS_INTAKE =
        List.of(PATIENT, CONDITIONS, INTAKE, VITAL_SIGNS, MEDICATIONS, PRESCRIPTIONS);
    static final List<String> WITH_ENCOUNTER =
        List.of(PATIENT, CONDITIONS, INTAKE, ENCOUNTER, VITAL_SIGNS, MEDICATIONS, PRESCRIPTIONS);
    static final List<String> WITH_ORDERS =
        List.of(PATIENT, CONDITIONS, INTAKE, ORDERS, VITAL_SIGNS, MEDICATIONS, PRESCRIPTIONS);
    static final List<String> PATIENT_INTAKE = List.of(PATIENT, INTAKE);
    static final List<String> INTAKE_ALONE = List.of(INTAKE);

    private Needs() {}
  }

  private static final Map<String, String> TEMPLATES =
      Map.of(
          PATIENT, "Patient/{{context.patientId}}",
          CONDITIONS, "Condition?patient={{context.patientId}}&category=problem-list-item",
          INTAKE,
              "QuestionnaireResponse?patient={{context.patientId}}&questionnaire="
                  + Form.load().canonical()
                  + "&_sort=-authored&_count=5",
          ENCOUNTER, "Encounter/{{context.encounterId}}",
          VITAL_SIGNS,
              "Observation?patient={{context.patientId}}&category=vital-signs&_sort=-date&_count=20",
          MEDICATIONS, "MedicationStatement?patient={{context.patientId}}&_count=100",
          PRESCRIPTIONS, "MedicationRequest?patient={{context.patientId}}&_count=100",
          ORDERS, "ServiceRequest?patient={{context.patientId}}&status=active");

  private final String code;
  private final String version;
  private final List<String> requiredBundles;
  private final List<String> keys;

  Hook(String code, String version, List<String> requiredBundles, List<String> keys) {
    this.code = code;
    this.version = version;
    this.requiredBundles = requiredBundles;
    this.keys = keys;
  }

  /** The hook of this name. */
  public static Optional<Hook> of(String code) {
    for (var hook : values()) {
      if (hook.code.equals(code)) {
        return Optional.of(hook);
      }
    }
    return Optional.empty();
  }

  public String code() {
    return code;
  }

  /** The version of the hook's definition. */
  public String version() {
    return version;
  }

  /** The Bundles that the context must hold. */
  public List<String> requiredBundles() {
    return requiredBundles;
  }

  /** What is prefetched, each key with its template. */
  public Map<String, String> prefetch() {
    var prefetch = new LinkedHashMap<String, String>();
    keys.forEach(key -> prefetch.put(key, template(key)));
    return prefetch;
  }

  /** What must be known so that nothing is left unassessed. */
  public List<String> needed() {
    return keys.stream().filter(it -> !WELCOME.contains(it)).toList();
  }

  public boolean isAboutOrders() {
    return this == ORDER_SELECT || this == ORDER_SIGN || this == ORDER_DISPATCH;
  }

  /** The Bundles of the context that are record too: what is being added or refilled. */
  public List<String> recordBundles() {
    return this == ALLERGY_CREATE || this == MEDICATION_REFILL ? requiredBundles : List.of();
  }

  private static String template(String key) {
    return Objects.requireNonNull(TEMPLATES.get(key), key);
  }
}
