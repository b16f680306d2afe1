package org.plumbline.board;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;

/**
 * A patient who waits for a clinician.
 *
 * @param redFlags why each red flag fired, as it was told then, most urgent first
 */
public record Waiting(
    AssessmentId id,
    PatientReference patient,
    Instant answeredAt,
    Urgency urgency,
    List<Reason> redFlags,
    Care care,
    State state) {
  public Waiting {
    requireNonNull(id, "id");
    requireNonNull(patient, "patient");
    requireNonNull(answeredAt, "answeredAt");
    requireNonNull(urgency, "urgency");
    redFlags = List.copyOf(redFlags);
  }

  /**
   * Who looks after the patient.
   *
   * @param reScreen when the patient is looked at again next; empty when nothing is planned
   */
  public record Care(Optional<Instant> reScreen, Optional<String> assignee) {}

  /**
   * How the answers stand.
   *
   * @param earlier whether other answers came later: an emergency stays until somebody decides
   * @param unfinished whether the patient has not come to the end of the questions
   */
  public record State(boolean provisional, boolean earlier, boolean unfinished) {}

  /** When the patient is looked at again next; empty when nothing is planned. */
  public Optional<Instant> reScreen() {
    return care.reScreen();
  }

  /** Who looks after the patient. */
  public Optional<String> assignee() {
    return care.assignee();
  }

  /** Whether a question is open that can still make it more urgent. */
  public boolean provisional() {
    return state.provisional();
  }

  /** Whether other answers came later. */
  public boolean earlier() {
    return state.earlier();
  }

  /** Whether the patient has not come to the end of the questions. */
  public boolean unfinished() {
    return state.unfinished();
  }

  /**
   * How bad the pain was.
   *
   * @param level 0 to 10
   */
  public record Rating(Instant at, double level) {}

  /** How long a patient of this urgency may wait for the first look of a clinician. */
  public static Duration target(Urgency urgency) {
    var hours = Instruction.of(urgency).followUps().get(0).hours();
    return Duration.ofSeconds(Math.round(hours * 3600));
  }

  /** When that time is over. */
  public Instant targetAt() {
    return answeredAt.plus(target(urgency));
  }
}
