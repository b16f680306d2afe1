package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Intake;

/**
 * Intake in, assessment out. Built once; safe for use by many threads. The rules were compiled in
 * the build, so that none can change at run time.
 */
public final class KnowledgeBase {
  private final KieBase rules;
  private final Reasons reasons;
  private final Comparator<RedFlag> mostUrgentFirst;

  private KnowledgeBase(List<Rule> rules) {
    this.rules = KieBaseBuilder.createKieBaseFromModel(new ModelImpl("plumbline").withRules(rules));
    this.reasons = new Reasons(rules.stream().map(KnowledgeRule::of).toList());
    this.mostUrgentFirst = reasons.mostUrgentFirst();
  }

  /** The knowledge base of this jar; takes about half a second of CPU. */
  public static KnowledgeBase load() {
    return without(rule -> false);
  }

  /** The knowledge base without some of its rules, for the proof that each of them is needed. */
  static KnowledgeBase without(Predicate<String> left) {
    return new KnowledgeBase(
        CompiledRules.load().stream().filter(rule -> !left.test(rule.getName())).toList());
  }

  /** The names of all rules, in the order of the files. */
  public Set<String> ruleNames() {
    return reasons.ruleNames();
  }

  /**
   * The reason that a rule would give, with the facts that its condition reads; empty when there is
   * no such rule.
   */
  public Optional<Reason> rule(String name) {
    return reasons.of(name);
  }

  /** Assesses an intake. Every valid intake gets an assessment. */
  public Assessment assess(Intake intake) {
    var conclusions = conclude(intake);
    var dispositions = ofType(Disposition.class, conclusions);
    if (dispositions.isEmpty()) {
      throw new IllegalStateException("no rule concluded a disposition");
    }
    var redFlags = ofType(RedFlag.class, conclusions);
    redFlags.sort(mostUrgentFirst);
    return new Assessment(
        Library.VERSION,
        dispositions.get(0).urgency(),
        dispositions,
        redFlags,
        reasons.of(intake, conclusions, redFlags),
        reasons.unanswered(intake, redFlags));
  }

  /** Conclusions are collected after the last firing: a less urgent one may have been withdrawn. */
  private List<Conclusion> conclude(Intake intake) {
    var session = rules.newKieSession();
    try {
      session.insert(intake);
      session.fireAllRules();
      var conclusions = new ArrayList<Conclusion>();
      for (var object : session.getObjects()) {
        if (object instanceof Conclusion conclusion) {
          conclusions.add(conclusion);
        }
      }
      conclusions.sort(Comparator.comparing(Conclusion::id));
      return conclusions;
    } finally {
      session.dispose();
    }
  }

  private static <T extends Conclusion> List<T> ofType(
      Class<T> type, List<Conclusion> conclusions) {
    var found = new ArrayList<T>();
    for (var conclusion : conclusions) {
      if (type.isInstance(conclusion)) {
        found.add(type.cast(conclusion));
      }
    }
    return found;
  }
}
