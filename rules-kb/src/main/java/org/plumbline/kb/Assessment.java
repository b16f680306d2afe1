package org.plumbline.kb;

import java.util.List;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;

/**
 * All conclusions on one intake, each with its reason.
 *
 * @param knowledgeVersion the version of the knowledge that concluded
 * @param urgency where the patient goes and how fast: the urgency of every disposition
 * @param dispositions why: one or more, all of the same urgency
 * @param redFlags the red flags, most urgent first
 * @param reasons one reason for every red flag, disposition and inferred finding
 * @param unanswered the facts whose absence makes the assessment provisional, in the order of
 *     facts.yaml; empty when it is not
 */
public record Assessment(
    String knowledgeVersion,
    Urgency urgency,
    List<Disposition> dispositions,
    List<RedFlag> redFlags,
    List<Reason> reasons,
    List<Fact> unanswered) {
  public Assessment {
    dispositions = List.copyOf(dispositions);
    redFlags = List.copyOf(redFlags);
    reasons = List.copyOf(reasons);
    unanswered = List.copyOf(unanswered);
  }

  /**
   * Whether unanswered questions could still make the disposition more urgent than what was
   * answered.
   */
  public boolean provisional() {
    return !unanswered.isEmpty();
  }

  /** Why this conclusion of the assessment holds. */
  public Reason reason(Conclusion conclusion) {
    return reasons.stream()
        .filter(reason -> reason.rule().equals(conclusion.id()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(conclusion.id() + " is not of this assessment"));
  }
}
