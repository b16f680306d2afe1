package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Reason;
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

  /** Why each red flag fired then, most urgent first. */
  public List<Reason> redFlags() {
    return concluded.redFlags().stream().map(concluded::reason).toList();
  }

  /** What a rule of the knowledge of then is called; its name when it concluded nothing here. */
  public String title(String rule) {
    return concluded.reasons().stream()
        .filter(it -> it.rule().equals(rule))
        .map(Reason::title)
        .findFirst()
        .orElse(rule);
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
