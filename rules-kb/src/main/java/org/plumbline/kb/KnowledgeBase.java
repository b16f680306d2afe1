package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.PlanWriter;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.outlook.Outlook;
import org.plumbline.kb.rule.CompiledRules;
import org.plumbline.kb.rule.KnowledgeRule;
import org.plumbline.kb.rule.Reasons;

/**
 * Intake in, assessment out. Built once; safe for use by many threads. The rules were compiled in
 * the build, so that none can change at run time.
 *
 * <p>It reasons in two steps: red flags and disposition from the intake alone, then advice from
 * those and the differential. So neither advice nor the differential can change a disposition.
 */
public final class KnowledgeBase {
  /** The packages of the rules that advise; all others decide. */
  private static final Set<String> ADVISING =
      Set.of("org.plumbline.kb.advice", "org.plumbline.kb.technique");

  private final KieBase deciding;
  private final KieBase advising;
  private final Reasons reasons;
  private final Comparator<RedFlag> mostUrgentFirst;
  private final Outlook outlook;

  KnowledgeBase(Collection<Rule> rules) {
    var decide = rules.stream().filter(rule -> !advises(rule)).toList();
    this.deciding = base(decide);
    this.advising = base(rules.stream().filter(KnowledgeBase::advises).toList());
    this.reasons = new Reasons(rules.stream().map(KnowledgeRule::of).toList());
    this.mostUrgentFirst = reasons.mostUrgentFirst();
    this.outlook =
        new Outlook(this, decide.stream().map(it -> reasons.rule(it.getName())).toList());
  }

  private static boolean advises(Rule rule) {
    return ADVISING.contains(rule.getPackage());
  }

  private static KieBase base(List<Rule> rules) {
    return KieBaseBuilder.createKieBaseFromModel(new ModelImpl("plumbline").withRules(rules));
  }

  /** The knowledge base of this jar; takes about half a second of CPU. */
  public static KnowledgeBase load() {
    return without(rule -> false);
  }

  /** The knowledge base without some of its rules, for the proof that each of them is needed. */
  public static KnowledgeBase without(Predicate<String> left) {
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

  /** What the rule asks for; empty when there is no such rule. */
  public Optional<Condition> condition(String rule) {
    return reasons.condition(rule);
  }

  /** What the rules could still conclude, for whoever asks on, publishes or proves. */
  public Outlook outlook() {
    return outlook;
  }

  /** Assesses an intake. Every valid intake gets an assessment. */
  public Assessment assess(Intake intake) {
    var conclusions = conclude(deciding, List.of(intake));
    var dispositions = dispositions(conclusions);
    var redFlags = ofType(RedFlag.class, conclusions);
    redFlags.sort(mostUrgentFirst);
    return new Assessment(
        Library.VERSION,
        new Assessment.Concluded(
            dispositions,
            redFlags,
            reasons.of(intake, conclusions, redFlags),
            reasons.unanswered(intake, redFlags),
            Differential.of(intake)),
        intake,
        Directory.LIVE,
        assessment -> advise(intake, conclusions, assessment));
  }

  /**
   * What is decided, without reasons.
   *
   * @param redFlags in no order
   */
  public record Verdict(Urgency urgency, List<RedFlag> redFlags) {}

  /** Decides alone: for many intakes, where nobody asks why. */
  public Verdict verdict(Intake intake) {
    var conclusions = conclude(deciding, List.of(intake));
    return new Verdict(
        dispositions(conclusions).get(0).urgency(), ofType(RedFlag.class, conclusions));
  }

  /** The urgency alone, without reasons or advice. */
  public Urgency urgency(Intake intake) {
    return dispositions(conclude(deciding, List.of(intake))).get(0).urgency();
  }

  /** How urgent this rule makes the patient; empty when it does not fire or says nothing of it. */
  public Optional<Urgency> urgencyOf(String rule, Intake intake) {
    for (var conclusion : conclude(deciding, List.of(intake))) {
      if (conclusion.id().equals(rule)) {
        if (conclusion instanceof RedFlag flag) {
          return Optional.of(flag.urgency());
        }
        if (conclusion instanceof Disposition disposition) {
          return Optional.of(disposition.urgency());
        }
      }
    }
    return Optional.empty();
  }

  /** What fires on this intake, without reasons or advice. */
  public Set<String> fired(Intake intake) {
    return ids(conclude(deciding, List.of(intake)));
  }

  private static List<Disposition> dispositions(List<Conclusion> conclusions) {
    var dispositions = ofType(Disposition.class, conclusions);
    if (dispositions.isEmpty()) {
      throw new IllegalStateException("no rule concluded a disposition");
    }
    return dispositions;
  }

  /** Where no comfort advice is given no rule can call for any, so none is asked. */
  private Assessment.Advised advise(
      Intake intake, List<Conclusion> decided, Assessment assessment) {
    var called =
        Instruction.of(assessment.urgency()).comfort()
            ? advice(intake, decided, assessment)
            : List.<Conclusion>of();
    var all = new ArrayList<>(decided);
    all.addAll(called);
    var concluded = ids(all);
    return new Assessment.Advised(
        PlanWriter.write(intake, assessment.urgency(), concluded),
        reasons.of(intake, called, concluded, assessment.redFlags()));
  }

  private List<Conclusion> advice(Intake intake, List<Conclusion> decided, Assessment assessment) {
    var facts =
        new ArrayList<Object>(
            List.of(intake, assessment.differential(), assessment.dispositions().get(0)));
    decided.stream().filter(it -> !(it instanceof Disposition)).forEach(facts::add);
    var advice = conclude(advising, facts);
    advice.removeAll(facts);
    return advice;
  }

  private static Set<String> ids(List<Conclusion> conclusions) {
    var ids = new HashSet<String>();
    conclusions.forEach(it -> ids.add(it.id()));
    return ids;
  }

  /** Conclusions are collected after the last firing: a less urgent one may have been withdrawn. */
  private static List<Conclusion> conclude(KieBase rules, List<?> facts) {
    var session = rules.newKieSession();
    try {
      facts.forEach(session::insert);
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
