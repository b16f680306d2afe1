package org.plumbline.kb.form;

import java.util.List;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * The parent or carer who answers for a child. What a child is not asked before a parent is left to
 * the clinician: it stays unknown, and unknown is never no.
 */
public final class Carer {
  /** What is not asked of a child on the form; the Questionnaire has the age. */
  private static final List<Fact> LEFT =
      List.of(Fact.SEXUAL_DYSFUNCTION, Fact.INJECTED_DRUGS, Fact.PREGNANCY);

  private Carer() {}

  /** Whether the patient is a child. */
  public static boolean answers(Intake intake) {
    return !left(intake).isEmpty();
  }

  /** The facts that were not asked because of the age: a clinician asks them first. */
  public static List<Fact> left(Intake intake) {
    var ageless =
        Intake.of(intake.statements().stream().filter(it -> it.fact() != Fact.AGE).toList());
    return Form.load().questions().stream()
        .filter(it -> LEFT.contains(it.fact()) && intake.value(it.fact()).isUnknown())
        .filter(it -> !it.enabled(intake) && it.enabled(ageless))
        .map(Question::fact)
        .toList();
  }
}
