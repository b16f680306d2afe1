package org.plumbline.web.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Standing;
import org.plumbline.history.VisitBefore;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/**
 * What a call led to.
 *
 * @param answered the gravest intake that stays until a clinician has decided, or else the newest;
 *     empty when the record holds none
 * @param gaps the parts of the record that could not be read to their end
 * @param backProblem whether the problem list, or what is being booked or added, names a back
 *     problem
 * @param orders the orders that are being written
 * @param beside the other intakes that are shown: what stays, and the newest
 */
public record Outcome(
    Optional<Answered> answered,
    List<Gap> gaps,
    boolean backProblem,
    List<Order> orders,
    List<Beside> beside) {
  public Outcome {
    gaps = List.copyOf(gaps);
    orders = List.copyOf(orders);
    beside = List.copyOf(beside);
  }

  public Outcome(
      Optional<Answered> answered, List<Gap> gaps, boolean backProblem, List<Order> orders) {
    this(answered, gaps, backProblem, orders, List.of());
  }

  /** The assessments that are shown, the one that the card is about first. */
  public List<AssessmentId> assessments() {
    return Stream.concat(
            answered.flatMap(it -> it.recorded().id()).stream(),
            beside.stream().flatMap(it -> it.line().id().stream()))
        .distinct()
        .toList();
  }

  /** Whether answers that were given later are shown beside those that the card is about. */
  public boolean isEarlier() {
    return answered
        .filter(
            it ->
                beside.stream()
                    .anyMatch(o -> o.line().answeredAt().isAfter(it.read().answeredAt())))
        .isPresent();
  }

  /**
   * An intake that is shown beside the one that a card is about.
   *
   * @param stays whether it stays until a clinician has decided
   */
  public record Beside(Standing.Line line, boolean stays) {
    /** What its red flags were called then. */
    public List<String> titles() {
      return line.titles();
    }
  }

  /**
   * The intake of a patient and what was concluded.
   *
   * @param before the visit before, when red flags are to be shown; empty when there was none
   */
  public record Answered(
      ReadIntake read, RecordedAssessment recorded, Optional<VisitBefore> before) {}

  /**
   * A part of the record or of an intake that was not read.
   *
   * @param key a key of the prefetch, or what it is in words
   */
  public record Gap(String key, State state) {}

  /** What is there of a part of the record. */
  public enum State {
    /** The key was not sent. */
    NOT_SENT("not sent by the EHR"),
    /** Null: the record has none. */
    NONE(""),
    /** The EHR could not read it. */
    FAILED("the EHR could not read it"),
    /** A search result with further pages. */
    PARTIAL("only a part could be read"),
    /** The time for asking the EHR was over. */
    LATE("the EHR did not answer in time"),
    /** The EHR's FHIR server is not registered, or the token does not cover it. */
    NOT_ALLOWED("not sent, and we may not ask the EHR's server for it"),
    /** An intake beside the newest that does not fit its form. */
    UNREADABLE("one of the patient's intakes could not be read"),
    /** What was sent of it, or a part of that. */
    UNREAD("could not be read"),
    /** It is in the call of this patient, and names another by id. */
    PASSED_OVER("names another patient and was passed over"),
    /** A response that is meant for us, or has our questions, and does not name our form. */
    OTHER_FORM("a response that names another form than ours, or none, was not read"),
    /** All of it. */
    COMPLETE("");

    private final String why;

    State(String why) {
      this.why = why;
    }

    /** Why it was not assessed. */
    public String why() {
      return why;
    }
  }
}
