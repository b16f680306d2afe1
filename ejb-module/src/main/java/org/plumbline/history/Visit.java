package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.plumbline.client.Tenant;

/**
 * What an intake belongs to.
 *
 * @param tenant the clinic
 * @param patient the reference of the patient, such as {@code Patient/1}
 * @param response the reference of the QuestionnaireResponse that was answered
 * @param answeredAt when the answers were given
 * @param route which way the intake came in
 * @param finished whether the patient had come to the end of the questions
 */
public record Visit(
    Tenant tenant,
    PatientReference patient,
    ResponseReference response,
    Instant answeredAt,
    Route route,
    boolean finished) {
  /** A visit whose questions were answered to the end. */
  public Visit(
      Tenant tenant,
      PatientReference patient,
      ResponseReference response,
      Instant answeredAt,
      Route route) {
    this(tenant, patient, response, answeredAt, route, true);
  }

  public Visit {
    requireNonNull(tenant, "tenant");
    requireNonNull(patient, "patient");
    requireNonNull(response, "response");
    requireNonNull(answeredAt, "answeredAt");
    requireNonNull(route, "route");
  }

  /** The reference of a patient, such as {@code Patient/1}. */
  public record PatientReference(String value) {}

  /** The reference of a QuestionnaireResponse, such as {@code QuestionnaireResponse/42}. */
  public record ResponseReference(String value) {}

  /** Which way an intake came in. */
  public enum Route {
    CDS_HOOKS,
    PROCESS_RESPONSE,
    APPLY,
    PLAIN_JSON,
    PATIENT_LINK,
    /** A few questions by the patient's link, on top of what was answered before. */
    RECHECK,
    EXAMINATION
  }
}
