package org.plumbline.history;

import java.time.Instant;
import java.util.Optional;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.Urgency;

/**
 * An assessment is being recorded; whoever observes this is in the same transaction.
 *
 * @param author who asked for it, when that is not the caller of now
 */
public record AssessmentRecorded(
    AssessmentId id,
    Visit visit,
    Assessment assessment,
    Optional<Earlier> previous,
    Optional<String> author) {

  /**
   * The assessment of the same patient before.
   *
   * @param response what was answered then; the same when the same answers are assessed again
   */
  public record Earlier(
      AssessmentId id, ResponseReference response, Instant answeredAt, Urgency urgency) {}
}
