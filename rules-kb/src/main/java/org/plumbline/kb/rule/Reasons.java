package org.plumbline.kb.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** Gives the reason of every conclusion, from what the compiled rules say of themselves. */
public final class Reasons {
  /** The family of the rules that find a question unanswered. */
  private static final String SCREEN_INCOMPLETE = "RF29";

  private final Map<String, KnowledgeRule> rules = new LinkedHashMap<>();

  public Reasons(Collection<KnowledgeRule> all) {
    all.forEach(rule -> rules.put(rule.name(), rule));
  }

  /** The names of all rules. */
  public Set<String> ruleNames() {
    return Collections.unmodifiableSet(rules.keySet());
  }

  /**
   * What a rule says, with every fact that its condition reads; empty when there is no such rule.
   */
  public Optional<Reason> of(String name) {
    return Optional.ofNullable(rules.get(name))
        .map(rule -> rule.reason(List.copyOf(rule.reads().keySet())));
  }

  /** What a rule asks for; empty when there is no such rule. */
  public Optional<Condition> condition(String name) {
    return Optional.ofNullable(rules.get(name)).map(KnowledgeRule::condition);
  }

  /** The reasons of all conclusions. */
  public List<Reason> of(Intake intake, List<Conclusion> conclusions, List<RedFlag> redFlags) {
    var concluded = new HashSet<String>();
    conclusions.forEach(conclusion -> concluded.add(conclusion.id()));
    return of(intake, conclusions, concluded, redFlags);
  }

  /**
   * The reasons of some conclusions.
   *
   * @param concluded the ids of everything that was concluded
   */
  public List<Reason> of(
      Intake intake, List<Conclusion> conclusions, Set<String> concluded, List<RedFlag> redFlags) {
    var reasons = new ArrayList<Reason>(conclusions.size());
    for (var conclusion : conclusions) {
      reasons.add(reason(rule(conclusion.id()), intake, concluded, redFlags));
    }
    return reasons;
  }

  private Reason reason(
      KnowledgeRule rule, Intake intake, Set<String> concluded, List<RedFlag> redFlags) {
    if (rule.standsAlone()) {
      return rule.reason(rule.matched(intake));
    }
    var facts = EnumSet.noneOf(Fact.class);
    addFacts(rule, intake, concluded, redFlags, facts);
    return rule.reason(List.copyOf(facts));
  }

  private void addFacts(
      KnowledgeRule rule,
      Intake intake,
      Set<String> concluded,
      List<RedFlag> redFlags,
      Set<Fact> facts) {
    facts.addAll(rule.matched(intake));
    intake.contradictions().stream()
        .filter(it -> rule.contradictions().contains(it.subject()))
        .forEach(it -> it.statements().forEach(statement -> facts.add(statement.fact())));
    for (var other : rule.buildsOn()) {
      if (concluded.contains(other)) {
        addFacts(rule(other), intake, concluded, redFlags, facts);
      }
    }
    if (rule.buildsOnTopRedFlags()) {
      redFlags.stream()
          .filter(flag -> flag.urgency() == redFlags.get(0).urgency())
          .forEach(flag -> addFacts(rule(flag.id()), intake, concluded, redFlags, facts));
    }
  }

  /**
   * Red flags as a clinician reads them: the most urgent first, then in the order of the families,
   * the unanswered ones last.
   */
  public Comparator<RedFlag> mostUrgentFirst() {
    return Comparator.comparing(RedFlag::urgency)
        .reversed()
        .thenComparing(flag -> rule(flag.id()).family().equals(SCREEN_INCOMPLETE))
        .thenComparing(flag -> rule(flag.id()).family())
        .thenComparing(RedFlag::id);
  }

  /** The rule of this name, which must be there. */
  public KnowledgeRule rule(String name) {
    return requireNonNull(rules.get(name), name);
  }

  /** What the rules that found the screen incomplete asked for and did not get. */
  public List<Fact> unanswered(Intake intake, List<RedFlag> redFlags) {
    var unanswered = EnumSet.noneOf(Fact.class);
    for (var flag : redFlags) {
      if (rule(flag.id()).family().equals(SCREEN_INCOMPLETE)) {
        rule(flag.id()).matched(intake).stream()
            .filter(fact -> intake.value(fact).isUnknown())
            .forEach(unanswered::add);
      }
    }
    return List.copyOf(unanswered);
  }
}
