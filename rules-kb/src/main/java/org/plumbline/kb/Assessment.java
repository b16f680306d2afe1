package org.plumbline.kb;

import java.util.List;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;

/**
 * All conclusions on one intake, each with its reason.
 *
 * @param knowledgeVersion the version of the knowledge that concluded
 * @param urgency where the patient goes and how fast: the urgency of every disposition
 * @param dispositions why: one or more, all of the same urgency
 * @param redFlags the red flags, most urgent first
 * @param reasons one reason for every red flag, disposition, inferred finding and item called for
 * @param unanswered the facts whose absence makes the assessment provisional, in the order of
 *     facts.yaml; empty when it is not
 * @param differential what the pain leans toward; it changes nothing of the above
 * @param plan what the patient is told beside the disposition
 */
public record Assessment(
    String knowledgeVersion,
    Urgency urgency,
    List<Disposition> dispositions,
    List<RedFlag> redFlags,
    List<Reason> reasons,
    List<Fact> unanswered,
    Differential differential,
    Plan plan) {
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
    return reason(conclusion.id());
  }

  /** Why the conclusion of this rule holds. */
  public Reason reason(String rule) {
    return reasons.stream()
        .filter(reason -> reason.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(rule + " is not of this assessment"));
  }
}
