package org.plumbline.web.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.plumbline.client.Tenant;
import org.plumbline.history.Recorded;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Intake;

/**
 * What the reader made of a response and a record.
 *
 * @param answeredAt when the answers were given
 * @param finished whether the patient had come to the end of the questions
 * @param unread how many entries of the record said nothing that the knowledge base reads
 * @param missed what could not be read, and is not known therefore
 * @param unassessed those among them that may matter all the same
 */
public record ReadIntake(
    PatientReference patient,
    ResponseReference response,
    Instant answeredAt,
    Intake intake,
    boolean finished,
    int unread,
    List<Missed> missed,
    List<Unassessed> unassessed) {
  /** What was made of a response of which nothing was missed, without a record. */
  public ReadIntake(
      PatientReference patient,
      ResponseReference response,
      Instant answeredAt,
      Intake intake,
      boolean finished,
      int unread) {
    this(patient, response, answeredAt, intake, finished, unread, List.of(), List.of());
  }

  /** What was made of a response that was answered to its end. */
  public ReadIntake(
      PatientReference patient,
      ResponseReference response,
      Instant answeredAt,
      Intake intake,
      int unread) {
    this(patient, response, answeredAt, intake, true, unread);
  }

  /** An intake that was read before, as it was recorded; what was passed over then is not known. */
  public static ReadIntake of(Recorded recorded) {
    var stored = recorded.stored();
    return new ReadIntake(
        stored.patient(),
        new ResponseReference("QuestionnaireResponse"),
        stored.answeredAt(),
        recorded.intake(),
        stored.finished(),
        0);
  }

  public ReadIntake {
    requireNonNull(patient, "patient");
    requireNonNull(response, "response");
    requireNonNull(answeredAt, "answeredAt");
    requireNonNull(intake, "intake");
    missed = List.copyOf(missed);
    unassessed = List.copyOf(unassessed);
  }

  /** The visit that this intake belongs to. */
  public Visit visit(Tenant tenant, Route route) {
    return new Visit(tenant, patient, response, answeredAt, route, finished);
  }
}
