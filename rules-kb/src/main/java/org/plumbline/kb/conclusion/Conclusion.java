package org.plumbline.kb.conclusion;

/** What a rule says. The name of the rule is the id. */
public sealed interface Conclusion permits InferredFinding, RedFlag, Disposition, Advice {
  /** The name of the rule that said it. */
  String id();
}
