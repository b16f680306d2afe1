package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Intake;

/**
 * A recorded assessment with what was concluded then, in the words of then. What today's knowledge
 * would say is another assessment; {@link Conclusions#today} gives it.
 *
 * @param intake what was said
 * @param concluded what was concluded then
 * @param live whether the knowledge that concluded it still runs
 */
public record Recorded(StoredAssessment stored, Intake intake, Assessment concluded, boolean live) {
  public Recorded {
    requireNonNull(stored, "stored");
    requireNonNull(intake, "intake");
    requireNonNull(concluded, "concluded");
  }

  /** Which version concluded it, in a sentence; empty while that version runs. */
  public Optional<String> anotherVersion() {
    return live
        ? Optional.empty()
        : Optional.of(
            "Concluded by knowledge %s, which does not run any more."
                .formatted(stored.knowledgeVersion()));
  }
}
