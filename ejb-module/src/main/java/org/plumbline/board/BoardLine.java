package org.plumbline.board;

import java.time.Instant;
import java.util.List;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Reason;

/**
 * One line of the board.
 *
 * @param urgency the code of the disposition
 * @param redFlags why each red flag fired, as it was told then, most urgent first
 */
public record BoardLine(
    AssessmentId id,
    PatientReference patient,
    Instant answeredAt,
    Instant recordedAt,
    String urgency,
    List<Reason> redFlags,
    Standing standing) {
  public BoardLine {
    redFlags = List.copyOf(redFlags);
  }

  /**
   * How an assessment stands.
   *
   * @param finished whether the patient had come to the end of the questions
   * @param stays whether it stays until a clinician has decided, and none has
   * @param newest whether the patient has answered nothing later
   */
  public record Standing(
      boolean provisional,
      String knowledgeVersion,
      boolean finished,
      boolean stays,
      boolean newest) {}
}
